import { isPublic, isStandIn } from './likeness.js';
import type { Range } from './range.js';

/** A traced `echo` or `printf`, as `set -x` writes the first half of a pipe; the second half stands beside it. */
const TRACED = /^[ \t]{0,20}\++ (?:echo|printf)(?: -\w{1,3})?(?: '?%s(?:\\n)?'?)? (['"]?)(\S{4,400})\1$/d;
const TAKES = /--password-stdin|--with-token|\bsudo -S\b/;

/** Passwords that a traced shell prints on a line of its own, before or after the command that takes them. */
export function findEchoed(text: string): Range[] {
  if (!TAKES.test(text)) return [];
  const found: Range[] = [];
  const lines = text.split('\n');
  let start = 0;
  for (const [index, line] of lines.entries()) {
    const hit = TRACED.exec(line.trimEnd());
    const [from, to] = hit?.indices?.[2] ?? [0, 0];
    const value = line.slice(from, to);
    const taken = TAKES.test(lines[index - 1] ?? '') || TAKES.test(lines[index + 1] ?? '');
    if (hit !== null && taken && !isStandIn(value) && !isPublic(value))
      found.push({ from: start + from, to: start + to, label: 'password' });
    start += line.length + 1;
  }
  return found;
}
