/** What is printed, and what is said on the side. */
export interface HistoryResult {
  readonly text: string;
  readonly notes: readonly string[];
}
