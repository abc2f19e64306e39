import { setTimeout as pause } from 'node:timers/promises';
import { type GitHub, login, statusOf } from '../github/client.js';

/** The one comment a job keeps on a pull request. */
export interface StickyComment {
  /** owner/name */
  readonly repository: string;
  readonly pullRequest: number;
  /** Its first line is hidden and names the job: by it, and by its author, the comment is found again. */
  readonly text: string;
  /** Whether to write it where there is none yet. */
  readonly create: boolean;
}

export interface Delivery {
  readonly did: 'created' | 'updated' | 'nothing';
  /** Address of the comment, where there is one. */
  readonly url?: string;
}

interface Found {
  readonly id: number;
  readonly url: string;
  readonly body: string;
}

/** Before each further attempt to create, in milliseconds. */
const PAUSES = [1_000, 3_000];

/** Creates the comment, or changes the one there is if it says something else. Rejects with what GitHub answered. */
export async function keepComment(github: GitHub, comment: StickyComment): Promise<Delivery> {
  const found = await find(github, comment);
  if (found === undefined) return comment.create ? create(github, comment) : { did: 'nothing' };
  if (plain(found.body) === plain(comment.text)) return { did: 'nothing', url: found.url };
  return update(github, comment, found);
}

/** Looks through every page. Text alone proves nothing: anybody can copy a hidden line. */
async function find(github: GitHub, comment: StickyComment): Promise<Found | undefined> {
  const mark = firstLine(comment.text);
  let self: string | undefined;
  const pages = github.paginate.iterator(github.rest.issues.listComments, {
    ...place(comment),
    issue_number: comment.pullRequest,
    per_page: 100,
  });
  for await (const { data } of pages) {
    for (const { id, html_url: url, body = '', user } of data) {
      if (firstLine(body) !== mark) continue;
      self ??= await login(github);
      if (user?.login === self) return { id, url, body };
    }
  }
  return undefined;
}

/** After an answer that leaves open whether it was stored, looks before it tries again. */
async function create(github: GitHub, comment: StickyComment): Promise<Delivery> {
  for (const wait of [...PAUSES, undefined]) {
    try {
      const { data } = await github.rest.issues.createComment({
        ...place(comment),
        issue_number: comment.pullRequest,
        body: comment.text,
        request: { retries: 0 },
      });
      return { did: 'created', url: data.html_url };
    } catch (error) {
      if (wait === undefined || (statusOf(error) ?? 0) < 500) throw error;
      await pause(wait);
      const stored = await find(github, comment);
      if (stored !== undefined) return { did: 'created', url: stored.url };
    }
  }
  throw new Error('unreachable: the last attempt returns or throws');
}

/** Writing the same text twice does no harm, so the client may repeat it. */
async function update(github: GitHub, comment: StickyComment, found: Found): Promise<Delivery> {
  try {
    const { data } = await github.rest.issues.updateComment({
      ...place(comment),
      comment_id: found.id,
      body: comment.text,
    });
    return { did: 'updated', url: data.html_url };
  } catch (error) {
    // Somebody deleted it since it was listed.
    if (statusOf(error) === 404 && comment.create) return create(github, comment);
    throw error;
  }
}

function place({ repository }: StickyComment): { owner: string; repo: string } {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0]?.trim() ?? '';
}

/** GitHub may store other line ends than it was given. */
function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}
