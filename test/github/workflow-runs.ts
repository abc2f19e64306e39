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

/** The log of one step as the runner writes it: each line with its own stamp, a tenth of a second apart. */
export function stepLog(from: string, lines: readonly string[]): string {
  const start = Date.parse(from);
  return lines
    .map((line, index) => `${new Date(start + index * 100).toISOString().replace('Z', '4567Z')} ${line}\n`)
    .join('');
}
