import { KnownError } from '../../core/errors.js';
import { withoutTail } from '../../core/trim.js';
import { statusOf } from './client.js';

/** Whether GitHub said that the token may not do this. */
export function isForbidden(error: unknown): boolean {
  return statusOf(error) === 403 && /not accessible by/i.test(messageOf(error));
}

/**
 * Why GitHub did not do something, a sentence that says what to do about it.
 * @param permission what a workflow has to grant for it, e.g. `actions: read`
 */
export function whyNot(error: unknown, permission: string): string {
  const status = statusOf(error);
  if (error instanceof KnownError) return error.details.what;
  if (isForbidden(error))
    return `the token may not do that. Add to the job in your workflow: permissions: ${permission}`;
  if (status === 401)
    return 'GitHub refused the token (401). Give it one that is valid; in a workflow, leave the input token out';
  if (status === 404) return `GitHub knows nothing there (404), or the token cannot see it, which takes ${permission}`;
  if (status === 410) return 'it is gone (410): GitHub keeps logs and artifacts for a limited time only';
  if (status === 429 || (status === 403 && /rate limit/i.test(messageOf(error))))
    return "GitHub's rate limit for this token is used up";
  return status === undefined ? messageOf(error) : `GitHub answered ${status}, ${messageOf(error)}`;
}

/** What was tried, for the words of a warning. */
export interface Attempt {
  /** What there is not now: `No check run`. */
  readonly nothing: string;
  /** The permission it takes, as a workflow writes it: `checks: write`. */
  readonly permission: string;
  /** The run is a fork's, whose token may only read. */
  readonly fork: boolean;
}

/** A warning that something could not be written: why, and what to do about it. */
export function writingTrouble(error: unknown, { nothing, permission, fork }: Attempt): string {
  const why =
    fork && isForbidden(error)
      ? `the run comes from a fork, where the token may only read (the missing permission is ${permission}). ${TWO_WORKFLOWS}`
      : whyNot(error, permission);
  return `${nothing}: ${why}. Everything else was done.`;
}

const TWO_WORKFLOWS =
  'Use two workflows: this one, on pull_request, uploads the report as an artifact; a second one, on workflow_run, has the permission and writes';

/** One line of what was said, without what could act or deceive. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  return withoutTail(line.slice(0, 300), ' .');
}
