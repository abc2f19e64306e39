import { statusOf } from '../github/client.js';

export interface Where {
  readonly pullRequest: number;
  readonly fork: boolean;
}

/** Whether GitHub said that the token may not do this. */
export function isForbidden(error: unknown): boolean {
  return statusOf(error) === 403 && /not accessible by/i.test(messageOf(error));
}

/** Why there is no comment and what to do about it, in words for a warning. */
export function commentTrouble(error: unknown, where: Where): string {
  return `No comment on pull request #${where.pullRequest}: ${reason(error, where)} Everything else was done.`;
}

function reason(error: unknown, { fork }: Where): string {
  const status = statusOf(error);
  const message = messageOf(error);
  if (isForbidden(error) && fork) return FORK;
  if (isForbidden(error))
    return 'the token may not write there. Add to the job in your workflow: permissions: pull-requests: write.';
  if (status === 401) return 'GitHub refused the token (401). Leave the input token out, or give it one that is valid.';
  if (status === 403 && /locked/i.test(message)) return 'its conversation is locked.';
  if (status === 404) return 'it was not found. Either it is gone, or the token cannot see this repository.';
  if (status === 429 || (status === 403 && /rate limit/i.test(message)))
    return "GitHub's rate limit for this token is used up.";
  return status === undefined ? `${message}.` : `GitHub answered ${status}, ${message}.`;
}

const FORK =
  'it comes from a fork, where the token may only read (the missing permission is pull-requests: write). To comment there, use two workflows: ' +
  'this one, on pull_request, uploads the report as an artifact; a second one, on workflow_run, has the permission and writes the comment.';

/** One line of what was said, without what could act or deceive. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .slice(0, 300)
    .replace(/[\s.]+$/, '');
}
