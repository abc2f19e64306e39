import { sample } from '../sample.js';
import type { PullRequestState, ReviewComment } from '../state.js';
import { type Answer, type Call, type Operations, paged, refusal, shownAccount } from './answer.js';

/** Pull requests, their files and reviews. */
export const PULLS: Operations = {
  'pulls/get': { needs: ['pull-requests'], level: 'read', answer: get },
  'pulls/list': { needs: ['pull-requests'], level: 'read', answer: list },
  'pulls/list-files': { needs: ['pull-requests'], level: 'read', answer: listFiles },
  'pulls/list-review-comments': { needs: ['pull-requests'], level: 'read', answer: listReviewComments },
  'pulls/create-review': { needs: ['pull-requests'], level: 'write', answer: createReview },
};

function get(call: Call): Answer {
  const pull = asked(call);
  return pull === undefined
    ? refusal(404, 'Not Found')
    : { status: 200, body: sample('pull-request', shown(pull, call)) };
}

function list(call: Call): Answer {
  const { head, state: wanted = 'open', base } = call.asked.request.query as Record<string, string | undefined>;
  const fitting = [...call.state.pullRequests.values()].filter(
    (pull) =>
      (wanted === 'all' || pull.state === wanted) &&
      (head === undefined || head === `${pull.owner}:${pull.branch}`) &&
      (base === undefined || base === pull.base),
  );
  const { page, headers } = paged(call, `/repos/${call.state.repository}/pulls`, fitting);
  return { status: 200, headers, body: page.map((pull) => sample('pull-request-simple', shown(pull, call))) };
}

function listFiles(call: Call): Answer {
  const pull = asked(call);
  if (pull === undefined) return refusal(404, 'Not Found');
  const { page, headers } = paged(call, `/repos/${call.state.repository}/pulls/${pull.number}/files`, pull.files);
  const body = page.map(({ filename, patch }) =>
    sample('diff-entry', { filename, status: 'modified', ...(patch !== undefined && { patch }) }),
  );
  return { status: 200, headers, body };
}

function listReviewComments(call: Call): Answer {
  const pull = asked(call);
  if (pull === undefined) return refusal(404, 'Not Found');
  const { page, headers } = paged(
    call,
    `/repos/${call.state.repository}/pulls/${pull.number}/comments`,
    pull.reviewComments,
  );
  const body = page.map((comment) =>
    sample('pull-request-review-comment', {
      id: comment.id,
      path: comment.path,
      line: comment.line,
      body: comment.body,
      user: shownAccount(comment.author, call.origin),
    }),
  );
  return { status: 200, headers, body };
}

function createReview(call: Call): Answer {
  const pull = asked(call);
  if (pull === undefined) return refusal(404, 'Not Found');
  const { comments = [], commit_id } = call.asked.request.requestBody as {
    commit_id?: string;
    comments?: { path: string; line?: number; body: string; start_line?: number }[];
  };
  if (commit_id !== undefined && commit_id !== pull.sha)
    return refusal(422, 'Unprocessable Entity', { errors: ['commit_id is not the head'] });
  // What is on no line of the diff is refused, all of it.
  for (const { path, line = 0 } of comments)
    if (!pull.files.some(({ filename, patch }) => filename === path && inPatch(patch, line)))
      return refusal(422, 'Unprocessable Entity', { errors: ['Line could not be resolved'] });
  const written: ReviewComment[] = comments.map(({ path, line = 0, body, start_line }) => ({
    id: call.state.nextId(),
    author: call.token.account,
    path,
    line,
    body,
    ...(start_line !== undefined && { startLine: start_line }),
  }));
  pull.reviewComments.push(...written);
  return {
    status: 200,
    body: sample('pull-request-review', {
      id: call.state.nextId(),
      user: shownAccount(call.token.account, call.origin),
      state: 'COMMENTED',
    }),
  };
}

/** An own reading of hunks, so that ours is judged by another. */
function inPatch(patch: string | undefined, wanted: number): boolean {
  const hunks = [...(patch ?? '').matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)];
  return hunks.some(([, start, length = '1']) => wanted >= Number(start) && wanted < Number(start) + Number(length));
}

function asked({ state, asked: { request } }: Call): PullRequestState | undefined {
  return state.pullRequests.get(Number(request.params['pull_number']));
}

function shown(pull: PullRequestState, { state, origin }: Call) {
  const repository = sample('repository', { full_name: state.repository, name: state.repository.split('/')[1] });
  const user = shownAccount({ login: pull.owner, id: 7, type: 'User' }, origin);
  const side = (ref: string, sha: string, owner: string) => ({
    label: `${owner}:${ref}`,
    ref,
    sha,
    user,
    repo: repository,
  });
  return {
    number: pull.number,
    state: pull.state,
    locked: state.locked.has(pull.number),
    user,
    head: side(pull.branch, pull.sha, pull.owner),
    base: side(pull.base, 'c'.repeat(40), 'octo'),
  };
}
