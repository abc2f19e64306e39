import type { GitHub } from './client.js';

/** A file of a pull request's diff. */
export interface PullFile {
  /** Path inside the repository. */
  readonly filename: string;
  /** Hunks in unified form; absent for binary or large files. */
  readonly patch?: string;
}

/** The files of a pull request. */
export interface PullFiles {
  readonly files: readonly PullFile[];
  /** Whether these are all. */
  readonly isWhole: boolean;
}

const ON_A_PAGE = 100;

/** The files that a pull request changes, up to so many pages of a hundred; each page is a request. Rejects with what GitHub answered. */
export async function pullFiles(
  github: GitHub,
  { repository, pullRequest }: { readonly repository: string; readonly pullRequest: number },
  pages: number,
): Promise<PullFiles> {
  const [owner = '', repo = ''] = repository.split('/');
  const files: PullFile[] = [];
  for (let page = 1; page <= pages; page++) {
    const { data } = await github.rest.pulls.listFiles({
      owner,
      repo,
      pull_number: pullRequest,
      per_page: ON_A_PAGE,
      page,
    });
    files.push(...data.map(({ filename, patch }) => ({ filename, ...(patch !== undefined && { patch }) })));
    if (data.length < ON_A_PAGE) return { files, isWhole: true };
  }
  return { files, isWhole: false };
}
