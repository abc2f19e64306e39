import { withoutTail } from '../trim.js';
import { isCode, isPublic, isStandIn, isWord, looksRandom } from './likeness.js';
import type { Range } from './range.js';
import { type SecretName, secretNames } from './secret-name.js';

const LONGEST_VALUE = 4_000;
const SIGN = /[=:]/;

/** A value beside the name of a secret. */
interface Value {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly quoted: boolean;
  /** `NAME=value` without blanks between, `--name value`. */
  readonly glued: boolean;
}

/**
 * Values of names that say secret: `DB_PASSWORD=…`, `"token": "…"`, `--api-key …`, `secret: …`. What stands for a value
 * (a mask, a variable, a type, a word, a default of every tutorial) is evidence and stays.
 */
export function findAssignments(text: string): Range[] {
  const found: Range[] = [];
  let done = 0;
  for (const name of secretNames(text)) {
    // A name inside a value that is taken says nothing any more.
    const value = name.from < done ? undefined : valueBeside(text, name);
    if (value === undefined || !isSecret(name, value, text)) continue;
    found.push({ from: value.from, to: value.to, label: name.kind });
    done = value.to;
  }
  return found;
}

/** Whether a value with that name is a secret; for places where name and value are already apart. */
export function isSecretValue(name: string, value: string): boolean {
  const [found] = secretNames(name);
  if (found === undefined || found.from > 0 || found.to < name.length) return false;
  return isSecret(found, { from: 0, to: value.length, text: value, quoted: true, glued: false }, '');
}

function isSecret(
  { name, kind, from }: SecretName,
  { from: start, text: value, quoted, glued }: Value,
  text: string,
): boolean {
  if (value.length < 4 || isStandIn(value) || isPublic(value) || value === name) return false;
  if (
    /\b(?:un)?expected (?:\w+ )?$|\b(?:illegal|invalid|unknown|no such) $/i.test(
      text.slice(Math.max(0, from - 24), from),
    )
  )
    return false;
  if (/^\d{1,7}(?:\.\d+)?$/.test(value)) return false;
  const variable = /^(?:--?)?[A-Z][A-Z0-9_]*$/.test(name) || name.startsWith('--') || name.startsWith('_');
  if (glued && variable && !isWordOfCode(value)) return true;
  if (kind === 'secret') {
    // `group.signature:java16` names an artifact: a value of its own stands behind a blank.
    const isApart = quoted || (text[start - 1] !== ':' && !isArgument(text, start, value));
    return isNamedSecret(value, isApart, glued, quoted);
  }
  if (quoted) return !isWord(value) && !isCode(value);
  if (isCode(value)) return false;
  // An argument of a call: a name stands for its value, anything else is one.
  return glued
    ? !/[,)]/.test(text[from + name.length + 1 + value.length] ?? '') || !/^[A-Za-z_]\w*$/.test(value)
    : value.length >= 6 && /[\d!@#$%^&*+?~]/.test(value);
}

/**
 * A value that is called a token, a key or such. One that chance has written is one anywhere; directly behind `=` any that is no
 * word and no code, elsewhere one of letters and digits.
 * @param isApart whether it is a value of its own, and no name that the secret's own goes on with, or a variable's
 */
function isNamedSecret(value: string, isApart: boolean, glued: boolean, quoted: boolean): boolean {
  if (value.length >= 8 && looksRandom(value) && (quoted || !isCode(value) || isLongRun(value))) return true;
  if (!isApart || /[\s\\]/.test(value) || saysNothing(value)) return false;
  if (glued) return value.length >= 6;
  return value.length >= 10 && /\d/.test(value) && /[a-z]/i.test(value);
}

/** A word, code, the type of a medium, a version or a time. */
function saysNothing(value: string): boolean {
  return (
    isWord(value) ||
    isCode(value) ||
    isWordOfCode(value) ||
    /^[a-z]+\/[a-z][a-z.+-]*$|^v?\d{1,4}[.:-]\d{1,4}(?:[.:T-]|$)/.test(value)
  );
}

