import type { Line } from '../../../src/core/domain/line.js';

/** A line that nothing was taken off. */
export function plainLine(number: number, text: string, channel = ''): Line {
  return { number, last: number, text, printed: text, channel, clipped: false };
}
