import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `str(Statistic)` and `str(StatisticDiff)` of Python's tracemalloc; the place is `file:line`, or a file alone. */
const ROW =
  /^\s{0,20}(?:#\d{1,5}: )?(\S.{0,500}?)(?::(\d{1,7}))?: size=(-?[\d.]{1,12}) (B|KiB|MiB|GiB|TiB)(?: \(([+-][\d.]{1,12}) (B|KiB|MiB|GiB|TiB)\))?, count=(\d{1,15})(?: \([+-]\d{1,15}\))?(?:, average=.{1,30})?$/;
const BYTES: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };
const MOST_ROWS = 500;
const MOST_KEYS = 4;

/**
 * Memory by the place that allocated it, or its growth between two snapshots. Told beside a failure, or where the file
 * begins with it.
 */
export const tracemalloc: Parser = {
  name: 'tracemalloc',
  anchors: [', count='],
  start(line, before) {
    const row = rowOf(line);
    if (row === undefined) return undefined;
    return new SnapshotReading(row, line.number - 1 <= before.length && line.number < 50);
  },
};

interface Row {
  readonly line: Line;
  readonly file: string;
  readonly at: number | undefined;
  readonly bytes: number;
  /** Only where two snapshots were compared. */
  readonly grown: number | undefined;
}

function rowOf(line: Line): Row | undefined {
  const text = line.text.trimEnd();
  if (!text.includes(': size=')) return undefined;
  const [, file, at, size, unit, grown, grownUnit] = ROW.exec(text) ?? [];
  if (file === undefined) return undefined;
  return {
    line,
    file,
    at: at === undefined ? undefined : Number(at),
    bytes: Number(size) * (BYTES[unit as string] ?? 1),
    grown: grown === undefined ? undefined : Number(grown) * (BYTES[grownUnit as string] ?? 1),
  };
}

class SnapshotReading implements Reading {
  readonly #rows: Row[];
  #isAlone: boolean;
  #others = 0;

  constructor(first: Row, isAlone: boolean) {
    this.#rows = [first];
    this.#isAlone = isAlone;
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const row = rowOf(line);
    if (row !== undefined) {
      this.#others = 0;
      if (this.#rows.length < MOST_ROWS) this.#rows.push(row);
      return 'more';
    }
    // Headings between tables, the source line below a row, a traceback of it.
    const isPart = /^\s*$|^\s*\[ ?.{1,80} ?\]$|^\s{2,}\S|^\d{1,6} other: size=|^Total allocated size: /.test(line.text);
    if (isPart && ++this.#others < 30) return 'more';
    this.#isAlone &&= isPart;
    return 'refused';
  }

  end(): Findings {
    const compared = this.#rows.filter(({ grown }) => grown !== undefined);
    const rows = compared.length > 0 ? compared : this.#rows;
    const weight = ({ grown, bytes }: Row): number => grown ?? bytes;
    const sorted = [...rows].sort((a, b) => weight(b) - weight(a));
    const [most] = sorted;
    if (most === undefined) return { failures: [] };
    const top = sorted.slice(0, MOST_KEYS);
    const excerpt = new Excerpt();
    for (const row of rows) excerpt.add(row.line, top.includes(row) && weight(row) > 0);
    const place = most.at === undefined ? most.file : `${most.file}:${most.at}`;
    const failure = excerpt.failure({
      tool: 'profiler',
      kind: 'measurement',
      role: this.#isAlone ? 'cause' : 'aside',
      name: place,
      message: `${place}: ${mebibytes(weight(most))} MiB ${most.grown === undefined ? 'held' : 'more than before'}`,
      facts: {
        measured: 'memory',
        heldMiB: mebibytes(most.bytes),
        ...(most.grown !== undefined && {
          grownMiB: mebibytes(most.grown),
          grownPercent: most.bytes > 0 ? Math.round((most.grown / most.bytes) * 100) : 0,
        }),
      },
      ...(most.at === undefined ? {} : { location: { file: most.file, line: most.at } }),
    });
    return { failures: [failure] };
  }
}

function mebibytes(bytes: number): number {
  return Math.round((bytes / 2 ** 20) * 100) / 100;
}
