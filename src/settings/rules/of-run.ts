import { Checkout } from '../../world/files/checkout.js';
import { connect } from '../../world/github/client.js';
import type { ActionInputs } from '../inputs.js';
import { CONFIGURATION_PATH, loadRules } from './load.js';
import { type TrustedRules, trustedRules } from './trusted.js';

/**
 * The rules by which a run of the action judges. For a pull request or a merge queue they are the base branch's, so that none can excuse
 * itself; elsewhere those of the checkout. Where the base branch cannot be read and nothing here says that it has rules
 * of its own, the built-in ones do, with a note.
 * @throws KnownError for a mistake in a file of the checkout, with file, line and column
 */
export async function rulesOfRun(inputs: ActionInputs): Promise<TrustedRules> {
  const { config, patterns, context, token, runner, strangersCheckout, baseBranch } = inputs;
  const here = new Checkout('.');
  const { repository } = context;
  if (repository === undefined || !strangersCheckout) {
    const rules = await loadRules(here, { config: config ?? CONFIGURATION_PATH, patterns, patternFiles: [] });
    return { rules, problems: [], notes: here.notes };
  }
  const trusted = await trustedRules(connect(token, runner.apiUrl), {
    repository,
    patterns,
    ...(config !== undefined && { config }),
    ...(baseBranch !== undefined && { branch: baseBranch }),
  });
  if (trusted.problems.length === 0 || patterns.length > 0 || config !== undefined) return trusted;
  const silent = (await here.text(CONFIGURATION_PATH)) === undefined;
  return silent ? { ...trusted, problems: [], notes: [...trusted.notes, ...trusted.problems] } : trusted;
}
