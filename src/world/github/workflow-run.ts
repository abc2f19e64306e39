import type { GitHub } from './client.js';

/** Reading sources takes so many requests at most: the rest of a whole run's 25 is for saying what was found. */
const MOST_REQUESTS = 14;
/** All downloads together may take so long. */
const TOTAL_MS = 120_000;

/** A workflow run that is read through the API: which one, and what reading it may still cost. */
export class WorkflowRun {
  readonly github: GitHub;
  /** How the API's addresses name it. */
  readonly address: { readonly owner: string; readonly repo: string; readonly run_id: number };
  /** Its page for people. */
  readonly page: string;
  readonly deadline = AbortSignal.timeout(TOTAL_MS);
  #requests = MOST_REQUESTS;

  /** @param serverUrl where people see it, e.g. `https://github.com` */
  constructor(github: GitHub, repository: string, id: number, serverUrl: string) {
    const [owner = '', repo = ''] = repository.split('/');
    this.github = github;
    this.address = { owner, repo, run_id: id };
    this.page = `${serverUrl}/${repository}/actions/runs/${id}`;
  }

  /** Whether another request may be made; it counts as made. */
  spend(): boolean {
    if (this.#requests === 0) return false;
    this.#requests--;
    return true;
  }

  /** Whether nothing more may be asked: what is only worth telling beside a failure is left out then. */
  get isSpent(): boolean {
    return this.#requests === 0;
  }
}
