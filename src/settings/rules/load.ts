import type { RepositoryFile, RepositoryFiles } from '../../core/domain/repository-files.js';
import type { Waiving } from '../../core/gate/judge.js';
import type { Template } from '../../core/render/markdown/template.js';
import { loadCatalogue } from '../../knowledge/catalogue/load.js';
import type { KeptPatterns, PatternSet } from '../../knowledge/catalogue/pattern-set.js';
import type { PackAccess } from '../../world/packs/packs.js';
import type { Configuration } from '../configuration/configuration.js';

/** Where a repository keeps its configuration, unless it says otherwise. */
export const CONFIGURATION_PATH = '.github/whydunit.yml';

/** By what a run is judged. */
export interface Rules {
  readonly patterns: PatternSet;
  readonly waiving: Waiving;
  /** RE2 expressions; what they match is shown nowhere. */
  readonly redact: readonly string[];
  /** How the pull request comment is laid out; the usual way when absent. */
  readonly template?: Template;
  /** Path of the configuration file, where there is one. */
  readonly configuration?: string;
}

/** Where rules are written. */
export interface RulesAsked {
  /** The configuration file's path. That there is none is fine. */
  readonly config: string;
  /** Globs of pattern files, beside those that the configuration names. */
  readonly patterns: readonly string[];
  /** Pattern files that have been read already. */
  readonly patternFiles: readonly RepositoryFile[];
  /** How the packs are come by that the configuration names. */
  readonly packs: PackAccess;
  /** What pattern files were read as before. */
  readonly kept?: KeptPatterns;
}

/**
 * The built-in catalogue with what a repository adds to it and decides for itself, as of today.
 * @throws KnownError for a mistake in one of the files, with file, line and column, and for a pack that cannot be had
 */
export async function loadRules(files: RepositoryFiles, asked: RulesAsked): Promise<Rules> {
  const text = await files.text(asked.config);
  const configuration = text === undefined ? undefined : await parsed(asked.config, text);
  const own = await files.matching([...asked.patterns, ...(configuration?.patterns ?? [])]);
  const shared = await packed(configuration, asked.packs);
  const byPath = new Map([...asked.patternFiles, ...own, ...shared].map((file) => [file.path, file]));
  const patterns = await loadCatalogue([...byPath.values()], asked.kept);
  const today = new Date().toISOString().slice(0, 10);
  if (configuration === undefined) return { patterns, waiving: { waivers: [], today }, redact: [] };
  const { applyConfiguration } = await import(/* webpackMode: "eager" */ '../configuration/apply.js');
  return {
    patterns: applyConfiguration(patterns, configuration),
    waiving: { waivers: configuration.waivers, today },
    redact: configuration.redact,
    ...(configuration.template !== undefined && { template: configuration.template }),
    configuration: asked.config,
  };
}

/** Only who has packs waits for what downloads them: a file of its own in dist. */
async function packed(
  configuration: Configuration | undefined,
  access: PackAccess,
): Promise<readonly RepositoryFile[]> {
  if (configuration === undefined || configuration.packs.length === 0) return [];
  const { packFiles } = await import('../../world/packs/packs.js');
  return packFiles(configuration.packs, access);
}

/** YAML and schema libraries take longer to start than all the rest: only who has a configuration waits for them. */
async function parsed(path: string, text: string): Promise<Configuration> {
  const { parseConfiguration } = await import(/* webpackMode: "eager" */ '../configuration/parse.js');
  return parseConfiguration(path, text);
}
