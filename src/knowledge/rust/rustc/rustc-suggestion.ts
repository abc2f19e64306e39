import type { Suggestion } from '../../../core/domain/suggestion.js';
import { fieldsOf } from '../../../core/json.js';

/** A part of a suggestion in rustc's JSON: the columns are 1-based and count characters, `column_end` is behind the last. */
interface Span {
  readonly file_name: string;
  readonly line_start: number;
  readonly line_end: number;
  readonly column_start: number;
  readonly column_end: number;
  readonly text: readonly { readonly text: string }[];
  readonly suggested_replacement: string;
  readonly suggestion_applicability: string;
}

/** Longer ones are rewrites, not something to accept in a review. */
const MOST_LINES = 20;
const MOST_SUGGESTIONS = 5;

/**
 * The replacements that rustc or clippy marks `MachineApplicable`, as whole lines. Parts of one suggestion belong
 * together: where they do not lie on one stretch of lines in one file, it is left out.
 * Format: https://doc.rust-lang.org/rustc/json.html
 * @param message the diagnostic, as parsed JSON of any shape
 */
export function rustcSuggestions(message: unknown): Suggestion[] {
  const children = asArray(property(message, 'children'));
  return children
    .flatMap((child) => {
      const spans = asArray(property(child, 'spans'));
      const parts = spans.filter(isSpan);
      if (parts.length === 0 || parts.length !== spans.length) return [];
      if (parts.some((part) => part.suggestion_applicability !== 'MachineApplicable')) return [];
      return suggestion(parts, String(property(child, 'message') ?? '')) ?? [];
    })
    .slice(0, MOST_SUGGESTIONS);
}

function suggestion(parts: readonly Span[], message: string): Suggestion | undefined {
  const [{ file_name: file }] = parts as [Span];
  const first = Math.min(...parts.map(({ line_start }) => line_start));
  const last = Math.max(...parts.map(({ line_end }) => line_end));
  if (last - first >= MOST_LINES || parts.some(({ file_name }) => file_name !== file)) return undefined;
  const lines = linesOf(parts, first, last);
  if (lines === undefined) return undefined;
  // From the end, so that the columns of earlier parts stay right.
  const backwards = [...parts].sort((a, b) => b.line_start - a.line_start || b.column_start - a.column_start);
  let text = lines.join('\n');
  let end = [...text].length;
  for (const part of backwards) {
    const [from, to] = [
      offset(lines, part.line_start - first, part.column_start),
      offset(lines, part.line_end - first, part.column_end),
    ];
    if (from > to || to > end) return undefined;
    const characters = [...text];
    text = [...characters.slice(0, from), part.suggested_replacement, ...characters.slice(to)].join('');
    end = from;
  }
  const said = message.split('\n', 1)[0]?.slice(0, 300) ?? '';
  return { file, first, last, original: lines.join('\n'), replacement: text, message: said };
}

/** The text of each line from the first to the last; undefined where the parts do not show one of them. */
function linesOf(parts: readonly Span[], first: number, last: number): string[] | undefined {
  const lines: string[] = [];
  for (let number = first; number <= last; number++) {
    const part = parts.find(({ line_start, line_end }) => line_start <= number && number <= line_end);
    const text = part?.text[number - part.line_start]?.text;
    if (text === undefined) return undefined;
    lines.push(text);
  }
  return lines;
}

/** Number of characters before a column of a line, counted from the beginning of the first line. */
function offset(lines: readonly string[], line: number, column: number): number {
  const before = lines.slice(0, line).reduce((sum, text) => sum + [...text].length + 1, 0);
  return before + column - 1;
}

function isSpan(value: unknown): value is Span {
  const number = (name: string) => Number.isSafeInteger(property(value, name)) && (property(value, name) as number) > 0;
  const string = (name: string) => typeof property(value, name) === 'string';
  return (
    ['line_start', 'line_end', 'column_start', 'column_end'].every(number) &&
    ['file_name', 'suggested_replacement', 'suggestion_applicability'].every(string) &&
    asArray(property(value, 'text')).every((line) => typeof property(line, 'text') === 'string')
  );
}

function property(value: unknown, name: string): unknown {
  return fieldsOf(value)[name];
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
