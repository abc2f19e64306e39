/** Recorded logs, changed by a seed as what cuts, copies and mixes logs may change them: nothing in them is to be relied on. */
import { random } from './bench-corpora.js';

type Next = () => number;

/** What no log of a tool holds, and what begins or ends something in many. */
const STRANGE = [
  '\u0000',
  '\u001b[',
  '\u001b]8;;http://x\u0007',
  '\r',
  '\n\n',
  '\ud800',
  '\ufffd',
  '"',
  '\\',
  '<',
  '&#',
  '](',
  '{"reason":',
  '##[group]',
  '##[endgroup]',
  '##[error]',
  'error[E0308]: ',
  '==== FAILURES ====',
  '::add-mask::',
  '#12 ',
  'a | ',
  '2026-11-22T04:53:51.7439207Z ',
];

function at(length: number, next: Next): number {
  return Math.floor(next() * length);
}

function pick<T>(list: readonly T[], next: Next): T {
  return list[at(list.length, next)] as T;
}

/** Ways to change a log that is given as its lines; `other` gives a line of another log. */
const CHANGES: readonly ((lines: string[], next: Next, other: () => string) => void)[] = [
  (lines, next) => lines.splice(at(lines.length, next), 1 + at(20, next)),
  (lines, next) => {
    const [from, length] = [at(lines.length, next), 1 + at(20, next)];
    lines.splice(at(lines.length, next), 0, ...lines.slice(from, from + length));
  },
  (lines, next) => {
    const [one, two] = [at(lines.length, next), at(lines.length, next)];
    [lines[one], lines[two]] = [lines[two] ?? '', lines[one] ?? ''];
  },
  (lines, next, other) => lines.splice(at(lines.length, next), 0, ...Array.from({ length: 1 + at(20, next) }, other)),
  (lines, next) => {
    const index = at(lines.length, next);
    const line = lines[index] ?? '';
    const cut = at(line.length, next);
    lines[index] = line.slice(0, cut) + pick(STRANGE, next) + line.slice(cut + at(3, next));
  },
  (lines, next) => {
    const index = at(lines.length, next);
    const line = lines[index] ?? '';
    lines[index] = line.repeat(1 + Math.min(at(2_000, next), Math.floor(100_000 / (line.length + 1))));
  },
  (lines, next) => {
    const index = at(lines.length, next);
    lines[index] = pick(STRANGE, next).repeat(at(5_000, next));
  },
  (lines, next) => {
    const index = at(lines.length, next);
    lines.splice(index, 2, `${lines[index] ?? ''}${lines[index + 1] ?? ''}`);
  },
];
const MOST_CHANGES = 12;

/**
 * One log made of others.
 * @param logs texts to begin with
 * @param seed another one, another log
 */
export function mutated(logs: readonly string[], seed: number): string {
  const next = random(seed);
  const lines = pick(logs, next).split('\n');
  const other = (): string => pick(pick(logs, next).split('\n', 2_000), next);
  for (let left = 1 + at(MOST_CHANGES, next); left > 0; left--) pick(CHANGES, next)(lines, next, other);
  return lines.join('\n');
}
