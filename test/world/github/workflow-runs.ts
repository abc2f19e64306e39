/** What a workflow run leaves behind, as far as the actions API hands it out. */

export interface Artifact {
  readonly id: number;
  readonly run: number;
  readonly name: string;
  /** The zip archive. */
  readonly content: Uint8Array;
  readonly expired?: boolean;
  /** Claimed in the list instead of the truth. */
  readonly claimedSize?: number;
}

/** A run as the list of a workflow's runs shows it. */
export interface WorkflowRunState {
  readonly id: number;
  /** Name of the workflow's file. */
  readonly workflow: string;
  readonly branch: string;
  readonly event: string;
  /** Null while it runs. */
  readonly conclusion: Conclusion | null;
  /** When it began, ISO 8601. */
  readonly at: string;
  /** Where its commit is, when that is a fork. */
  readonly repository?: string;
}

export type Conclusion = 'success' | 'failure' | 'neutral' | 'cancelled' | 'skipped' | 'timed_out' | 'action_required';

export interface WorkflowStep {
  readonly name: string;
  readonly number: number;
  /** Null while it runs. */
  readonly conclusion: Conclusion | null;
  /** ISO 8601, to the second. */
  readonly startedAt?: string;
  readonly completedAt?: string;
}

export interface WorkflowJob {
  readonly id: number;
  readonly run: number;
  readonly attempt?: number;
  /** Its matrix cell included. */
  readonly name: string;
  readonly workflow?: string;
  /** Null while it runs. */
  readonly conclusion: Conclusion | null;
  readonly steps: readonly WorkflowStep[];
  readonly runner?: string;
  /** The commit it ran for; one of `b` when absent. */
  readonly sha?: string;
  /** What it printed; a job without one has lost it, or still runs. */
  readonly log?: string;
}

/** The steps of a job that tells of itself, however its work ended: what it failed of is handed on afterwards. */
export function toldSteps(conclusion: Conclusion | null): readonly WorkflowStep[] {
  if (conclusion === null || conclusion === 'skipped') return [];
  return [
    { number: 1, name: 'Set up job', conclusion: 'success' },
    { number: 2, name: 'Run OWNER/whydunit@main', conclusion },
    { number: 3, name: 'Run actions/upload-artifact@v5', conclusion: 'success' },
    { number: 4, name: 'Complete job', conclusion: 'success' },
  ];
}

/** A job whose second step failed, between steps that the runner adds, with the log of all of them. */
export function failedJob(
  id: number,
  run: number,
  name: string,
  output: readonly string[],
): WorkflowJob & { log: string } {
  const at = (second: number) => `2026-11-22T04:53:${second}Z`;
  return {
    id,
    run,
    name,
    conclusion: 'failure',
    steps: [
      { number: 1, name: 'Set up job', conclusion: 'success', startedAt: at(40), completedAt: at(44) },
      { number: 2, name: 'Heat up', conclusion: 'failure', startedAt: at(45), completedAt: at(48) },
      { number: 3, name: 'Publish', conclusion: 'skipped', startedAt: at(48), completedAt: at(48) },
      { number: 5, name: 'Complete job', conclusion: 'success', startedAt: at(49), completedAt: at(49) },
    ],
    log: [
      '\uFEFF',
      stepLog(at(40), ['Current runner version: 2.330.0', '##[group]Operating System', 'Ubuntu', '##[endgroup]']),
      failedStep(output),
      stepLog(at(49), ['Cleaning up orphan processes']),
    ].join(''),
  };
}

/** What the failed step of `failedJob` printed. */
export function failedStep(output: readonly string[]): string {
  const head = [
    '##[group]Run make heat',
    '\u001b[36;1mmake heat\u001b[0m',
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
  ];
  return stepLog('2026-11-22T04:53:45Z', [...head, ...output, '##[error]Process completed with exit code 1.']);
}

/** The log of one step as the runner writes it: each line with its own stamp, a tenth of a second apart. */
export function stepLog(from: string, lines: readonly string[]): string {
  const start = Date.parse(from);
  return lines
    .map((line, index) => `${new Date(start + index * 100).toISOString().replace('Z', '4567Z')} ${line}\n`)
    .join('');
}
