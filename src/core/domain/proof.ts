/** What proves that a pattern recognises what it says, and nothing else. Only a pattern's page shows it. */
export interface Proof {
  readonly match: readonly ShownExample[];
  readonly noMatch: readonly (ShownExample & { readonly because: string })[];
  /** Recorded runs of the real tool in which it is the headline. */
  readonly runs: readonly RecordedRun[];
}

export interface ShownExample {
  /** A few lines of a log. */
  readonly log: string;
  /** What the pattern takes from them. */
  readonly captures: Readonly<Record<string, string>>;
}

export interface RecordedRun {
  /** `family/scenario`, a folder below `fixtures`. */
  readonly id: string;
  readonly title: string;
  /** Tools it was recorded with, and their versions. */
  readonly tools: readonly string[];
}
