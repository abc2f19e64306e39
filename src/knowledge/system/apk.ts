import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

const MOST_LINES = 60;

/** Alpine's `ERROR: unable to select packages:` with the packages and reasons under it (apk-tools, solver errors and fetch warnings). */
export const apk: Parser = {
  name: 'apk',
  anchors: ['ERROR: unable to select packages', 'ERROR: unsatisfiable constraints'],
  start(line, before) {
    return /^ERROR: un(?:able to select packages|satisfiable constraints)/.test(line.text)
      ? new ApkReading(line, before)
      : undefined;
  },
};

class ApkReading implements Reading {
  readonly #excerpt = new Excerpt();
  #name: string | undefined;
  #reason: string | undefined;

  constructor(line: Line, before: readonly Line[]) {
    for (const each of before)
      if (
        each.step === line.step &&
        /^(?:WARNING: (?:fetching|updating|opening|Ignoring) |ERROR: http)/i.test(each.text)
      )
        this.#excerpt.add(each);
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    if (!/^\s+\S/.test(line.text) || this.#excerpt.size > MOST_LINES) return 'refused';
    const match = /^ {2}(\S{1,200}) (\((?:no such package|missing)\)|\(virtual\))?:?/.exec(line.text);
    if (match && this.#name === undefined) {
      this.#name = match[1];
      this.#reason = line.text.trim();
      this.#excerpt.add(line, true);
    } else this.#excerpt.add(line);
    return 'more';
  }

  end() {
    const message =
      this.#reason === undefined ? 'unable to select packages' : `unable to select packages: ${this.#reason}`;
    return {
      failures: [
        this.#excerpt.failure({
          tool: 'apt',
          kind: 'dependency',
          message,
          code: 'apk',
          ...(this.#name && { name: this.#name }),
        }),
      ],
    };
  }
}
