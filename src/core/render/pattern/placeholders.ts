import type { Pattern } from '../../domain/pattern.js';
import { lastWord, metavariable, ONE_TEST } from '../../domain/placeholder.js';
import { quote } from '../../domain/quoted.js';

const PLACEHOLDER = /\{([A-Za-z_][\w.]*)(?:\|([^{}]*))?\}/g;
const GROUP = /\(\?P?<([A-Za-z_]\w*)>/g;

/** The placeholders of one pattern, on a page: `{path|the file}` is shown as `{path}`, since nothing was captured. */
export class Placeholders {
  readonly #names: ReadonlySet<string>;

  constructor({ when }: Pattern) {
    const clauses = [...when.all, ...when.any];
    this.#names = new Set(
      clauses.flatMap(({ expression }) => [...expression.matchAll(GROUP)].map((match) => match[1] as string)),
    );
  }

  /** Prose with its placeholders marked as quoted. */
  prose(text: string): string {
    const bare = text.replace(/`(\{[^{}`]+\})`/g, '$1');
    return this.#replace(bare, (name) => quote(`{${lastWord(name)}}`));
  }

  /** A command or code with `PATH` where the captured path will stand; for one failing test, what is run where none is known. */
  command(text: string): string {
    return this.#replace(text, (name, fallback) =>
      name === ONE_TEST ? (fallback ?? metavariable(name)) : metavariable(name),
    );
  }

  /** The placeholders a text holds. */
  namesIn(text: string): string[] {
    return [...text.matchAll(PLACEHOLDER)].map((match) => match[1] as string).filter((name) => this.#isKnown(name));
  }

  /** Other braces are code and stay. */
  #replace(text: string, shown: (name: string, fallback: string | undefined) => string): string {
    return text.replace(PLACEHOLDER, (whole, name: string, fallback: string | undefined) =>
      this.#isKnown(name) ? shown(name, fallback) : whole,
    );
  }

  #isKnown(name: string): boolean {
    return name === ONE_TEST || this.#names.has(name) || /^(?:failure|facts)\./.test(name);
  }
}

/** A title where nothing was captured: it says what it says then. */
export function titleOf({ title, status }: Pattern): string {
  const text = title.replace(/\{[\w.]{1,60}\|([^{}|]{0,200})\}/g, '$1');
  return status === 'draft' ? `${text} (draft)` : text;
}
