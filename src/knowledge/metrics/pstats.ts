import type { Line } from '../../core/domain/line.js';
import { share } from '../../core/parse/cells.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

const HEAD =
  /^\s{0,20}(\d{1,15}) function calls (?:\(\d{1,15} primitive calls\) )?in (\d{1,9}\.\d{3}) (?:CPU )?seconds$/;
const COLUMNS = /^\s{0,20}ncalls\s{1,10}tottime\s/;
/** `calls tottime percall cumtime percall where`; calls are `5/1` where a function called itself. */
const ROW =
  /^\s{0,20}(\d{1,15}(?:\/\d{1,15})?)\s{1,20}(\d{1,9}\.\d{3})\s{1,20}\d{1,9}\.\d{3}\s{1,20}(\d{1,9}\.\d{3})\s{1,20}\d{1,9}\.\d{3}\s(\S.{0,500})$/;
const MOST_ROWS = 2000;
const MOST_KEYS = 4;

/**
 * A profile as `pstats` and `cProfile` print it. Told beside a failure, or where the file begins with it: a program's
 * output of at most a screen before it counts as part of the profile.
 */
export const pstats: Parser = {
  name: 'pstats',
  anchors: [' function calls '],
  start(line, before) {
    const [, , seconds] = HEAD.exec(line.text.trimEnd()) ?? [];
    if (seconds === undefined) return undefined;
    return new ProfileReading(line, Number(seconds), line.number - 1 <= before.length && line.number < 50);
  },
};

interface Row {
  readonly line: Line;
  readonly calls: string;
  readonly own: number;
  readonly cumulative: number;
  readonly where: string;
}

class ProfileReading implements Reading {
  readonly #head: Line;
  readonly #seconds: number;
  readonly #rows: Row[] = [];
  #columns: Line | undefined;
  #isAlone: boolean;

  constructor(head: Line, seconds: number, isAlone: boolean) {
    this.#head = head;
    this.#seconds = seconds;
    this.#isAlone = isAlone;
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const { text } = line;
    if (COLUMNS.test(text)) this.#columns = line;
    const [, calls, own, cumulative, where] = ROW.exec(text.trimEnd()) ?? [];
    if (calls !== undefined) {
      if (this.#rows.length < MOST_ROWS)
        this.#rows.push({ line, calls, own: Number(own), cumulative: Number(cumulative), where: where as string });
      return 'more';
    }
    if (text.trim() === '' || line === this.#columns) return 'more';
    if (/^\s{0,10}(?:Ordered by|List reduced|Random listing order)/.test(text)) return 'more';
    // Something follows: this is a log with a profile in it, not a profile.
    this.#isAlone = false;
    return 'refused';
  }

  end(): Findings {
    const [hottest] = [...this.#rows].sort((a, b) => b.own - a.own);
    if (hottest === undefined) return { failures: [] };
    const top = [...this.#rows].sort((a, b) => b.own - a.own).slice(0, MOST_KEYS);
    const excerpt = new Excerpt().add(this.#head, true);
    if (this.#columns) excerpt.add(this.#columns);
    for (const row of this.#rows) excerpt.add(row.line, top.includes(row));
    const [, file, number, name] = /^(.{1,400}):(\d{1,7})\((.{1,200})\)$/.exec(hottest.where) ?? [];
    const location = file !== undefined && Number(number) > 0 ? { file, line: Number(number) } : undefined;
    const failure = excerpt.failure({
      tool: 'profiler',
      kind: 'measurement',
      role: this.#isAlone ? 'cause' : 'aside',
      name: name ?? hottest.where,
      message: `${hottest.where} took ${hottest.own} of ${this.#seconds} s`,
      facts: {
        measured: 'time',
        totalSeconds: this.#seconds,
        hotSeconds: hottest.own,
        hotShare: share(hottest.own, this.#seconds),
        calls: hottest.calls,
      },
      ...(location && { location }),
    });
    return { failures: [failure] };
  }
}
