import { KnownError } from '../../core/errors.js';

/** A workflow run on a GitHub, and perhaps one job of it. */
export interface RunAddress {
  /** Where people see it: `https://github.com`. Absent where the environment says which GitHub is meant. */
  readonly serverUrl?: string;
  readonly repository: string;
  readonly runId: number;
  readonly jobId?: number;
}

const PATH =
  /^\/(?<repository>[\w-]{1,100}\/[\w.-]{1,100})\/(?:actions\/)?runs\/(?<run>\d{1,15})(?:\/attempts\/\d+)?(?:\/job\/(?<job>\d{1,15}))?\/?$/;
const SHORT = /^(?<repository>[\w-]{1,100}\/[\w.-]{1,100})#(?<run>\d{1,15})$/;

/** Whether a word is an address on the web and no path. */
export function isAddress(word: string): boolean {
  return /^https?:\/\//i.test(word);
}

/**
 * Reads the address of a run as the browser shows it, of a job of it too, or `OWNER/REPO#ID`.
 * @throws KnownError `bad-option` for anything else
 */
export function runAddress(word: string): RunAddress {
  const address = isAddress(word) && URL.canParse(word) ? new URL(word) : undefined;
  const { repository, run, job } =
    (address === undefined ? SHORT.exec(word) : PATH.exec(address.pathname))?.groups ?? {};
  if (repository === undefined || run === undefined)
    throw new KnownError('bad-option', {
      where: word,
      what: 'is no address of a workflow run',
      fix: 'Write https://github.com/OWNER/REPO/actions/runs/ID, or --run-id OWNER/REPO#ID',
    });
  return {
    ...(address !== undefined && { serverUrl: address.origin }),
    repository,
    runId: Number(run),
    ...(job !== undefined && { jobId: Number(job) }),
  };
}
