import { isRecord } from '../../core/json.js';
import { isSecretValue } from '../../core/redact/assignments.js';
import { type RedactionRules, Redactor } from '../../core/redact/redactor.js';
import type { CaptureFile } from '../engine/files.js';

/**
 * The files without secrets, line for line as they were. What one file tells to be a secret (a variable in inspect.json) is
 * found in the others too (a log that prints it).
 */
export function redactedFiles(files: readonly CaptureFile[], rules: RedactionRules): CaptureFile[] {
  const named = files.flatMap(({ path, text }) => (isJson(path) ? [...namedSecrets(JSON.parse(text), '')] : []));
  const redactor = new Redactor({ ...rules, secrets: [...rules.secrets, ...named] });
  for (const { text } of files) redactor.learn(text);
  return files.map(({ path, text }) => ({ path, text: redacted(path, text, redactor) }));
}

function isJson(path: string): boolean {
  return path.endsWith('.json');
}

/** Strings whose member, or the option before them in a command, is named as a secret. */
function* namedSecrets(value: unknown, name: string): Generator<string> {
  if (typeof value === 'string' && isSecretValue(name, value)) yield value;
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* namedSecrets(each, optionBefore(value, index));
  } else if (isRecord(value)) {
    for (const [key, each] of Object.entries(value)) yield* namedSecrets(each, key);
  }
}

/** In a command, `--api-key` says what the next word is. */
function optionBefore(words: readonly unknown[], index: number): string {
  const before = words[index - 1];
  return typeof before === 'string' && before.startsWith('--') ? before.slice(2) : '';
}

/** Documents are redacted string by string, so that they stay documents, laid out as they were. */
function redacted(path: string, text: string, redactor: Redactor): string {
  if (isJson(path)) return `${JSON.stringify(strings(JSON.parse(text), redactor), undefined, 4)}\n`;
  if (!path.endsWith('.ndjson')) return redactor.text(text);
  return text.replace(/.+/g, (line) => JSON.stringify(strings(JSON.parse(line), redactor)));
}

function strings(value: unknown, redactor: Redactor): unknown {
  if (typeof value === 'string') return redactor.text(value);
  if (Array.isArray(value)) return value.map((each) => strings(each, redactor));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, strings(each, redactor)]));
}
