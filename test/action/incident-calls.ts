import type { LoopbackGitHub } from '../world/github/loopback.js';
import { WORKFLOW_TOKEN } from '../world/github/loopback.js';
import type { Permissions } from '../world/github/state.js';
import { type ActionResult, runAction } from './runner.js';
import { PATTERN_FILES, WITH_PATTERN } from './samples.js';

/** What a run on a branch is, as the runner tells the action. */
export interface RunOf {
  readonly id: number;
  /** One character; forty of them are the commit. */
  readonly commit?: string;
  readonly branch?: string;
  readonly event?: { readonly name: string; readonly payload: unknown };
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** Gives the workflow's token other permissions. */
export function grant(github: LoopbackGitHub, permissions: Permissions): void {
  github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions });
}

/** Runs a command under the action with `incidents: true`, on a protected branch unless told otherwise. */
export function diagnoseOn(github: LoopbackGitHub, run: string, of: RunOf): Promise<ActionResult> {
  const { id, commit = 'a', branch = 'main', event, env, inputs } = of;
  return runAction({
    inputs: { run, incidents: 'true', ...WITH_PATTERN, ...inputs },
    files: PATTERN_FILES,
    github,
    ...(event && { event }),
    env: {
      GITHUB_REF: `refs/heads/${branch}`,
      GITHUB_REF_PROTECTED: 'true',
      GITHUB_RUN_ID: String(id),
      GITHUB_SHA: commit.repeat(40),
      ...env,
    },
  });
}
