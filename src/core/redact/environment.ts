import { parsedJson } from '../json.js';
import { findSecrets } from './detect.js';
import { isPublic } from './likeness.js';
import { secretNames } from './secret-name.js';

/** A shorter value of a variable may well be a word of a log. */
const SHORTEST = 6;
/** A number that long is a passphrase; a shorter one counts something. */
const SHORTEST_NUMBER = 8;

/**
 * Values of an environment that are known to be secret, so never to be told: those whose variable says so, the action's
 * own inputs among them, what is named so inside a document (`AZURE_CREDENTIALS`), and what looks like a secret under
 * any name (the password of `DATABASE_URL`, a private key).
 */
export function secretsIn(environment: Readonly<Record<string, string | undefined>>): string[] {
  return [...new Set(Object.entries(environment).flatMap(([name, value = '']) => secretsOf(name, value)))];
}

function secretsOf(name: string, value: string): string[] {
  const document = parsed(value);
  const named: Iterable<[string, string]> = document === undefined ? [[name, value]] : stringsIn(document);
  const found = findSecrets(value).map(({ from, to }) => value.slice(from, to));
  return [
    ...[...named].flatMap(([member, text]) => (isNamed(member) && !isPlain(text) ? [text] : [])),
    // The borders of a key say only that it is one.
    ...found.filter((text) => !text.startsWith('-----')),
  ];
}

function isNamed(name: string): boolean {
  const [found] = secretNames(name);
  return found !== undefined && found.from === 0 && found.to === name.length;
}

/** Values that everybody knows, paths, masks and numbers: replaced everywhere, they would take words from the log. */
function isPlain(value: string): boolean {
  if (/^\d+$/.test(value)) return value.length < SHORTEST_NUMBER;
  return value.length < SHORTEST || isPublic(value) || isPath(value) || value.includes('***') || /^(.)\1*$/.test(value);
}

/** Every string in a document with the name it has there. */
function* stringsIn(document: object): Generator<[string, string]> {
  const rest: [string, unknown][] = [['', document]];
  for (let at = rest.pop(); at !== undefined; at = rest.pop()) {
    const [name, value] = at;
    if (typeof value === 'string') yield [name, value];
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value)) rest.push([Array.isArray(value) ? name : key, member]);
  }
}

/** The JSON document a value is; undefined where it is none. */
function parsed(text: string): object | undefined {
  const value = parsedJson(text);
  return typeof value === 'object' && value !== null ? value : undefined;
}

function isPath(value: string): boolean {
  return /^(?:~|\.{1,2})?\/[\w./-]+$|^[A-Za-z]:\\/.test(value);
}
