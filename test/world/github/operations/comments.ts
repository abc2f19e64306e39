import type { Comment, State } from '../state.js';
import { type Answer, type Call, type Operations, paged, refusal, shownAccount } from './answer.js';

/** GitHub's limit for the body of a comment, which its description does not mention. */
const LONGEST_BODY = 65536;

/** Comments on issues and pull requests. */
export const COMMENTS: Operations = {
  'issues/list-comments': { needs: ['issues', 'pull-requests'], level: 'read', answer: listComments },
  'issues/get-comment': { needs: ['issues', 'pull-requests'], level: 'read', answer: getComment },
  'issues/create-comment': { needs: ['issues', 'pull-requests'], level: 'write', answer: createComment },
  'issues/update-comment': { needs: ['issues', 'pull-requests'], level: 'write', answer: updateComment },
  'issues/delete-comment': { needs: ['issues', 'pull-requests'], level: 'write', answer: deleteComment },
};

function listComments(call: Call): Answer {
  const { state, asked, origin } = call;
  const issue = Number(asked.request.params['issue_number']);
  if (!state.issues.has(issue)) return refusal(404, 'Not Found');
  const since = Date.parse(String(asked.request.query['since'] ?? ''));
  const all = state.commentsOf(issue).filter(({ updatedAt }) => !(updatedAt.getTime() < since));
  const { page, headers } = paged(call, `/repos/${state.repository}/issues/${issue}/comments`, all);
  return { status: 200, headers, body: page.map((comment) => shown(comment, state, origin)) };
}

function getComment({ state, asked, origin }: Call): Answer {
  const comment = state.comments.find((one) => one.id === Number(asked.request.params['comment_id']));
  return comment === undefined ? refusal(404, 'Not Found') : { status: 200, body: shown(comment, state, origin) };
}

function deleteComment({ state, asked }: Call): Answer {
  const at = state.comments.findIndex((one) => one.id === Number(asked.request.params['comment_id']));
  if (at < 0) return refusal(404, 'Not Found');
  state.comments.splice(at, 1);
  return { status: 204 };
}

function createComment({ state, token, asked, origin }: Call): Answer {
  const issue = Number(asked.request.params['issue_number']);
  if (!state.issues.has(issue)) return refusal(404, 'Not Found');
  if (state.locked.has(issue)) return refusal(403, 'Unable to create comment because issue is locked.');
  const { body } = asked.request.requestBody as { body: string };
  const wrong = wrongBody(body);
  if (wrong !== undefined) return wrong;
  const comment = state.addComment(issue, token.account, body);
  const shownComment = shown(comment, state, origin);
  return { status: 201, headers: { location: shownComment.url }, body: shownComment };
}

function updateComment({ state, token, asked, origin }: Call): Answer {
  const comment = state.comments.find((one) => one.id === Number(asked.request.params['comment_id']));
  if (comment === undefined) return refusal(404, 'Not Found');
  const { body } = asked.request.requestBody as { body: string };
  const wrong = wrongBody(body);
  if (wrong !== undefined) return wrong;
  // A token with write access may edit anybody's comment: nothing but the action's own care keeps it from doing so.
  void token;
  comment.body = body;
  comment.updatedAt = state.now();
  return { status: 200, body: shown(comment, state, origin) };
}

function wrongBody(body: string): Answer | undefined {
  const trouble = (message: string) =>
    refusal(422, 'Validation Failed', {
      errors: [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }],
    });
  if (body.trim() === '') return trouble('Body cannot be blank');
  return [...body].length > LONGEST_BODY
    ? trouble(`Body is too long (maximum is ${LONGEST_BODY} characters)`)
    : undefined;
}

function shown(comment: Comment, state: State, origin: string) {
  const url = `${origin}/repos/${state.repository}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url,
    html_url: `https://github.com/${state.repository}/pull/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${origin}/repos/${state.repository}/issues/${comment.issue}`,
    body: comment.body,
    user: shownAccount(comment.author, origin),
    author_association: comment.author.type === 'Bot' ? 'NONE' : 'CONTRIBUTOR',
    created_at: comment.createdAt.toISOString(),
    updated_at: comment.updatedAt.toISOString(),
  };
}
