import { fromBase64 } from '../bytes.js';
import { isCode, isPublic, isStandIn, isWord, looksRandom } from './likeness.js';
import type { Range } from './range.js';

/**
 * Credentials that a protocol or a command puts beside a word of its own. `secret` is what is taken, on one line, the
 * runs bounded so that no expression can go far back.
 */
interface Rule {
  readonly label: string;
  /** One of these stands in the line, whatever its case. */
  readonly words: readonly string[];
  readonly expression: RegExp;
  readonly fits: (secret: string) => boolean;
}

const given = (secret: string): boolean => !isStandIn(secret) && !isPublic(secret);
const random = (secret: string): boolean => given(secret) && looksRandom(secret);
/** Numbers, ports and addresses are what the same option takes in another command. */
const option = (secret: string): boolean => given(secret) && !/^[\d.:]+$/.test(secret) && !isFlag(secret);

/** A value said in a sentence: nothing that could be one of its words. */
const told = (secret: string): boolean =>
  given(secret) &&
  /[\d!@#$%^&*+?~](?=.)|\d/.test(secret) &&
  /[A-Za-z]/.test(secret) &&
  !isWord(secret) &&
  !isCode(secret);

/** Commands that take a password from what stands before the pipe. */
const PIPED = ['--password-stdin', '--with-token', 'sudo -s'];

const RULES: readonly Rule[] = [
  {
    label: 'credentials',
    words: ['authorization'],
    expression:
      /authorization\\?["']?\s{0,4}(?:[:=]|=>)\s{0,4}\\?["']?(?:basic|bearer|token|digest|negotiate|apikey|splunk|bot|ntlm)\s{1,4}(?<secret>[^\s"'\\,;]{6,4000})/dgi,
    fits: given,
  },
  {
    label: 'credentials',
    words: ['authorization'],
    expression: /authorization\\?["']?\s{0,4}(?:[:=]|=>)\s{0,4}\\?["']?(?<secret>[^\s"'\\,;]{12,4000})/dgi,
    fits: random,
  },
  { label: 'token', words: ['bearer'], expression: /\bbearer\s{1,4}(?<secret>[\w.~+/=-]{12,4000})/dgi, fits: random },
  {
    label: 'credentials',
    words: ['basic'],
    expression: /\bbasic\s{1,4}(?<secret>[A-Za-z0-9+/]{8,4000}={0,2})/dgi,
    fits: isUserAndPassword,
  },
  {
    label: 'credentials',
    words: ['"auth'],
    expression: /"auth\\?"\s{0,4}:\s{0,4}\\?"(?<secret>[A-Za-z0-9+/]{8,4000}={0,2})/dgi,
    fits: isUserAndPassword,
  },
  {
    label: 'cookie',
    words: ['cookie'],
    expression: /\bcookie\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?[\w.-]{1,80}=(?<secret>[^\s"'\\,;]{16,4000})/dgi,
    fits: random,
  },
  {
    label: 'password',
    words: ['curl ', 'http ', 'wget ', 'ldapsearch '],
    expression: /\s(?:-u|--user|--proxy-user)[ =]?["']?[^\s:"']{1,100}:(?<secret>[^\s"']{3,400})/dgi,
    fits: option,
  },
  {
    label: 'password',
    words: ['login', 'sshpass'],
    expression: /\s-p[ =]?["']?(?<secret>[^\s"'-][^\s"']{3,400})/dg,
    fits: option,
  },
  {
    label: 'password',
    words: ['mysql', 'mariadb'],
    expression: /\s-p["']?(?<secret>[^\s"'-][^\s"']{3,400})/dg,
    fits: option,
  },
  { label: 'password', words: ['redis-cli'], expression: /\s-a\s["']?(?<secret>[^\s"']{4,400})/dg, fits: option },
  {
    label: 'password',
    words: ['login'],
    expression: /\blogin\s{1,4}\S{1,100}\s{1,4}password\s{1,4}(?<secret>\S{4,400})/dgi,
    fits: option,
  },
  {
    label: 'password',
    words: ['create user', 'create role', 'alter user', 'alter role', 'grant '],
    expression: /\b(?:identified\s{1,4}by|password)\s{1,4}'(?<secret>[^'\n]{4,400})'/dgi,
    fits: (secret) => given(secret) && !/\s/.test(secret),
  },
  {
    label: 'password',
    words: PIPED,
    expression:
      /\b(?:echo|printf)(?:\s{1,4}-\w{1,3})?(?:\s{1,4}["']?%s(?:\\n)?["']?)?\s{1,4}["']?(?<secret>[^\s"'|]{4,400})["']?\s{0,4}\|[^|\n]{0,200}(?:--password-stdin|--with-token|sudo -S)/dg,
    fits: given,
  },
  {
    label: 'password',
    words: PIPED,
    expression: /(?:--password-stdin|--with-token|sudo -S)[^|\n]{0,100}<<<\s{0,4}["']?(?<secret>[^\s"']{4,400})/dg,
    fits: given,
  },
  {
    label: 'password',
    words: ['password', 'passphrase', 'passcode'],
    expression:
      /\bpass(?:word|phrase|code)\s{1,4}(?:is\s{1,4}generated\s{1,4})?(?:for|of)\s{1,4}(?:user\s{1,4})?["']?[\w.@-]{1,100}["']?\s{0,4}(?:is|:|=)\s{1,4}["'`]?(?<secret>[^\s"'`]{4,400})/dgi,
    fits: told,
  },
  {
    label: 'password',
    words: ['password is', 'passphrase is', 'passcode is'],
    expression: /\bpass(?:word|phrase|code)\s{1,4}is:?\s{1,4}["'`]?(?<secret>[^\s"'`]{6,400})/dgi,
    fits: told,
  },
];

/** What headers, cookies and the options of well-known commands give away, each on its line. */
export function findCredentials(text: string): Range[] {
  const rules = worthTrying(RULES, text);
  if (rules.length === 0) return [];
  const all: Range[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    for (const rule of worthTrying(rules, line))
      for (const { from, to, label } of found(rule, line)) all.push({ from: start + from, to: start + to, label });
    start += line.length + 1;
  }
  return all;
}

function worthTrying(rules: readonly Rule[], text: string): readonly Rule[] {
  const lower = text.toLowerCase();
  return rules.filter(({ words }) => words.some((word) => lower.includes(word)));
}

function found({ label, expression, fits }: Rule, line: string): Range[] {
  return [...line.matchAll(expression)].flatMap((hit) => {
    const [from, to] = hit.indices?.groups?.['secret'] ?? [0, 0];
    return fits(line.slice(from, to)) ? [{ from, to, label }] : [];
  });
}

/** `user:password` in base64. */
function isUserAndPassword(text: string): boolean {
  return /^[\x21-\x7e]{1,200}:[\x20-\x7e]{1,2000}$/.test(fromBase64(text));
}

function isFlag(text: string): boolean {
  return text.startsWith('-');
}
