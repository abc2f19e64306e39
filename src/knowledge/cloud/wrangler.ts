import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** How Wrangler 2 to 4 reports what Cloudflare's API refused; the reason stands below, indented. */
const START =
  /^\s{0,4}(?:✘|Γ£ÿ|X) \[ERROR\] (?<message>A request to the Cloudflare API \((?<path>[^)]{1,300})\) failed\.)/;
const MOST_LINES = 8;

/** Any other error of wrangler's own; esbuild's have a place below, and what a worker printed has no such end. */
const ERROR = /^\s{0,4}(?:✘|Γ£ÿ|X) \[ERROR\] (?!Uncaught )(?<message>\S.{0,1000})/;
/** From here on `wrangler dev` prints what the worker says in the same words. */
const SERVING = /\bReady on https?:/;
/** What wrangler prints when a command of its own ended with an error. */
const LOGGED = /^\s{0,4}\S{0,6}\s{1,4}Logs were written to "/;

/** A call to Cloudflare's API that ended `wrangler deploy` or another command. */
export const wrangler: Parser = {
  name: 'wrangler',
  anchors: ['A request to the Cloudflare API ', '[ERROR] '],
  start(line, before) {
    const match = START.exec(line.text);
    if (match) return new WranglerReading(line, match);
    const message = ERROR.exec(line.text)?.groups?.['message'];
    const isServing = before.some(({ text }) => SERVING.test(text));
    return message === undefined || isServing ? undefined : new ErrorReading(line, message);
  },
};

/** An error that ended the command, from its first line to the note where the log is. */
class ErrorReading implements Reading {
  readonly #excerpt = new Excerpt();
  #message: string;
  #isOwn = false;

  constructor(line: Line, message: string) {
    this.#message = message;
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const { text } = line;
    this.#isOwn = LOGGED.test(text);
    if (this.#isOwn) return 'done';
    const isPlace = /^\s+\S{1,400}:\d{1,7}:\d{1,7}:?$/.test(text);
    if (isPlace || !/^(?:\s|$)/.test(text) || this.#excerpt.size > MOST_LINES) return 'refused';
    const detail = /^\s+- (\S.{1,300})/.exec(text)?.[1];
    if (detail !== undefined && this.#message.endsWith(':')) this.#message = `${this.#message} ${detail}`;
    this.#excerpt.add(line, detail !== undefined);
    return 'more';
  }

  end(): Findings {
    if (!this.#isOwn) return { failures: [] };
    return {
      failures: [this.#excerpt.failure({ tool: 'cloud', kind: 'command', name: 'wrangler', message: this.#message })],
    };
  }
}

class WranglerReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #head: Line;
  readonly #path: string;
  #message: string;
  #code: string | undefined;

  constructor(line: Line, match: RegExpExecArray) {
    this.#head = line;
    this.#excerpt.add(line);
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
    // The reason is the line to cite; the call it is the answer to belongs to the proof.
    const failure = this.#excerpt.markKey(this.#head).failure({
      tool: 'cloud',
      kind: 'command',
      name: this.#path,
      message: this.#message,
      ...(this.#code && { code: this.#code }),
    });
    return { failures: [failure] };
  }
}
