/** Names by pattern: `*` stands for anything, `?` for one character; a pattern that begins with ! takes out what others name. */
export class Names {
  readonly #including: readonly string[];
  readonly #excluding: readonly string[];

  constructor(patterns: readonly string[]) {
    this.#including = patterns.filter((pattern) => !pattern.startsWith('!'));
    this.#excluding = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  }

  includes(name: string): boolean {
    return (
      this.#including.some((pattern) => matches(pattern, name)) &&
      !this.#excluding.some((pattern) => matches(pattern, name))
    );
  }

  /** The patterns that name none of these. */
  unmatched(names: readonly string[]): readonly string[] {
    return this.#including.filter((pattern) => !names.some((name) => matches(pattern, name)));
  }
}

/** At worst as many steps as both are long multiplied: on a mismatch only the last `*` takes one character more. */
function matches(pattern: string, name: string): boolean {
  let [at, read, star, taken] = [0, 0, -1, 0];
  while (read < name.length) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = at++;
      taken = read;
    } else if (wanted === '?' || wanted === name[read]) {
      at++;
      read++;
    } else if (star >= 0) {
      at = star + 1;
      read = ++taken;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
