/** How something ended, as far as is known. */
export type Outcome = 'failed' | 'passed' | 'unknown';
