import type { Line } from '../core/domain/line.js';

/** Lines kept of each literal and step: the first ones, and as many of the last. */
const KEPT_AT_EACH_END = 20;
/** Lines kept in all, and characters of them: a hostile log has a literal on every line. */
const MOST_LINES = 5_000;
const MOST_CHARACTERS = 8 << 20;

/** The lines of one step. */
interface Stretch {
  readonly lines: readonly Line[];
  readonly failed: boolean;
}

/**
 * Lines that hold a word of a pattern, kept in case their step turns out to have failed. A line stays for the rarest of its
 * words, so that no common one pushes out the line that matters; of steps that did not fail the oldest go first.
 */
export class LooseLines {
  #first = new Map<number, Line[]>();
  #last = new Map<number, Line[]>();
  #stretches: Stretch[] = [];
  #seen = 0;
  #kept = 0;
  #characters = 0;

  get isEmpty(): boolean {
    return this.#seen === 0;
  }

  /** How many lines were offered and not kept. */
  get dropped(): number {
    return this.#seen - this.#kept - new Set([...this.#first.values(), ...this.#last.values()].flat()).size;
  }

  /** Offers a line with the literals that stand in it. */
  offer(line: Line, literals: readonly number[]): void {
    this.#seen++;
    for (const literal of literals) {
      const first = listOf(this.#first, literal);
      if (first.length < KEPT_AT_EACH_END) {
        first.push(line);
        continue;
      }
      const last = listOf(this.#last, literal);
      last.push(line);
      if (last.length >= 2 * KEPT_AT_EACH_END) last.splice(0, KEPT_AT_EACH_END);
    }
  }

  /** A step ends here, and failed or not, as far as is known. */
  endStep(failed: boolean): void {
    const ends = [...this.#last.values()].flatMap((lines) => lines.slice(-KEPT_AT_EACH_END));
    const lines = [...new Set([...[...this.#first.values()].flat(), ...ends])].sort((a, b) => a.number - b.number);
    this.#first = new Map();
    this.#last = new Map();
    if (lines.length === 0) return;
    this.#stretches.push({ lines, failed });
    this.#count(lines, 1);
    if (this.#kept > MOST_LINES || this.#characters > MOST_CHARACTERS) this.#forget();
  }

  /** All that was kept, in order. */
  close(): readonly Line[] {
    this.endStep(true);
    return this.#stretches.flatMap(({ lines }) => lines);
  }

  /** Drops the oldest of what did not fail, or of all, until half is left. */
  #forget(): void {
    for (const failed of [false, true]) {
      this.#stretches = this.#stretches.filter((stretch) => {
        const isEnough = this.#kept <= MOST_LINES / 2 && this.#characters <= MOST_CHARACTERS / 2;
        if (isEnough || stretch.failed !== failed || stretch === this.#stretches.at(-1)) return true;
        this.#count(stretch.lines, -1);
        return false;
      });
    }
  }

  #count(lines: readonly Line[], sign: 1 | -1): void {
    this.#kept += sign * lines.length;
    for (const { printed } of lines) this.#characters += sign * printed.length;
  }
}

function listOf(lists: Map<number, Line[]>, key: number): Line[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list: Line[] = [];
  lists.set(key, list);
  return list;
}
