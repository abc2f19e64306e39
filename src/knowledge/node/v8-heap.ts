import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

const MOST_LINES = 80;
/** Texts of V8 (`V8::FatalProcessOutOfMemory`) and of Node's worker threads (`ERR_WORKER_OUT_OF_MEMORY`). */
const START =
  /(?:FATAL ERROR: .{1,200}|Error(?: \[ERR_WORKER_OUT_OF_MEMORY\])?: Worker terminated due to reaching memory limit: )(?:JavaScript|JS) heap out of memory/;
const COLLECTOR = /^(?:<--- Last few GCs --->|\[\d+:0x[0-9a-f]+\]|<--- JS stacktrace --->)/;

/** A JavaScript heap that reached its limit: the process aborts, or a worker thread ends. */
export const v8Heap: Parser = {
  name: 'v8-heap',
  anchors: ['heap out of memory'],
  start(line, before) {
    return START.test(line.text) ? new HeapReading(line, before) : undefined;
  },
};

class HeapReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #message: string;
  readonly #heap: number | undefined;

  constructor(line: Line, before: readonly Line[]) {
    const collector = before.filter((each) => each.step === line.step && COLLECTOR.test(each.text)).slice(-6);
    for (const each of collector) this.#excerpt.add(each);
    this.#excerpt.add(line, true);
    this.#message = (START.exec(line.text) as RegExpExecArray)[0].replace(/^FATAL ERROR: |^Error: /, '');
    // `Mark-Compact 4083.5 (4129.0) -> 4083.1 (4130.7) MB`: megabytes in use before the last collection.
    const used = collector
      .map((each) => /(?:Mark-[Cc]ompact|Mark-sweep|Scavenge)[^0-9]{0,20}(\d+(?:\.\d+)?) \(/.exec(each.text)?.[1])
      .findLast((each) => each !== undefined);
    this.#heap = used === undefined ? undefined : Math.round(Number(used));
  }

  next(line: Line): 'more' | 'refused' {
    const isStack =
      /^(?:-{3,} ?Native stack trace|\s{0,3}\d{1,3}: 0x|\s*$|<--- JS stacktrace|\s{1,4}❯ |\s{2,}at |⎯)/.test(line.text);
    if (!isStack || this.#excerpt.size > MOST_LINES) return 'refused';
    this.#excerpt.add(line);
    return 'more';
  }

  end() {
    const facts = this.#heap === undefined ? {} : { heapMegabytes: this.#heap };
    return {
      failures: [
        this.#excerpt.failure({
          tool: 'node',
          kind: 'exception',
          code: 'ERR_HEAP_OUT_OF_MEMORY',
          message: this.#message,
          facts,
        }),
      ],
    };
  }
}
