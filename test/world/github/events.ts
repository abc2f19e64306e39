/** Payloads as GitHub sends them, cut to the parts that tell them apart (docs.github.com/webhooks, event pull_request). */

export interface Event {
  readonly name: string;
  readonly payload: unknown;
}

const BASE = { full_name: 'octo/app', fork: false, owner: { login: 'octo' }, name: 'app', private: false };

function pullRequest(number: number, headRepository: unknown, sha = 'b'.repeat(40)) {
  return {
    action: 'synchronize',
    number,
    pull_request: {
      id: 9000 + number,
      number,
      state: 'open',
      locked: false,
      title: 'A change',
      head: { label: 'octo:change', ref: 'change', sha, repo: headRepository },
      base: { label: 'octo:main', ref: 'main', sha: 'c'.repeat(40), repo: BASE },
    },
    repository: BASE,
    sender: { login: 'mona', type: 'User' },
  };
}

export const fromBranch = (number: number, sha?: string): Event => ({
  name: 'pull_request',
  payload: pullRequest(number, BASE, sha),
});

export const fromFork = (number: number): Event => ({
  name: 'pull_request',
  payload: pullRequest(number, { ...BASE, full_name: 'mona/app', fork: true, owner: { login: 'mona' } }),
});

/** The fork's repository is null once it was deleted. */
export const fromDeletedFork = (number: number): Event => ({
  name: 'pull_request',
  payload: pullRequest(number, null),
});

export const push = (): Event => ({
  name: 'push',
  payload: { ref: 'refs/heads/main', after: 'a'.repeat(40), repository: BASE },
});

/** A workflow that has finished, as the one it triggers is told of it. `fork: null`: the fork was deleted since. */
export const finished = ({
  id = 99,
  event = 'pull_request',
  fork = 'mona/app',
}: {
  readonly id?: number;
  readonly event?: string;
  readonly fork?: string | null;
} = {}): Event => ({
  name: 'workflow_run',
  payload: {
    action: 'completed',
    workflow_run: {
      id,
      run_attempt: 1,
      event,
      conclusion: 'failure',
      head_branch: 'change',
      head_sha: 'b'.repeat(40),
      head_repository: fork === null ? null : { full_name: fork, fork: true },
      repository: BASE,
      // For a run of a fork GitHub leaves this empty.
      pull_requests: [],
    },
    repository: BASE,
    sender: { login: 'mona', type: 'User' },
  },
});
