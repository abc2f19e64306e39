/** What was made of texts that come again and again, in bounded memory: when it is full, it begins anew. */
export class Memo<Value> {
  readonly #made = new Map<string, Value>();
  readonly #most: number;
  readonly #longest: number;

  /**
   * @param most texts that are remembered
   * @param longest characters of one; longer ones are made each time
   */
  constructor(most: number, longest: number) {
    this.#most = most;
    this.#longest = longest;
  }

  of(text: string, make: (text: string) => Value): Value {
    const before = this.#made.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (this.#made.size >= this.#most) this.#made.clear();
    if (text.length <= this.#longest) this.#made.set(text, made);
    return made;
  }
}
