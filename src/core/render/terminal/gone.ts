import type { Gone } from '../../domain/history.js';
import { plain } from '../safe/terminal.js';
import { GONE } from '../words.js';
import { wrap } from './wrap.js';

/** Told in one line each; what does not fit there is counted. */
const LISTED = 40;

/** What failed before and does not any more, ending in an empty line; nothing where there is nothing. */
export function goneLines(gone: readonly Gone[], width: number): string[] {
  return (['fixed', 'retry'] as const).flatMap((by) => {
    const some = gone.filter((one) => one.by === by);
    if (some.length === 0) return [];
    const shown = some
      .slice(0, LISTED)
      .flatMap(({ title, severity = '??' }) => wrap(plain(title), width, `  ${severity} `, '     '));
    const more = some.length > LISTED ? [`  …and ${(some.length - LISTED).toLocaleString('en-US')} more`] : [];
    return [`${GONE[by]}:`, ...shown, ...more, ''];
  });
}
