import { dirname, relative, resolve } from 'node:path';
import { KnownError } from '../../core/errors.js';
import type { KeptPatterns } from '../../knowledge/catalogue/pattern-set.js';
import { Checkout } from '../../world/files/checkout.js';
import { repositoryRoot } from '../../world/files/repository-root.js';
import { readPatternFiles } from '../../world/patterns/pattern-files.js';
import { packAccess } from '../pack-access.js';
import { CONFIGURATION_PATH, loadRules, type Rules } from './load.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Here {
  /** The configuration file; without it the one of the repository around the working directory, if there is one. */
  readonly config?: string;
  /** Globs of pattern files, relative to the working directory. */
  readonly patterns: readonly string[];
}

/**
 * The rules of the repository one stands in, read from the disk. Throws a KnownError for a mistake in one of its files.
 * @param kept what pattern files were read as before
 */
export async function rulesHere({ config, patterns }: Here, env: Environment, kept?: KeptPatterns): Promise<Rules> {
  const root = repositoryRoot(config === undefined ? '.' : dirname(config)) ?? '.';
  const path = config === undefined ? CONFIGURATION_PATH : relative(root, resolve(config));
  const patternFiles = await readPatternFiles(patterns);
  const asked = { config: path, patterns: [], patternFiles, packs: packAccess(env), ...(kept && { kept }) };
  const rules = await loadRules(new Checkout(root), asked);
  if (config !== undefined && rules.configuration === undefined)
    throw new KnownError('missing-file', { where: `--config ${config}`, what: 'does not exist' });
  return rules;
}
