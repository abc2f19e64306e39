import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/**
 * `make: *** [Makefile:3: all] Error 2`, older `make: *** [all] Error 2`, `make[1]: *** [all] Killed`; the word before the number
 * is in the language of the machine.
 */
const RECIPE =
  /^(?:\S{1,200}\/)?(?:g|mingw32-)?make(?:\[\d+\])?: \*\*\* \[(?<target>[^\]]{1,300})\] (?:\p{L}{2,20} (?<code>-?\d{1,10})|(?<signal>\p{L}[\p{L} ]{2,60}(?: \([\p{L} ]{3,40}\))?))(?<ignored> \(ignored\))?$/u;
/** BSD's make: `*** [all] Error code 2`, `*** Signal 11`, where it goes on `(continuing)`. */
const BSD =
  /^\*\*\* (?:\[(?<target>[^\]]{1,300})\] )?(?:Error code|Signal) (?<code>\d{1,10})(?: \(continuing\))?(?<ignored> \(ignored\))?$/;
const OWN =
  /^(?:\S{1,200}\/)?(?:g|mingw32-)?make(?:\[\d+\])?: \*\*\* (?<message>(?:No rule to make target|No targets specified|missing separator|multiple target|.{1,200}: No such file).{0,400})/;
const PLACE = /^(?<file>[^\s:]{1,200}):(?<line>\d{1,7}): \*\*\* (?<message>.{1,400})/;

/** Make's errors. A recipe that failed is a wrapper: its own output says why. */
export const make: Parser = {
  name: 'make',
  anchors: [': *** ', '*** [', '*** Error code ', '*** Signal '],
  start(line) {
    const recipe = (RECIPE.exec(line.text) ?? BSD.exec(line.text))?.groups;
    if (recipe) return recipe['ignored'] ? undefined : new MakeReading(line, 'wrapper', recipe);
    const own = (OWN.exec(line.text) ?? PLACE.exec(line.text))?.groups;
    return own ? new MakeReading(line, 'cause', own) : undefined;
  },
};

class MakeReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #role: 'cause' | 'wrapper';
  readonly #groups: Record<string, string | undefined>;
  readonly #text: string;

  constructor(line: Line, role: 'cause' | 'wrapper', groups: Record<string, string | undefined>) {
    this.#excerpt.add(line, true);
    this.#role = role;
    this.#groups = groups;
    this.#text = line.text;
  }

  next(): 'refused' {
    return 'refused';
  }

  end() {
    const { target, code, file, line, message } = this.#groups;
    const failure = this.#excerpt.failure({
      tool: 'shell',
      kind: 'build',
      role: this.#role,
      message: message ?? this.#text.slice(this.#text.indexOf('***') + 4),
      code: 'make',
      ...(target && { name: target.slice(target.lastIndexOf(' ') + 1) }),
      ...(file && { location: { file, line: Number(line) } }),
      facts: Number(code) > 0 ? { exitCode: Number(code) } : {},
    });
    return { failures: [failure] };
  }
}
