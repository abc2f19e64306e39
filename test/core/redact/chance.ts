/** Characters by chance, the same for the same seed (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** An integer from 0 to below `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  of(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[this.below(alphabet.length)]).join('');
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  letters(length: number): string {
    return this.of(`${LOWER}${UPPER}${DIGITS}`, length);
  }

  hex(length: number): string {
    return this.of('0123456789abcdef', length);
  }

  /** As programs that make passwords make them: no blanks, no quotes, of several kinds of characters. */
  password(): string {
    const first = this.pick(['k', 'R', 'w', 'Z']);
    return `${first}${this.of(DIGITS, 2)}${this.letters(7)}${this.of('#!+^_-', 1)}${this.letters(6)}${this.of(DIGITS, 1)}`;
  }

  /** Three parts of base64url; the first is that of every such token. */
  jwt(payload: number): string {
    const url = `${LOWER}${UPPER}${DIGITS}_-`;
    const header = Buffer.from('{"alg":"RS256","typ":"JWT"}').toString('base64url');
    return `${header}.${'ey'}J${this.of(url, payload)}.${this.of(url, 42)}A`;
  }
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
