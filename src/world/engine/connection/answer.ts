import { fieldsOf, isRecord } from '../../../core/json.js';
/**
 * Looks into an answer of an engine. Engines leave members out, say null for empty and differ between versions, and a
 * saved answer may have been edited: whatever is not there, or not of the wanted type, is simply absent.
 */
export class Answer {
  readonly #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  at(...path: readonly string[]): Answer {
    let value = this.#value;
    for (const name of path) {
      if (!isRecord(value) || !Object.hasOwn(value, name)) return new Answer(undefined);
      value = value[name];
    }
    return new Answer(value);
  }

  /** A string, empty when there is none. */
  text(...path: readonly string[]): string {
    const value = this.at(...path).#value;
    return typeof value === 'string' ? value : '';
  }

  number(...path: readonly string[]): number | undefined {
    const value = this.at(...path).#value;
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  isTrue(...path: readonly string[]): boolean {
    return this.at(...path).#value === true;
  }

  has(name: string): boolean {
    return isRecord(this.#value) && Object.hasOwn(this.#value, name);
  }

  list(...path: readonly string[]): Answer[] {
    const value = this.at(...path).#value;
    return Array.isArray(value) ? value.map((each) => new Answer(each)) : [];
  }

  /** The strings of a list; of a single string, that one. */
  texts(...path: readonly string[]): string[] {
    const value = this.at(...path).#value;
    if (typeof value === 'string') return [value];
    return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
  }

  /** Members of an object, in its order. */
  entries(...path: readonly string[]): [string, Answer][] {
    const value = this.at(...path).#value;
    return Object.entries(fieldsOf(value)).map(([name, each]) => [name, new Answer(each)]);
  }
}
