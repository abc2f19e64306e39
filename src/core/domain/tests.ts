/** How many tests did what. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** How long they took together, where that is told. */
  readonly seconds?: number;
}

/** What a tool counted. */
export interface Tally extends TestCounts {
  /** A report names each test; a line of a log only says how many there were. */
  readonly by: 'report' | 'log';
  /** How many of the failed may be files that could not be loaded, in which no test ran; none where it is absent. */
  readonly perhapsFiles?: number;
}
