import type { Line } from '../../core/domain/line.js';
import { parsedJson } from '../../core/json.js';

/** The lines of one container's object, as every JSON printer indents them. */
export interface PrettyContainer {
  /** What came before its state: where it begins, its id and command. */
  readonly head: readonly Line[];
  /** From the line `"State": {` to the object's end, which may be missing. */
  readonly lines: readonly Line[];
}

/** How far a line is indented. */
export function indent({ text }: Line): number {
  return text.length - text.trimStart().length;
}

/**
 * Finds where the object around a member begins.
 * @param member a line such as `"OOMKilled": false,`
 * @param before the lines before it, oldest first
 */
export function openedBefore(member: Line, before: readonly Line[]): PrettyContainer | undefined {
  const depth = indent(member);
  const at = before.findLastIndex((line) => indent(line) < depth && line.text.trimEnd().endsWith('{'));
  const opening = before[at];
  if (opening === undefined) return undefined;
  const trimmed = opening.text.trim();
  if (trimmed !== '{' && !/^"State": ?\{$/.test(trimmed)) return undefined;
  const outer = indent(opening);
  const start = before.findLastIndex((line, index) => index < at && indent(line) < outer && line.text.trim() === '{');
  return { head: start < 0 || trimmed === '{' ? [] : before.slice(start, at), lines: [...before.slice(at), member] };
}

/**
 * The object itself: from its state on, with its id from before. Of one that is cut off only the state.
 * @param isWhole whether the last line closes the object
 */
export function documentOf({ head, lines }: PrettyContainer, isWhole: boolean): unknown {
  const opening = lines[0];
  if (opening === undefined) return undefined;
  if (opening.text.trim() === '{') return isWhole ? parsedJson(`{"State": ${textOf(lines)}}`) : undefined;
  const id = head.find(({ text }) => /^\s*"Id": ?"[^"]{1,100}",$/.test(text))?.text ?? '';
  const whole = isWhole ? parsedJson(`{${id}${textOf(lines.slice(0, -1))}}`) : undefined;
  return whole ?? parsedJson(`{${textOf(stateLines(lines))}}`);
}

/** A member whose line proves something. */
export interface Member {
  readonly key: string;
  readonly place: 'container' | 'state' | 'health' | 'limits' | 'findings';
}

/** The line of a member; the last one, where a health log has several. */
export function lineOf({ key, place }: Member, lines: readonly Line[]): Line | undefined {
  const [opening, first] = lines;
  if (opening === undefined || first === undefined) return undefined;
  const outer = indent(opening);
  const inner = indent(first);
  const isKey = ({ text }: Line): boolean => text.trimStart().startsWith(`"${key}":`);
  const state = stateLines(lines);
  switch (place) {
    case 'container':
      return lines.find((line) => indent(line) === outer && isKey(line));
    case 'state':
      return state.find((line) => indent(line) === inner && isKey(line));
    case 'health':
      return state.findLast((line) => indent(line) > inner && isKey(line));
    case 'limits':
      return lines.slice(state.length).find((line) => indent(line) === inner && isKey(line));
    case 'findings': {
      const start = lines.findIndex(({ text }) => text.trimStart().startsWith('"Whydunit":'));
      return start < 0 ? undefined : lines.slice(start).find((line) => indent(line) === inner && isKey(line));
    }
  }
}

/** From `"State": {` to its closing bracket. */
function stateLines(lines: readonly Line[]): readonly Line[] {
  const outer = indent(lines[0] as Line);
  const end = lines.findIndex((line, index) => index > 0 && indent(line) <= outer);
  return end < 0 ? [] : lines.slice(0, end + 1);
}

function textOf(lines: readonly Line[]): string {
  return lines
    .map(({ text }) => text)
    .join('\n')
    .replace(/,$/, '');
}
