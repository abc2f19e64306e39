import { statusOf } from './client.js';
import { messageOf, writingTrouble } from './trouble.js';

export interface Where {
  readonly pullRequest: number;
  readonly fork: boolean;
}

/** Why there is no comment and what to do about it, in words for a warning. */
export function commentTrouble(error: unknown, { pullRequest, fork }: Where): string {
  const nothing = `No comment on pull request #${pullRequest}`;
  const status = statusOf(error);
  if (status === 403 && /locked/i.test(messageOf(error)))
    return `${nothing}: its conversation is locked. Everything else was done.`;
  if (status === 404)
    return `${nothing}: it was not found. Either it is gone, or the token cannot see this repository. Everything else was done.`;
  return writingTrouble(error, { nothing, permission: 'pull-requests: write', fork });
}
