import { RE2JS } from 're2js';
import { Memo } from '../memo.js';
import { findSecrets } from './detect.js';
import { KnownValues } from './known-values.js';
import { merged, type Range, replaced } from './range.js';
import { unwrapped } from './view.js';
import { findWrapped } from './wrapped.js';

/** What is redacted beside everything that looks like a secret. */
export interface RedactionRules {
  /** Values that are known to be secret: a token, masked values. Looked for in their usual encodings too. */
  readonly secrets: readonly string[];
  /** The user's own expressions, RE2 syntax; of one with groups, only what these match is taken. */
  readonly expressions?: readonly string[];
}

const BY_CONFIGURATION = 'by configuration';
/** More of one expression in one text are not told apart: the text is taken to its end. */
const MOST_HITS = 1_000;

/** Knows what must not be shown, and learns more from the texts it is shown. */
export class Redactor {
  readonly #known = new KnownValues();
  readonly #expressions: readonly RE2JS[];
  /** What was found in a text by its looks: the same message is looked at for a fingerprint, to learn from and to be told. */
  readonly #looked = new Memo<readonly Range[]>(20_000, 4_000);

  /** Throws re2js's error for an expression that is none; configuration was checked before. */
  constructor(rules: RedactionRules) {
    for (const secret of rules.secrets) this.#known.add(secret, 'known secret');
    this.#expressions = (rules.expressions ?? []).map((expression) => RE2JS.compile(expression));
  }

  /** Remembers the secrets of a text, so that they are found in others that do not say what they are. */
  learn(text: string): void {
    for (const { from, to, label } of merged(this.#unknown(text)))
      for (const part of text.slice(from, to).split('\n')) this.#known.addFound(part, label);
  }

  /** The text without secrets, line for line. */
  text(text: string): string {
    return text === '' ? text : replaced(text, [...this.#unknown(text), ...this.#knownIn(text)]);
  }

  /** The text without what is known; the rest of it are a pattern's own words and may speak of secrets. */
  known(text: string): string {
    return replaced(text, this.#knownIn(text));
  }

  #unknown(text: string): readonly Range[] {
    return this.#looked.of(text, () => [
      ...findSecrets(text),
      ...this.#expressions.flatMap((expression) => hits(expression, text)),
    ]);
  }

  #knownIn(text: string): Range[] {
    if (this.#known.isEmpty) return [];
    const found = this.#known.find(text);
    return text.includes('\n')
      ? [...found, ...findWrapped(unwrapped(text), (joined) => this.#known.find(joined))]
      : found;
  }
}

/** Redacts one text, as an error's message is. */
export function redactText(text: string, rules: RedactionRules): string {
  return new Redactor(rules).text(text);
}

/** What an expression matches; of one with groups, what its groups match. */
function hits(expression: RE2JS, text: string): Range[] {
  const found: Range[] = [];
  const groups = expression.groupCount();
  const matcher = expression.matcher(text);
  while (matcher.find()) {
    for (let group = Math.min(1, groups); group <= groups; group++) {
      const [from, to] = [matcher.start(group), matcher.end(group)];
      if (from >= 0) found.push({ from, to, label: BY_CONFIGURATION });
    }
    if (found.length >= MOST_HITS) return [...found, { from: matcher.end(), to: text.length, label: BY_CONFIGURATION }];
  }
  return found;
}
