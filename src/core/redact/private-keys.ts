import type { Range } from './range.js';

const LABEL = 'private key';
const BEGIN = /-{2,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}/g;
const END = /END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-{0,5}/g;
/** Lines of one key; RSA with 16,384 bits has 200. */
const MOST_LINES = 400;
const LONGEST_BODY = 16 * 1024;

/**
 * Private keys in PEM form, whole or cut, on one line (`\n` written out) or over several with whatever a tool puts before
 * them. Each line's part is a range of its own; a key whose end is missing reaches as far as lines of base64 go on.
 */
export function findPrivateKeys(text: string): Range[] {
  if (!text.includes('PRIVATE KEY')) return [];
  const ends = [...text.matchAll(END)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }));
  const begins = [...text.matchAll(BEGIN)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }));
  const found: Range[] = [];
  let done = 0;
  for (const [index, begin] of begins.entries()) {
    if (begin.from < done) continue;
    while (ends[0] !== undefined && ends[0].from < begin.to) done = orphan(text, ends.shift() as Span, done, found);
    const [end] = ends;
    const closed = end !== undefined && end.from < (begins[index + 1]?.from ?? Number.POSITIVE_INFINITY);
    const to = closed && lineCount(text, begin.to, end.from) <= MOST_LINES ? end.to : openEnd(text, begin.to);
    found.push(...byLine(text, begin.from, to));
    done = to;
    while (ends[0] !== undefined && ends[0].from < done) ends.shift();
  }
  for (const end of ends) done = orphan(text, end, done, found);
  return found;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** An end whose beginning is not there: takes the body before it; returns how far the text is done. */
function orphan(text: string, end: Span, done: number, found: Range[]): number {
  if (end.from >= done) found.push(...bodyBefore(text, done, end.from));
  return Math.max(done, end.to);
}

/** Where the rest of the line and the lines of base64 after it end. */
function openEnd(text: string, from: number): number {
  let to = lineEnd(text, from);
  for (let lines = 0; lines < MOST_LINES && to < text.length; lines++) {
    const end = lineEnd(text, to + 1);
    if (bodyStart(text.slice(to + 1, end)) === undefined) break;
    to = end;
  }
  return to;
}

/** Lines of base64 right before an end whose beginning is not there. */
function bodyBefore(text: string, done: number, at: number): Range[] {
  const floor = Math.max(done, at - LONGEST_BODY);
  const lines = text.slice(floor, at).split('\n').slice(-MOST_LINES);
  const found: Range[] = [];
  let end = at;
  for (const [index, line] of lines.reverse().entries()) {
    const body = bodyStart(index === 0 ? line.replace(/(?:\\n)?[-\s]{0,10}$/, '') : line);
    if (body === undefined && index > 0) break;
    if (body !== undefined) found.push({ from: end - line.length + body, to: end, label: LABEL });
    end -= line.length + 1;
  }
  return found;
}

/** Where on each line of a key its own text begins, after a prefix. */
function byLine(text: string, from: number, to: number): Range[] {
  const found: Range[] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(lineEnd(text, start), to);
    const offset = start === from ? 0 : (bodyStart(text.slice(start, end)) ?? 0);
    if (end > start + offset) found.push({ from: start + offset, to: end, label: LABEL });
    start = end + 1;
  }
  return found;
}

/** Where the run of base64 (or the header of an encrypted key) begins that a line ends with; undefined for other lines. */
function bodyStart(line: string): number | undefined {
  const trimmed = line.trimEnd();
  const header = /(?:Proc-Type|DEK-Info|Comment|Version): /.exec(trimmed);
  if (header !== null) return header.index;
  let start = trimmed.length;
  while (start > 0 && /[A-Za-z0-9+/=\\]/.test(trimmed[start - 1] ?? '')) start -= 1;
  const run = trimmed.length - start;
  if (trimmed === '') return 0;
  return run >= 16 || (run >= 2 && (trimmed.endsWith('=') || start === 0)) ? start : undefined;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function lineCount(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
