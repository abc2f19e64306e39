import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

const PREFIX = /^(?:npm (?:ERR!|error) )?gyp (?:ERR!|WARN|info) ?/;
const ERROR = /^(?:npm (?:ERR!|error) )?gyp ERR! (?<text>.{0,800})$/;
/** Compilers and make stand before the errors. */
const BEFORE =
  /: (?:fatal )?error: |^(?:npm (?:ERR!|error) )?make(?:\[\d+\])?: |: No such file or directory|: (?:command )?not found$/;
/** What gyp itself, the program that node-gyp calls, could not do with `binding.gyp`. */
const GYP = /^(?:npm (?:ERR!|error) )?gyp: (?<message>\S.{0,500})/;
const MOST_LINES = 200;

/** node-gyp's report about a native addon that it could not configure or compile, alone or inside npm's. */
export const nodeGyp: Parser = {
  name: 'node-gyp',
  anchors: ['gyp ERR!'],
  start(line, before) {
    return ERROR.test(line.text) ? new GypReading(line, before) : undefined;
  },
};

class GypReading implements Reading {
  readonly #excerpt = new Excerpt();
  #message: string | undefined;
  #package: string | undefined;
  #foreign = 0;

  constructor(line: Line, before: readonly Line[]) {
    for (const each of before.slice(-30))
      if (each.step === line.step && (BEFORE.test(each.text) || GYP.test(each.text))) this.#hear(each);
    this.#take(line);
  }

  next(line: Line): 'more' | 'refused' {
    if (this.#excerpt.size > MOST_LINES) return 'refused';
    if (PREFIX.test(line.text)) this.#take(line);
    else if (line.text.trim() === '' || ++this.#foreign > 5) return 'refused';
    return 'more';
  }

  end() {
    const failure = this.#excerpt.failure({
      tool: 'npm',
      kind: 'dependency',
      code: 'node-gyp',
      message: this.#message ?? 'a native addon could not be compiled',
      ...(this.#package && { name: this.#package }),
    });
    return { failures: [failure] };
  }

  /** What stands above the report. */
  #hear(line: Line): void {
    const said = GYP.exec(line.text)?.groups?.['message'];
    if (said !== undefined) this.#message ??= said;
    this.#excerpt.add(line, said !== undefined || / error: | not found$/.test(line.text));
  }

  #take(line: Line): void {
    const text = ERROR.exec(line.text)?.groups?.['text'] ?? '';
    const told = /^(?:stack )?Error: (.{1,500})|^(find Python .{1,200})/.exec(text);
    const isTelling = told !== null && this.#message === undefined;
    if (told && isTelling) this.#message = told[1] ?? told[2];
    const name = /^\$npm_package_name (\S{1,200})/.exec(text)?.[1];
    if (name) this.#package = name;
    this.#excerpt.add(line, isTelling);
  }
}
