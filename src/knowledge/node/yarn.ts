import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** Yarn 1's errors that name a reason (`yarn/src/reporters/lang/en.js`). */
const CLASSIC =
  /^error (?:Your lockfile needs to be updated|Couldn't find (?:package|any versions|the binary|a package\.json)|An unexpected error occurred|Received (?:invalid|malformed) |Command ".{1,100}" not found|Found incompatible module|.{1,200}: The engine ".{1,40}" is incompatible|Integrity check failed|https?:\/\/\S{1,500}: )/;
const CLASSIC_END = /^error Command failed with (?:exit code (?<code>\d+)|signal "(?<signal>\w+)")/;
/** Yarn 2 and later: `➤ YN0028: │ The lockfile would have been modified`. */
const BERRY =
  /^(?:.{0,12}┌.{0,40}|.{0,6}│?\s{0,4})?[➤\w∩Γ₧]{0,4}\s?(?<code>YN\d{4}): (?:│ |[└┌─· ]{1,4})?(?<text>.{1,500})/;
const MOST_LINES = 40;

/** Errors of Yarn, classic and modern. `Command failed with exit code` only says that the script before it failed. */
export const yarn: Parser = {
  name: 'yarn',
  anchors: [
    'error Your lockfile',
    "error Couldn't find",
    'error An unexpected error',
    'error Received ',
    'error Command ',
    'error Found incompatible',
    'error Integrity check',
    'The engine "',
    'error http',
    'Failed with errors in',
  ],
  start(line, before) {
    const end = CLASSIC_END.exec(line.text);
    if (end) return new ClassicReading(line, 'wrapper', Number(end.groups?.['code']));
    if (CLASSIC.test(line.text)) return new ClassicReading(line, 'cause', Number.NaN);
    if (BERRY.test(line.text) && line.text.includes('Failed with errors in')) return new BerryReading(line, before);
    return undefined;
  },
};

class ClassicReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #role: 'cause' | 'wrapper';
  readonly #exitCode: number;
  readonly #message: string;

  constructor(line: Line, role: 'cause' | 'wrapper', exitCode: number) {
    this.#excerpt.add(line, true);
    this.#role = role;
    this.#exitCode = exitCode;
    this.#message = line.text.replace(/^error /, '').slice(0, 500);
  }

  next(line: Line): 'more' | 'refused' {
    const isError = line.text.startsWith('error ') && !CLASSIC_END.test(line.text);
    if (this.#role === 'wrapper' || !(isError || line.text.startsWith('info ')) || this.#excerpt.size > MOST_LINES)
      return 'refused';
    this.#excerpt.add(line, isError);
    return 'more';
  }

  end() {
    const isWrapper = this.#role === 'wrapper';
    const failure = this.#excerpt.failure({
      tool: 'npm',
      kind: isWrapper ? 'command' : 'dependency',
      role: this.#role,
      message: this.#message,
      code: 'yarn',
      ...(this.#exitCode > 0 && { facts: { exitCode: this.#exitCode } }),
    });
    return { failures: [failure] };
  }
}

class BerryReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #first: RegExpExecArray | undefined;

  constructor(line: Line, before: readonly Line[]) {
    // Notices (YN0000), peer warnings (YN0002, YN0060, YN0086) and fetch statistics (YN0013, YN0019) are no errors.
    for (const each of before) {
      const match = BERRY.exec(each.text);
      if (
        !match ||
        each.step !== line.step ||
        /YN00(?:00|02|05|07|13|19|60|61|86|87)/.test(match.groups?.['code'] as string)
      )
        continue;
      this.#excerpt.add(each, true);
      this.#first ??= match;
    }
    this.#excerpt.add(line);
  }

  next(): 'refused' {
    return 'refused';
  }

  end() {
    const { code, text } = this.#first?.groups ?? {};
    return {
      failures: [
        this.#excerpt.failure({
          tool: 'npm',
          kind: 'dependency',
          message: text ?? 'Failed with errors',
          ...(code && { code }),
        }),
      ],
    };
  }
}
