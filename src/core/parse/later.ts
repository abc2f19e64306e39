/**
 * A list that is made when somebody first looks at it: most of those who are offered the lines before theirs see by their own
 * line that they need none.
 */
export class Later<Value> {
  /** Reads as the list does. */
  readonly list: readonly Value[];
  readonly #values: Value[] = [];
  #make: (() => readonly Value[]) | undefined;

  constructor(make: () => readonly Value[]) {
    this.#make = make;
    this.list = new Proxy(this.#values, {
      get: (values, key) => {
        this.settle();
        const value: unknown = Reflect.get(values, key);
        return typeof value === 'function' ? value.bind(values) : value;
      },
    });
  }

  /** Makes the list now: what it is made of is about to go. */
  settle(): void {
    const make = this.#make;
    this.#make = undefined;
    if (make !== undefined) for (const value of make()) this.#values.push(value);
  }
}
