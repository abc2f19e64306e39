import { type GitHub, login } from './client.js';
import { shownLines } from './diff.js';
import { type PullFile, pullFiles } from './pull-files.js';

export interface Remark {
  /** Path inside the repository. */
  readonly file: string;
  /** First and last line, 1-based, inclusive. */
  readonly first: number;
  readonly last: number;
  /** What these lines must hold, without their breaks at the ends. */
  readonly original: string;
  /** Markdown. */
  readonly body: string;
}

export interface Review {
  /** owner/name */
  readonly repository: string;
  readonly pullRequest: number;
  /** The commit the lines are numbered by. */
  readonly sha: string;
  readonly remarks: readonly Remark[];
  /** The files of the diff, where they have been asked for already. */
  readonly files?: readonly PullFile[];
}

/** Pages of files and of earlier remarks that are looked through. */
export const MOST_PAGES = 3;

/**
 * Writes remarks into one review: those on lines that the pull request's diff shows with the very text they speak of, and
 * that do not stand there already. Returns how many were written. Rejects with what GitHub answered.
 */
export async function writeReview(github: GitHub, review: Review): Promise<number> {
  if (review.remarks.length === 0) return 0;
  const shown = await linesOfDiff(github, review);
  const inDiff = review.remarks.filter(({ file, first, last, original }) => {
    const lines = shown.get(file);
    const texts = original.split('\n');
    return texts.length === last - first + 1 && texts.every((text, at) => lines?.get(first + at) === text);
  });
  if (inDiff.length === 0) return 0;
  const before = await earlier(github, review);
  const fresh = inDiff.filter(({ file, body }) => !before.has(key(file, body)));
  if (fresh.length === 0) return 0;
  await github.rest.pulls.createReview({
    ...place(review),
    commit_id: review.sha,
    event: 'COMMENT',
    comments: fresh.map(({ file: path, first, last, body }) => ({
      path,
      body,
      line: last,
      side: 'RIGHT',
      ...(first < last && { start_line: first, start_side: 'RIGHT' }),
    })),
  });
  return fresh.length;
}

async function linesOfDiff(github: GitHub, review: Review): Promise<ReadonlyMap<string, ReadonlyMap<number, string>>> {
  const files = review.files ?? (await pullFiles(github, review, MOST_PAGES)).files;
  return new Map(files.map(({ filename, patch }) => [filename, shownLines(patch)]));
}

/** What this token's account has remarked before, wherever the lines have moved since. */
async function earlier(github: GitHub, review: Review): Promise<Set<string>> {
  const self = await login(github);
  const said = new Set<string>();
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { data } = await github.rest.pulls.listReviewComments({ ...place(review), per_page: 100, page });
    for (const { path, body, user } of data) if (user?.login === self) said.add(key(path, body));
    if (data.length < 100) break;
  }
  return said;
}

function key(file: string, body: string): string {
  return JSON.stringify([file, body.replaceAll('\r\n', '\n').trim()]);
}

function place({ repository, pullRequest }: Review) {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo, pull_number: pullRequest };
}