/** The name of a variable in the place of an argument: with a digit or two at the end of a word at most. */
function isArgument(text: string, from: number, value: string): boolean {
  return (
    /[,)]/.test(text[from + value.length] ?? '') && /^[A-Za-z_]\w*$/.test(value) && !/\d(?:[A-Za-z]|\d\d)/.test(value)
  );
}

/** A run that no program and no path writes, `=` in it or not. */
function isLongRun(value: string): boolean {
  return value.length >= 20 && /\d/.test(value) && /^[\w=.-]+$/.test(value) && !/^[A-Za-z_]\w{0,12}=/.test(value);
}

/** A call or a path in the place of a variable's value. */
function isWordOfCode(value: string): boolean {
  return /^[\w.]+\(|^(?:~|\.{0,2})\/(?:[\w.-]+\/)*[\w.-]+$|^https?:/.test(value);
}

function valueBeside(text: string, { name, from: nameFrom, to }: SecretName): Value | undefined {
  let at = to;
  // "name", \"name\", ['name']
  while (at < to + 6 && /[\\"'`\]]/.test(text[at] ?? ' ')) at += 1;
  const operator = operatorAt(text, at, name);
  if (operator === undefined) return undefined;
  const from = skipBlanks(text, operator.to);
  const glued = (operator.flag || (operator.sign === '=' && from === operator.to)) && operator.from === at;
  return quotedAt(text, from, glued) ?? bareAt(text, from, glued, text[nameFrom - 1] ?? '');
}

interface Operator {
  readonly from: number;
  readonly to: number;
  readonly sign: string;
  readonly flag: boolean;
}

function operatorAt(text: string, at: number, name: string): Operator | undefined {
  const from = skipBlanks(text, at);
  if (name.startsWith('--') && from > at && !SIGN.test(text[from] ?? ''))
    return { from: at, to: at + 1, sign: ' ', flag: true };
  // A path, a comparison that failed and a scope resolve to something else.
  const sign = /^(?:=>|:=|===?|=|:(?!:))/.exec(text.slice(from, from + 3))?.[0];
  return sign === undefined ? undefined : { from, to: from + sign.length, sign, flag: false };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < from + 16 && (text[at] === ' ' || text[at] === '\t')) at += 1;
  return at;
}

/** A value in quotes, escaped ones too, with what may stand before them: `b'…'`, `Some("…")`. */
function quotedAt(text: string, from: number, glued: boolean): Value | undefined {
  const open = /^(?:[A-Za-z_][\w.]{0,30}\(|[bfruBFRU]{1,2}(?=["']))?(\\*["'`])/.exec(text.slice(from, from + 40));
  const quote = open?.[1];
  if (open === null || quote === undefined) return undefined;
  const start = from + open[0].length;
  const limit = Math.min(text.length, start + LONGEST_VALUE, lineEnd(text, start));
  let end = text.indexOf(quote, start);
  while (end >= 0 && end < limit && quote.length === 1 && text[end - 1] === '\\') end = text.indexOf(quote, end + 1);
  if (end < 0 || end > limit) end = limit;
  return { from: start, to: end, text: text.slice(start, end), quoted: true, glued };
}

/** A value up to the next blank or quote; in an address up to the next parameter, in a list up to the next entry. */
function bareAt(text: string, from: number, glued: boolean, before: string): Value | undefined {
  const run = /^(?:(?:basic|bearer|token|digest) +)?([^\s"'`<>\uE000\uE001]+)/i.exec(
    text.slice(from, from + LONGEST_VALUE),
  );
  if (run?.[1] === undefined) return undefined;
  const start = from + run[0].length - run[1].length;
  const value = ended(run[1], before);
  return value === '' ? undefined : { from: start, to: start + value.length, text: value, quoted: false, glued };
}

/** Cuts off what follows a bare value on its line. */
function ended(run: string, before: string): string {
  const stop =
    before === '?' || before === '&'
      ? /[&#;]/
      : before === ';'
        ? /;/
        : /[,;)}\]](?=$|[\w"'{[(]*[=:]|[)}\];,])|\\[nrt"']/;
  const at = run.search(stop);
  return withoutTail(at < 0 ? run : run.slice(0, at), ',;.)}]\\');
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
