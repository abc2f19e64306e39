import { renderJson } from '../../src/core/render/json.js';
import { diagnosis, report } from '../core/render/reports.js';
import { zip } from '../world/files/zip.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from '../world/github/loopback.js';
import { toldSteps, type WorkflowJob } from '../world/github/workflow-runs.js';
import { type ActionResult, runAction } from './runner.js';

/** The run that the gate is a job of, and its commit. */
export const RUN_ID = 4711;
export const COMMIT = 'a'.repeat(40);
export const RUN = {
  repository: 'octo/app',
  serverUrl: 'https://github.com',
  sha: COMMIT,
  runId: RUN_ID,
  runAttempt: 1,
  workflow: 'CI',
  job: 'test',
};

/** A P0 of a built-in pattern, as the job `test` reports it. */
export const P0 = diagnosis({ pattern: 'sandbox/start-timeout', severity: 'P0', fingerprint: '00000000000000aa' });
export const RED = report({
  run: RUN,
  diagnoses: [P0],
  verdict: {
    gate: 'fail',
    failOn: 'P0',
    blocking: [P0.fingerprint],
    reasons: ['P0 sandbox/start-timeout is unresolved'],
  },
});
export const GREEN = report({ run: RUN, status: 'passed' });

export const text = renderJson;

/** What of a report's JSON a forger reaches for. */
interface Forgeable {
  readonly run: object;
  readonly diagnoses: object[];
}

/** A report as JSON with something in it changed by hand, as a forger does. */
export function forged(whole: typeof RED, change: (json: Forgeable) => unknown): string {
  const json = JSON.parse(renderJson(whole)) as Forgeable;
  change(json);
  return JSON.stringify(json);
}

export const job = (
  name: string,
  conclusion: WorkflowJob['conclusion'],
  over: Partial<WorkflowJob> = {},
): WorkflowJob => ({
  id: 900 + name.length,
  run: RUN_ID,
  name,
  conclusion,
  steps: toldSteps(conclusion),
  sha: COMMIT,
  ...over,
});

/** A release pipeline on the loopback GitHub: a run with its jobs, and the gate among them. */
export function pipeline(github: LoopbackGitHub, jobs: readonly WorkflowJob[]): void {
  github.state.tokens.set(WORKFLOW_TOKEN.value, {
    ...WORKFLOW_TOKEN,
    permissions: { contents: 'read', actions: 'read', issues: 'read' },
  });
  github.state.branches.set('main', { name: 'main', protected: true, sha: COMMIT });
  github.state.runs.add(RUN_ID);
  github.state.jobs.splice(0);
  github.state.jobs.push(...jobs, job('gate', null, { runner: 'GitHub Actions 7' }));
}

export function upload(github: LoopbackGitHub, name: string, content: string): void {
  github.state.artifacts.push({
    id: 50 + github.state.artifacts.length,
    run: RUN_ID,
    name,
    content: zip([{ name: 'whydunit-report.json', content }]),
  });
}

export interface GateCall {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly event?: { readonly name: string; readonly payload: unknown };
}

/** Runs the gate as the job `gate` of the run. */
export function gate(github: LoopbackGitHub, { inputs, env, files, event }: GateCall = {}): Promise<ActionResult> {
  return runAction({
    github,
    inputs: { mode: 'gate', ...inputs },
    ...(files && { files }),
    ...(event && { event }),
    env: { GITHUB_JOB: 'gate', RUNNER_NAME: 'GitHub Actions 7', GITHUB_REF: 'refs/heads/main', ...env },
  });
}
