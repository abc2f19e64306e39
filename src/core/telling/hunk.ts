/** `@@ -10,7 +10,7 @@`: how many lines of either side follow. */
const HEAD = /^@@ -\d{1,7}(?:,(\d{1,6}))? \+\d{1,7}(?:,(\d{1,6}))? @@/;

/** Follows the changes that a tool prints: their lines are those of a file, and nobody says what stands in them. */
export class Hunk {
  #old = 0;
  #new = 0;

  /** Whether a line of it is still to come. */
  get isOpen(): boolean {
    return this.#old > 0 || this.#new > 0;
  }

  /** Whether the next line belongs to one, or begins one. */
  holds(text: string): boolean {
    const head = HEAD.exec(text);
    if (head !== null) {
      this.#old = Number(head[1] ?? 1);
      this.#new = Number(head[2] ?? 1);
      return true;
    }
    if (!this.isOpen) return false;
    const side = text[0] ?? ' ';
    if (side === '-') this.#old--;
    else if (side === '+') this.#new--;
    else if (side === ' ') {
      this.#old--;
      this.#new--;
    } else if (side !== '\\') {
      this.#old = 0;
      this.#new = 0;
      return false;
    }
    return true;
  }
}
