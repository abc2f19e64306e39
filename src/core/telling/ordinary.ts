import { template } from './template.js';

/** More templates than this are not kept: what is beyond them counts as news. */
const MOST_TEMPLATES = 500_000;

/** What a run that passed printed: a line that stands in it, numbers and paths aside, explains no failure. */
export class Ordinary {
  readonly #templates = new Set<number>();

  /** Takes a line of the green log. */
  add(text: string): void {
    if (this.#templates.size < MOST_TEMPLATES) this.#templates.add(template(text));
  }

  /** How many different lines it knows. */
  get size(): number {
    return this.#templates.size;
  }

  has(text: string): boolean {
    return this.#templates.has(template(text));
  }

  hasTemplate(each: number): boolean {
    return this.#templates.has(each);
  }
}
