import { KnownError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';

/** The inputs as the runner hands them over: `fail-on` is the variable INPUT_FAIL-ON, with action.yml's default where the user wrote none. */
export class Given {
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#env = env;
  }

  verbatim(name: string): string {
    return this.#env[`INPUT_${name.toUpperCase()}`] ?? '';
  }

  text(name: string): string {
    return this.verbatim(name).trim();
  }

  lines(name: string): string[] {
    return this.verbatim(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }

  /** YAML's own words for true and false, as @actions/core takes them. */
  yes(name: string, otherwise: boolean): boolean {
    const value = this.text(name);
    if (value === '') return otherwise;
    if (/^(true|True|TRUE)$/.test(value)) return true;
    if (/^(false|False|FALSE)$/.test(value)) return false;
    throw new KnownError('bad-input', {
      where: name,
      what: `${JSON.stringify(value)} is neither true nor false`,
      fix: 'Write true or false',
    });
  }

  /** One of the words that there are; undefined where nothing was written. */
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === '') return undefined;
    const known = choices.find((word) => word === value);
    if (known !== undefined) return known;
    const meant = nearest(value, choices);
    throw new KnownError('bad-input', {
      where: name,
      what: `${JSON.stringify(value)} is not one of ${choices.join(', ')}`,
      fix: meant === undefined ? 'Write one of these' : `Did you mean ${meant}?`,
    });
  }
}
