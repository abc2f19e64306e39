import { likelyException, type PythonException } from './python-exception.js';
import { statement } from './python-traceback.js';

const MOST_VALUES = 40;

/** What doctest says of an example that failed: what was expected, what came, or what was raised instead. */
export class DoctestExample {
  readonly #expected: string[] = [];
  readonly #got: string[] = [];
  /** Where the lines go that are read now. */
  #into: string[] | undefined;
  #isRaised = false;
  /** What the example raised. */
  raised: PythonException | undefined;

  /**
   * Takes a line below `Failed example:`, or below the source that pytest shows.
   * @returns whether it tells what is wrong
   */
  take(text: string): boolean {
    const heading = /^(?:(?<which>Expected|Got)(?:(?<nothing> nothing)|:)|(?<raised>Exception raised):)$/.exec(
      text,
    )?.groups;
    if (heading) return this.#open(heading);
    const value = text.replace(/^ {4}/, '');
    if (this.#isRaised) {
      const raised = /^\s/.test(value) ? undefined : likelyException(value);
      this.raised = raised ?? this.raised;
      return raised !== undefined;
    }
    if (this.#into === undefined || text.trim() === '' || value === text || this.#into.length >= MOST_VALUES)
      return false;
    this.#into.push(value);
    return true;
  }

  #open({ which, nothing, raised }: Record<string, string | undefined>): boolean {
    this.#isRaised = raised !== undefined;
    const into = which === 'Expected' ? this.#expected : this.#got;
    this.#into = raised === undefined ? into : undefined;
    if (which !== undefined && nothing !== undefined) into.push('nothing');
    return nothing !== undefined;
  }

  /** The first lines that differ; undefined before both are known. */
  get message(): string | undefined {
    if (this.raised) return statement(this.raised);
    if (this.#got.length === 0 || this.#expected.length === 0) return undefined;
    const length = Math.max(this.#expected.length, this.#got.length);
    const differs = Array.from({ length }, (_, at) => at).find((at) => this.#expected[at] !== this.#got[at]) ?? 0;
    return `expected ${this.#expected[differs] ?? 'no more'}, got ${this.#got[differs] ?? 'no more'}`;
  }
}
