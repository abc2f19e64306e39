import type { EvidenceLimits } from '../excerpts.js';

/** How much is told of one finding. All figures but `lines`, `items` and `places` are characters. */
export interface Detail extends EvidenceLimits {
  readonly prose: number;
  readonly code: number;
  /** Most fixes, checks, preventions, consequences. */
  readonly items: number;
  readonly places: number;
}

/** From the richest to the leanest; the first one that fits is taken. */
export const DETAILS: readonly Detail[] = [
  { prose: 3_000, code: 4_000, items: 10, places: 50, lines: 40, lineCharacters: 1_000 },
  { prose: 1_000, code: 1_000, items: 5, places: 5, lines: 14, lineCharacters: 300 },
  { prose: 300, code: 300, items: 1, places: 1, lines: 3, lineCharacters: 200 },
];
