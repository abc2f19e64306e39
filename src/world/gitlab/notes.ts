import { KnownError } from '../../core/errors.js';

/** A merge request, and by what right notes are kept on it. */
export interface MergeRequest {
  /** `https://gitlab.com/api/v4` */
  readonly apiUrl: string;
  readonly project: string;
  readonly iid: number;
  readonly token: string;
}

/** What stands on the merge request afterwards. */
export interface KeptNote {
  readonly did: 'created' | 'updated' | 'nothing';
}

const REQUEST_MS = 20_000;
const PAGE = 100;
/** A hundred notes each; a note of ours stands on the first one that is read, the newest, unless people talked a lot. */
const MOST_PAGES = 20;

interface Note {
  readonly id: number;
  readonly body: string;
  readonly system: boolean;
  readonly author: { readonly id: number };
}

/**
 * Keeps one note on a merge request: the one whose first line is the mark and that we wrote is changed in place, else one
 * is written if that is wanted. Facts: docs.gitlab.com/api/notes
 * @param write the note's text; its first line is `mark`
 * @throws KnownError `not-delivered` with why GitLab did not do it
 */
export async function keepNote(
  request: MergeRequest,
  mark: string,
  note: { readonly body: string; readonly begin: boolean },
): Promise<KeptNote> {
  const ours = await ownNote(request, mark);
  if (ours === undefined) {
    if (!note.begin) return { did: 'nothing' };
    await ask(request, 'POST', notesOf(request), { body: inert(note.body) });
    return { did: 'created' };
  }
  if (ours.body.trim() === inert(note.body).trim()) return { did: 'nothing' };
  await ask(request, 'PUT', `${notesOf(request)}/${ours.id}`, { body: inert(note.body) });
  return { did: 'updated' };
}

/**
 * A line that begins with a stroke is a command to GitLab (`/merge`), in whatever it stands: its reader of commands knows
 * only the simplest fences, and ours are as long as a hostile log makes them. Facts: gitlab-org/gitlab,
 * lib/gitlab/quick_actions/extractor.rb
 */
function inert(body: string): string {
  return body.replace(/^\//gm, ' /');
}

async function ownNote(request: MergeRequest, mark: string): Promise<Note | undefined> {
  const self = (await ask(request, 'GET', '/user')) as { readonly id: number };
  for (let page = 1; page <= MOST_PAGES; page++) {
    const notes = (await ask(request, 'GET', `${notesOf(request)}?per_page=${PAGE}&page=${page}`)) as readonly Note[];
    // Text alone proves nothing: anybody can copy a hidden line.
    const own = notes.find(
      ({ body, system, author }) => !system && author.id === self.id && body.split(/\r?\n/, 1)[0]?.trim() === mark,
    );
    if (own !== undefined || notes.length < PAGE) return own;
  }
  return undefined;
}

function notesOf({ project, iid }: MergeRequest): string {
  return `/projects/${encodeURIComponent(project)}/merge_requests/${iid}/notes`;
}

async function ask({ apiUrl, token }: MergeRequest, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${apiUrl}${path}`, {
    method,
    headers: { 'PRIVATE-TOKEN': token, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    // A token goes to the address it is for, and nowhere else.
    redirect: 'error',
    signal: AbortSignal.timeout(REQUEST_MS),
  }).catch((error: unknown) => {
    const cause = error instanceof Error && error.name === 'TimeoutError' ? 'it took too long' : 'no connection';
    throw new KnownError('not-delivered', { what: `GitLab did not answer, ${cause}` }, error);
  });
  if (response.ok) return response.json();
  await response.body?.cancel();
  throw new KnownError('not-delivered', { what: whyNot(response.status) });
}

function whyNot(status: number): string {
  if (status === 401) return 'GitLab refused the token (401)';
  if (status === 403)
    return 'the token may not write notes (403): it takes the scope api and the role Reporter or higher';
  if (status === 404) return 'GitLab knows no such merge request, or the token cannot see it (404)';
  if (status === 429) return "GitLab's rate limit is used up (429)";
  return `GitLab answered ${status}`;
}
