import { RE2JS } from 're2js';

export const REDACTED = '[redacted]';
/** What was found once is taken out everywhere, unless it is too short to be told from ordinary words. */
const SHORTEST_SECRET = 5;
const MOST_SECRETS = 1_000;
/** A longer line is a document: it is looked at in pieces. */
const LONGEST_PIECE = 64 * 1024;

/**
 * Takes out of texts what expressions match; of an expression with groups, what the groups match. Linear in the text.
 */
export class Redactor {
  readonly #expressions: readonly RE2JS[];
  readonly #secrets = new Set<string>();

  /** @param expressions RE2 syntax, each checked before */
  constructor(expressions: readonly string[]) {
    this.#expressions = expressions.map((expression) => RE2JS.compile(expression));
  }

  /** Remembers what is to be taken out of a text, so that it goes wherever else it stands. */
  learn(text: string): void {
    for (const [from, to] of this.#spans(text)) {
      if (to - from < SHORTEST_SECRET || this.#secrets.size >= MOST_SECRETS) continue;
      this.#secrets.add(text.slice(from, to));
    }
  }

  /** The text without what is to be taken out of it, and without what was learnt elsewhere. */
  apply(text: string): string {
    let result = '';
    let at = 0;
    for (const [from, to] of this.#spans(text)) {
      if (to <= at) continue;
      result += `${text.slice(at, Math.max(at, from))}${from >= at ? REDACTED : ''}`;
      at = to;
    }
    result += text.slice(at);
    for (const secret of this.#longestFirst()) result = result.replaceAll(secret, REDACTED);
    return result;
  }

  /** Where something is to be taken out, in order. */
  #spans(text: string): [from: number, to: number][] {
    const spans: [number, number][] = [];
    for (let start = 0; start < text.length; start += LONGEST_PIECE) {
      const piece = text.slice(start, start + LONGEST_PIECE);
      for (const expression of this.#expressions)
        for (const [from, to] of hits(expression, piece)) spans.push([start + from, start + to]);
    }
    return spans.sort(([a], [b]) => a - b);
  }

  #sorted: readonly string[] = [];

  #longestFirst(): readonly string[] {
    if (this.#sorted.length !== this.#secrets.size)
      this.#sorted = [...this.#secrets].sort((a, b) => b.length - a.length);
    return this.#sorted;
  }
}

function* hits(expression: RE2JS, text: string): Generator<[from: number, to: number]> {
  const matcher = expression.matcher(text);
  const groups = expression.groupCount();
  while (matcher.find()) {
    if (groups === 0) yield [matcher.start(), matcher.end()];
    for (let group = 1; group <= groups; group++)
      if (matcher.start(group) >= 0 && matcher.end(group) > matcher.start(group))
        yield [matcher.start(group), matcher.end(group)];
  }
}
