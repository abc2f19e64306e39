import type { Pattern } from '../../domain/pattern.js';
import { painter } from '../terminal/style.js';
import { wrap } from '../terminal/wrap.js';
import { count } from '../words.js';
import { titleOf } from './placeholders.js';
import type { PageOptions } from './terminal.js';

/** All patterns, a table for each family. */
export function renderPatternList(patterns: readonly Pattern[], { colour, width }: PageOptions): string {
  const paint = painter(colour);
  const column = Math.max(0, ...patterns.map((pattern) => pattern.id.length)) + 2;
  const lines = [...byFamily(patterns)].flatMap(([family, members]) => [
    paint('bold', `${family} (${members.length})`),
    ...members.flatMap((pattern) =>
      wrap(
        `${titleOf(pattern)}${elsewhere(pattern)}`,
        width,
        `  ${pattern.severity}  ${pattern.id.padEnd(column)}`,
        ' '.repeat(column + 6),
      ),
    ),
    '',
  ]);
  return `${[...lines, `${count(patterns.length, 'pattern')}. One of them: whydunit patterns show ID`].join('\n')}\n`;
}

/** ` (test P2, build P1)`: where it is less than its severity says. */
function elsewhere({ severity, severityAt = {} }: Pattern): string {
  const other = Object.entries(severityAt).filter(([, at]) => at !== severity);
  return other.length === 0 ? '' : ` (${other.map(([place, at]) => `${place} ${at}`).join(', ')})`;
}

/** Patterns by what stands before the slash of their ids, in the order given. */
export function byFamily(patterns: readonly Pattern[]): Map<string, Pattern[]> {
  const families = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    const family = pattern.id.slice(0, pattern.id.indexOf('/'));
    families.set(family, [...(families.get(family) ?? []), pattern]);
  }
  return families;
}
