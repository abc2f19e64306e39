export type Outcome = 'failed' | 'passed' | 'unknown';

/** A named stream of bytes and where it came from. */
export interface Source {
  readonly name: string;
  readonly kind: 'file' | 'archive-entry' | 'stdin' | 'command' | 'job' | 'container';
  /** What is known of the outcome from outside the text: an exit code, a job's conclusion. */
  readonly outcome: Outcome;
  readonly exitCode?: number;
  /** Sources with the same group tell of the same thing (one container's log and its state): what one shows may explain what another says. */
  readonly group?: string;
  /** Size in bytes where it is known beforehand, for progress. */
  readonly size?: number;
  /** Web address of the log; a line is linked as `${url}#L<number>` when present. */
  readonly url?: string;
  /** Opens the bytes from the start. Rejects with an `UnreadableSource` error. */
  open(): AsyncIterable<Uint8Array>;
}
