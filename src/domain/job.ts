/** A job of a workflow run, as people know it. */
export interface Job {
  /** As GitHub shows it, its matrix cell included: `test (3.12, ubuntu-latest)`. */
  readonly name: string;
  /** Name of the workflow. */
  readonly workflow?: string;
  /** Web address of its log. */
  readonly url?: string;
}

/** A step of a job, where it is known that the failure lies in it. */
export interface JobStep {
  /** 1-based, as in the address of a log line: `#step:4:17`. */
  readonly number: number;
  readonly name: string;
}
