import { quote } from '../../core/domain/quoted.js';
import type { RepositoryFile, RepositoryFiles } from '../../core/domain/repository-files.js';
import { KnownError } from '../../core/errors.js';
import { type GlobbedPaths, pathsMatching } from '../files/pattern-globs.js';
import { type GitHub, statusOf } from './client.js';
import { treeFiles } from './tree-files.js';

/** Most pattern files read from a branch: each is a request. */
const MOST_FILES = 50;

/** The files of a repository as they stand on one of its branches: what a checkout holds plays no part. */
export class BranchFiles implements RepositoryFiles {
  readonly notes: string[] = [];
  readonly #github: GitHub;
  readonly #place: { readonly owner: string; readonly repo: string };
  readonly #commit: string;
  #tree: readonly string[] | undefined;

  private constructor(github: GitHub, place: { readonly owner: string; readonly repo: string }, commit: string) {
    this.#github = github;
    this.#place = place;
    this.#commit = commit;
  }

  /** The files at a branch's latest commit; all are of that one. Rejects with what GitHub answered. */
  static async of(github: GitHub, repository: string, branch: string): Promise<BranchFiles> {
    const [owner = '', repo = ''] = repository.split('/');
    const { data } = await github.rest.repos.getBranch({ owner, repo, branch });
    return new BranchFiles(github, { owner, repo }, data.commit.sha);
  }

  async text(path: string): Promise<string | undefined> {
    try {
      const { data } = await this.#github.rest.repos.getContent({ ...this.#place, path, ref: this.#commit });
      if (Array.isArray(data) || data.type !== 'file' || !('content' in data))
        throw new KnownError('not-a-file', { where: path, what: 'is no file', fix: 'Name a file' });
      // Of a file above 1 MB only its size is told.
      if (data.encoding !== 'base64')
        throw new KnownError('too-large', { where: path, what: 'is too large to decide anything', fix: 'Shorten it' });
      return Buffer.from(data.content, 'base64').toString('utf8');
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  async paths(globs: readonly string[]): Promise<GlobbedPaths> {
    if (globs.length === 0) return { paths: [], unmatched: [] };
    this.#tree ??= await this.#list();
    return pathsMatching(globs, '/', treeFiles(this.#tree));
  }

  async matching(globs: readonly string[]): Promise<readonly RepositoryFile[]> {
    const { paths, unmatched } = await this.paths(globs);
    for (const glob of unmatched)
      this.notes.push(`No file there matches ${quote(glob)}; what is added here counts once it is there`);
    if (paths.length > MOST_FILES)
      throw new KnownError('too-large', {
        where: globs.join(' '),
        what: `matches ${paths.length} files, and ${MOST_FILES} are read from a branch`,
        fix: 'Put patterns that belong together into fewer files, or narrow the glob',
      });
    return Promise.all(paths.map(async (path) => ({ path, text: (await this.text(path)) ?? '' })));
  }

  async #list(): Promise<readonly string[]> {
    const { data } = await this.#github.rest.git.getTree({ ...this.#place, tree_sha: this.#commit, recursive: '1' });
    if (data.truncated)
      throw new KnownError('too-large', {
        what: 'The repository has more files than GitHub lists',
        fix: 'Leave globs out',
      });
    return data.tree.filter(({ type }) => type === 'blob').map(({ path }) => path);
  }
}
