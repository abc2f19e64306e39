import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** The heading of `memray stats`. Source: memray/reporters/stats.py. */
const HEADING = /\bTop \d{1,4} largest allocating locations \(by size\):\s{0,4}$/;
/** `\t- load:/srv/depot/mem.py:6 -> 780.000MB` */
const ROW =
  /^\s{0,40}- (?<function>[^:]{1,200}):(?<file>.{1,500}?):(?<line>\d{1,7}) -> (?<size>\d{1,9}(?:\.\d{1,6})?)(?<unit>[kKMGT]?i?B)\s{0,4}$/;
const MEBIBYTES: Readonly<Record<string, number>> = { B: 2 ** -20, KB: 2 ** -10, MB: 1, GB: 2 ** 10, TB: 2 ** 20 };
const MOST_ROWS = 100;

/** The places that held most when a program's memory was at its peak, by Python's profiler memray. */
export const memray: Parser = {
  name: 'memray',
  anchors: [' largest allocating locations (by size)'],
  start: (line) => (HEADING.test(line.text) ? new StatsReading(line) : undefined),
};

interface Place {
  readonly file: string;
  readonly line: number;
  readonly mebibytes: number;
}

class StatsReading implements Reading {
  readonly #excerpt = new Excerpt();
  #most: Place | undefined;

  constructor(heading: Line) {
    this.#excerpt.add(heading);
  }

  next(line: Line): 'more' | 'refused' {
    if (!/^\s{0,40}- /.test(line.text) || this.#excerpt.size > MOST_ROWS) return 'refused';
    const place = placeIn(line.text);
    const isMost = place !== undefined && this.#most === undefined;
    if (isMost) this.#most = place;
    this.#excerpt.add(line, isMost);
    return 'more';
  }

  end(): Findings {
    const most = this.#most;
    if (most === undefined) return { failures: [] };
    const name = `${most.file}:${most.line}`;
    const heldMiB = Math.round(most.mebibytes * 100) / 100;
    const failure = this.#excerpt.failure({
      tool: 'profiler',
      kind: 'measurement',
      name,
      message: `${name}: ${heldMiB} MiB held`,
      facts: { measured: 'memory', heldMiB },
      location: { file: most.file, line: most.line },
    });
    return { failures: [failure] };
  }
}

/** A line without a place, as `<stack trace unavailable> -> 1.2GB`, gives none. */
function placeIn(text: string): Place | undefined {
  const { file, line, size, unit = '' } = ROW.exec(text)?.groups ?? {};
  if (file === undefined) return undefined;
  const factor = MEBIBYTES[unit.toUpperCase().replace('I', '')] ?? 1;
  return { file, line: Number(line), mebibytes: Number(size) * factor };
}
