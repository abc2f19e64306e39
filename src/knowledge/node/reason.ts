/** Words that only announce the values below: `Expected values to be strictly equal:`, `expect(received).toBe(expected) // …`. */
const ANNOUNCES = /:$|\((?:received|actual|locator)\b.{0,200}\)(?:\.\w{1,60}){0,2}(?:\(.{0,80}\))?(?: \/\/ .{1,60})?$/;
/** The legend of a comparison, the code around, a frame or a place. */
const NO_VALUE =
  /^\s*(?:[-+] ?(?:actual|expected|received)\b.{0,60}|(?:>\s*)?\d{1,7} ?\|.*|at \S.*|[❯›] \S.*|⎯{3,}.*)$/i;
const MOST_VALUES = 4;

/** Why a test failed, in the lines below its name: the first one, and the values where that one only announces them. */
export class Reason {
  #message: string | undefined;
  /** How many lines of values it took; the most where it takes no more. */
  #values = 0;

  /** Undefined until a line said something. */
  get message(): string | undefined {
    return this.#message;
  }

  /** Gives the message where no line says it alone; the first one stays. */
  say(message: string): void {
    this.#message ??= message;
  }

  /** What is said further down says it better. */
  replace(message: string): void {
    this.#message = message;
    this.#values = MOST_VALUES;
  }

  /** Offers the next line; true where it is the one that says why. */
  take(text: string): boolean {
    const said = text.trim();
    if (this.#message === undefined) {
      if (said !== '') this.#message = said;
      return said !== '';
    }
    if (this.#values < MOST_VALUES) this.#value(said);
    return false;
  }

  #value(said: string): void {
    const isFirst = this.#values === 0;
    const isExpected = isFirst ? ANNOUNCES.test(this.#message ?? '') : said !== '' || this.#message?.endsWith(':');
    if (!isExpected || NO_VALUE.test(said)) this.#values = MOST_VALUES;
    else if (said !== '') {
      this.#message = `${this.#message} ${said}`;
      this.#values++;
    }
  }
}
