import { clean } from '../core/render/safe/clean.js';
import { painter } from '../core/render/terminal/style.js';
import type { Terminal } from '../settings/terminal.js';

type Value = string | number | boolean | null;

/** More rows tell a person nothing more; --json has all. */
const MOST_ROWS = 30;
const WIDEST_CELL = 60;

/** Rows as a table for people, below what they answer. */
export function tableOf(
  about: string,
  rows: readonly Readonly<Record<string, Value>>[],
  { colour }: Pick<Terminal, 'colour'>,
): string {
  const paint = painter(colour);
  const [first] = rows;
  if (first === undefined) return `${about}: none\n`;
  const names = Object.keys(first);
  const cells = rows.slice(0, MOST_ROWS).map((row) => names.map((name) => cellOf(row[name])));
  const widths = names.map((name, at) => Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const numeric = names.map((name) => rows.every((row) => typeof row[name] !== 'string'));
  const lineOf = (row: readonly string[]) =>
    row
      .map((cell, at) => (numeric[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  const more = rows.length > MOST_ROWS ? [`… ${rows.length - MOST_ROWS} more; --json has all`] : [];
  return `${[about, '', paint('bold', lineOf(names)), ...cells.map(lineOf), ...more].join('\n')}\n`;
}

/** One line, whatever was in a test's name. */
function cellOf(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  const text = clean(String(value)).replace(/\s+/g, ' ').trim();
  return text.length > WIDEST_CELL ? `${text.slice(0, WIDEST_CELL - 1)}…` : text;
}
