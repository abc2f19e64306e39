import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** How Wrangler 2 to 4 reports what Cloudflare's API refused; the reason stands below, indented. */
const START =
  /^\s{0,4}(?:✘|Γ£ÿ|X) \[ERROR\] (?<message>A request to the Cloudflare API \((?<path>[^)]{1,300})\) failed\.)/;
const MOST_LINES = 8;

/** A call to Cloudflare's API that ended `wrangler deploy` or another command. */
export const wrangler: Parser = {
  name: 'wrangler',
  anchors: ['A request to the Cloudflare API '],
  start(line) {
    const match = START.exec(line.text);
    return match ? new WranglerReading(line, match) : undefined;
  },
};

class WranglerReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #path: string;
  #message: string;
  #code: string | undefined;

  constructor(line: Line, match: RegExpExecArray) {
    this.#excerpt.add(line, true);
    this.#path = match.groups?.['path'] as string;
    this.#message = match.groups?.['message'] as string;
  }

  next(line: Line): 'more' | 'refused' {
    if (!/^(?:\s|$)/.test(line.text) || this.#excerpt.size > MOST_LINES) return 'refused';
    const reason = /^\s+(?<message>\S.{1,500}) \[code: (?<code>\d{3,8})\]/.exec(line.text)?.groups;
    if (reason && this.#code === undefined) {
      this.#message = reason['message'] as string;
      this.#code = reason['code'] as string;
    }
    this.#excerpt.add(line, reason !== undefined);
    return 'more';
  }

  end() {
    const failure = this.#excerpt.failure({
      tool: 'cloud',
      kind: 'command',
      name: this.#path,
      message: this.#message,
      ...(this.#code && { code: this.#code }),
    });
    return { failures: [failure] };
  }
}
