import { quote } from '../../core/domain/quoted.js';
import type { RepositoryFile } from '../../core/domain/repository-files.js';
import { KnownError } from '../../core/errors.js';
import { loadCatalogue } from '../../knowledge/catalogue/load.js';
import { Checkout } from '../../world/files/checkout.js';
import { BranchFiles } from '../../world/github/branch-files.js';
import type { GitHub } from '../../world/github/client.js';
import { whyNot } from '../../world/github/trouble.js';
import type { PackAccess } from '../../world/packs/packs.js';
import { CONFIGURATION_PATH, loadRules, type Rules } from './load.js';

export interface TrustedAsked {
  /** owner/name */
  readonly repository: string;
  /** The branch whose word counts; the default branch when absent. */
  readonly branch?: string;
  /** Path of the configuration file; the usual one when absent. */
  readonly config?: string;
  /** Globs of pattern files, beside those that the configuration names. */
  readonly patterns: readonly string[];
  /** How the packs are come by that the configuration names. */
  readonly packs: PackAccess;
}

export interface TrustedRules {
  readonly rules: Rules;
  /** Why they are not known, each a sentence; the built-in catalogue stands in for them. */
  readonly problems: readonly string[];
  /** What people should know of them, each a sentence of prose. */
  readonly notes: readonly string[];
}

/**
 * The rules as they stand on a branch that others have agreed to: what the checkout holds, which may be a pull request's
 * own, changes nothing and is told. Never rejects: rules that cannot be read are a problem.
 */
export async function trustedRules(github: GitHub, asked: TrustedAsked): Promise<TrustedRules> {
  try {
    const branch = asked.branch ?? (await defaultBranch(github, asked.repository));
    const files = new Remembering(await BranchFiles.of(github, asked.repository, branch));
    const config = asked.config ?? CONFIGURATION_PATH;
    const rules = await loadRules(files, { config, patterns: asked.patterns, patternFiles: [], packs: asked.packs });
    const edited = await editedHere(files);
    return {
      rules,
      problems: [],
      notes: [
        ...files.notes,
        ...(rules.configuration === undefined
          ? []
          : [`What counts is ${quote(rules.configuration)} as it stands on ${quote(branch)}`]),
        ...(edited.length === 0
          ? []
          : [
              `Here ${edited.map(quote).join(', ')} ${edited.length === 1 ? 'is' : 'are'} another; that changes nothing`,
            ]),
      ],
    };
  } catch (error) {
    const why = error instanceof KnownError ? error.message.replace(/\.$/, '') : whyNot(error, 'contents: read');
    const patterns = await loadCatalogue([]);
    const today = new Date().toISOString().slice(0, 10);
    return {
      rules: { patterns, waiving: { waivers: [], today }, redact: [] },
      problems: [`the rules on the base branch are not known: ${why}`],
      notes: [],
    };
  }
}

async function defaultBranch(github: GitHub, repository: string): Promise<string> {
  const [owner = '', repo = ''] = repository.split('/');
  const { data } = await github.rest.repos.get({ owner, repo });
  return data.default_branch;
}

/** Files of a branch, and which were looked for and read. */
class Remembering {
  readonly #files: BranchFiles;
  readonly texts = new Map<string, string | undefined>();
  readonly globs: string[] = [];

  constructor(files: BranchFiles) {
    this.#files = files;
  }

  get notes(): readonly string[] {
    return this.#files.notes;
  }

  async text(path: string): Promise<string | undefined> {
    const text = await this.#files.text(path);
    this.texts.set(path, text);
    return text;
  }

  async matching(globs: readonly string[]): Promise<readonly RepositoryFile[]> {
    this.globs.push(...globs);
    const found = await this.#files.matching(globs);
    for (const { path, text } of found) this.texts.set(path, text);
    return found;
  }
}

/** Which of the files that decide are others in the checkout, where there is one. */
async function editedHere({ texts, globs }: Remembering): Promise<string[]> {
  const here = new Checkout('.');
  const { paths } = await here.paths(globs);
  const all = [...new Set([...texts.keys(), ...paths])].sort();
  const edited = await Promise.all(
    all.map(async (path) => {
      const text = await here.text(path).catch(() => undefined);
      // A job may do without a checkout, or with a part of it.
      return text !== undefined && text !== texts.get(path) ? [path] : [];
    }),
  );
  return edited.flat();
}
