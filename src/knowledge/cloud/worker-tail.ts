import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** What `wrangler tail` calls an outcome in words, and in JSON. */
const OUTCOMES: Readonly<Record<string, string>> = {
  'Exceeded CPU Limit': 'exceededCpu',
  'Exceeded Memory Limit': 'exceededMemory',
  'Exception Thrown': 'exception',
  Canceled: 'canceled',
  'Response Stream Disconnected': 'responseStreamDisconnected',
  'Internal Error': 'internalError',
  'Load Shed': 'loadShed',
  'Script Not Found': 'scriptNotFound',
};
/** Only the log in JSON has a name for it. */
const WALL_TIME = 'exceededWallTime';
/** The caller left before the answer was whole: nothing failed in the worker by itself. */
const LEFT = new Set(['canceled', 'responseStreamDisconnected']);
/** `GET https://… - Exceeded CPU Limit @ 1/2/2026, …`, `Alarm @ … - Exception Thrown`, `"* * * * *" @ …`, `Unknown Event - …`. */
const PRETTY = new RegExp(
  String.raw`^(?<event>(?:[A-Z]{3,10} https?:\/\/\S{1,1000}|\[missing request\]|Unknown Event|Alarm|Queue \S{1,100}|Email from:|"[^"]{1,60}").{0,200}?)` +
    `(?: - (?<outcome>${Object.keys(OUTCOMES).join('|')}))(?: @ .{1,60})?$`,
);
/** `"outcome": "exceededCpu"`, indented or all on one line. */
const JSON_OUTCOME = new RegExp(`"outcome": ?"(?<outcome>${[...Object.values(OUTCOMES), WALL_TIME].join('|')})"`);
/** `[wrangler:err] TypeError: …` and `✘ [ERROR] Uncaught TypeError: …` of `wrangler dev`. */
const DEV =
  /^(?:\[wrangler:err(?:or)?\] |(?:✘|X) \[ERROR\] {1,3}Uncaught (?:\([\w ]{1,30}\) )?)(?<name>[\w$.]{0,80}(?:Error|Exception)): (?<message>.{1,1000})/;
const MOST_LINES = 300;

/** A worker on Cloudflare that threw or used up what it may use: `wrangler tail` (pretty and JSON) and `wrangler dev`. */
export const workerTail: Parser = {
  name: 'worker-tail',
  anchors: [...Object.keys(OUTCOMES).map((outcome) => ` - ${outcome}`), '"outcome":', '[wrangler:err', '[ERROR] '],
  start(line, before) {
    const { text } = line;
    const pretty = PRETTY.exec(text)?.groups;
    if (pretty)
      return new WorkerReading(
        [line],
        OUTCOMES[pretty['outcome'] as string] as string,
        /^ {2,}\(\w{1,10}\) |^\s{0,4}(?:✘|X) \[ERROR\]|^\s*$|^\s{2,}\S/,
        text,
      );
    const json = JSON_OUTCOME.exec(text)?.groups?.['outcome'];
    if (json !== undefined) return jsonReading(line, before, json);
    const dev = DEV.exec(text)?.groups;
    return (
      dev && new WorkerReading([line], 'exception', /^\s{2,}(?:at |\[cause\]|\S)/, `${dev['name']}: ${dev['message']}`)
    );
  },
};

/** Only the events of a worker have these beside their outcome. */
function jsonReading(line: Line, before: readonly Line[], outcome: string): Reading | undefined {
  if (line.text.startsWith('{'))
    return /"(?:scriptName|exceptions|eventTimestamp)":/.test(line.text)
      ? new WorkerReading([line], outcome, undefined, line.text)
      : undefined;
  const open = before.findLastIndex(({ text }) => /^\s{0,2}\{$/.test(text));
  const head = open < 0 ? [] : before.slice(open);
  return /^\s{1,8}"outcome"/.test(line.text) && head.length > 0
    ? new WorkerReading([...head, line], outcome, /^\s|^\}/, line.text)
    : undefined;
}

class WorkerReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #outcome: string;
  readonly #belongs: RegExp | undefined;
  #message: string;
  readonly isDone: boolean;

  constructor(lines: readonly Line[], outcome: string, belongs: RegExp | undefined, message: string) {
    this.#outcome = outcome;
    this.#belongs = belongs;
    this.isDone = belongs === undefined;
    this.#message = message.trim().slice(0, 500);
    for (const [index, line] of lines.entries()) this.#excerpt.add(line, index === lines.length - 1);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (!this.#belongs?.test(line.text) || this.#excerpt.size >= MOST_LINES || PRETTY.test(line.text)) return 'refused';
    const isNamed = /\[ERROR\] {1,4}\w{0,60}(?:Error|Exception)?:|"message": ?"/.test(line.text);
    this.#excerpt.add(line, isNamed);
    if (isNamed) this.#message = named(line.text);
    return line.text === '}' ? 'done' : 'more';
  }

  end() {
    const failure = this.#excerpt.failure({
      tool: 'cloud',
      kind: LEFT.has(this.#outcome) ? 'measurement' : 'exception',
      code: this.#outcome,
      message: this.#message,
    });
    return { failures: [failure] };
  }
}

/** The exception of a line: `✘ [ERROR]   TypeError: …` or `"message": "…",`. */
function named(text: string): string {
  return text
    .replace(/^.{0,8}\[ERROR\] {1,4}|^\s{0,20}"message": ?"/, '')
    .replace(/",?$/, '')
    .slice(0, 500);
}
