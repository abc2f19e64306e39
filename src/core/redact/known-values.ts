import { formsOf } from './forms.js';
import { looksRandom } from './likeness.js';
import type { Label, Range } from './range.js';

/** A shorter value stands in too many words. */
const SHORTEST = 4;
/** A value found by its looks may be a word as well; a short one says nothing elsewhere. */
const SHORTEST_FOUND = 6;
const MOST_VALUES = 500;
const LONGEST_VALUE = 16 * 1024;

/** Characters of all forms together: what a hostile log may make us keep. */
const MOST_CHARACTERS = 250_000;
/** What whoever cuts a text puts in the place of its rest. */
const CUT = '…';
/** A text so long may have been cut without a sign: names, captures and first lines of messages are, at 300. */
const SHORTEST_CUT = 200;
/** A longer value is looked for piece by piece. */
const PIECE = 256;

class Node {
  readonly next = new Map<string, Node>();
  fail: Node | undefined;
  /** How many characters of a form were read. */
  depth = 0;
  /** Length of the form that ends here. */
  length = 0;
  /** Of the form that ends here, or of the first that goes on from here. */
  label: Label = '';
  /** Only where no letter or digit stands beside it. */
  whole = false;
}

/** Secrets whose value is known, to be found wherever and however they are written. Time: linear in the text. */
export class KnownValues {
  readonly #root = new Node();
  #left = MOST_CHARACTERS;
  readonly #values = new Set<string>();
  #linked = false;

  get isEmpty(): boolean {
    return this.#values.size === 0;
  }

  /** Adds a value that somebody named as a secret. */
  add(value: string, label: Label): void {
    for (const form of this.#admit(value, SHORTEST)) this.#insert(form, label, false);
  }

  /** Adds a value that looks like a secret where it stands; one that could be a word is looked for as a whole word only. */
  addFound(value: string, label: Label): void {
    const whole = !looksRandom(value);
    for (const form of this.#admit(value, SHORTEST_FOUND)) this.#insert(form, label, whole);
  }

  find(text: string): Range[] {
    if (this.isEmpty) return [];
    if (!this.#linked) this.#link();
    const found: Range[] = [];
    let state = this.#root;
    for (let at = 0; at < text.length; at++) {
      const character = text[at] as string;
      if (character === CUT) found.push(...beginning(state, at));
      state = this.#step(state, character);
      for (let hit: Node | undefined = state; hit !== undefined; hit = hit.fail) {
        if (hit.length === 0) continue;
        const range = { from: at + 1 - hit.length, to: at + 1, label: hit.label };
        if (hit.whole && isInsideWord(text, range)) continue;
        found.push(range);
        break;
      }
    }
    return text.length < SHORTEST_CUT ? found : [...found, ...beginning(state, text.length)];
  }

  #admit(value: string, shortest: number): string[] {
    const text = value.trim().slice(0, LONGEST_VALUE);
    if (text.length < shortest || this.#values.has(text) || this.#values.size >= MOST_VALUES) return [];
    this.#values.add(text);
    return formsOf(text).flatMap((form) => (form.length >= shortest ? pieces(form) : []));
  }

  #insert(form: string, label: Label, whole: boolean): void {
    this.#left -= form.length;
    if (this.#left < 0) return;
    let state = this.#root;
    for (let at = 0; at < form.length; at++) {
      const unit = form[at] as string;
      const next: Node = state.next.get(unit) ?? Object.assign(new Node(), { depth: at + 1, label });
      state.next.set(unit, next);
      state = next;
    }
    if (state.length === 0 || state.whole) Object.assign(state, { length: form.length, label, whole });
    this.#linked = false;
  }

  /** Breadth first, as Aho and Corasick do: where to go on when the next character does not fit. */
  #link(): void {
    const queue: Node[] = [this.#root];
    for (let index = 0; index < queue.length; index++) {
      const parent = queue[index] as Node;
      for (const [character, child] of parent.next) {
        child.fail = parent.fail === undefined ? this.#root : this.#step(parent.fail, character);
        queue.push(child);
      }
    }
    this.#linked = true;
  }

  #step(from: Node, character: string): Node {
    for (let state: Node | undefined = from; state !== undefined; state = state.fail) {
      const next = state.next.get(character);
      if (next !== undefined) return next;
    }
    return this.#root;
  }
}

/** What of a form was read when the text was cut: the rest of it cannot come any more. */
function beginning({ depth, label }: Node, at: number): Range[] {
  return depth < SHORTEST_FOUND ? [] : [{ from: at - depth, to: at, label }];
}

/** Pieces of a long form, none of them so short that it says nothing. */
function pieces(form: string): string[] {
  const result: string[] = [];
  for (let at = 0; at < form.length; at += PIECE)
    if (at === 0 || form.length - at >= SHORTEST_FOUND) result.push(form.slice(at, at + PIECE));
  return result;
}

function isInsideWord(text: string, { from, to }: Range): boolean {
  return /[A-Za-z0-9]/.test(text[from - 1] ?? '') || /[A-Za-z0-9]/.test(text[to] ?? '');
}
