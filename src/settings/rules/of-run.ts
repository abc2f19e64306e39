import { Checkout } from '../../world/files/checkout.js';
import { connect } from '../../world/github/client.js';
import type { ActionInputs } from '../inputs.js';
import { CONFIGURATION_PATH, loadRules } from './load.js';
import { type TrustedRules, trustedRules } from './trusted.js';

/**
 * The rules by which a run of the action judges: those of the checkout where others have agreed to it, and those of the
 * base branch everywhere else, so that nobody can excuse himself. Where the base branch cannot be read the built-in ones
 * count, and that is a problem, whether or not the checkout holds rules: they may have been deleted.
 * @throws KnownError for a mistake in a file of a reviewed checkout, with file, line and column
 */
export async function rulesOfRun(inputs: ActionInputs): Promise<TrustedRules> {
  const { config, patterns, context, token, runner, rulesBranch, packs } = inputs;
  const { repository } = context;
  if (repository === undefined || inputs.isReviewed) {
    const here = new Checkout('.');
    const rules = await loadRules(here, { config: config ?? CONFIGURATION_PATH, patterns, patternFiles: [], packs });
    return { rules, problems: [], notes: here.notes };
  }
  return trustedRules(connect(token, runner.apiUrl), {
    repository,
    patterns,
    packs,
    ...(config !== undefined && { config }),
    ...(rulesBranch !== undefined && { branch: rulesBranch }),
  });
}
