import { cpus } from 'node:os';
import { markdownTable } from 'markdown-table';
import type { FleetSize } from './plan.js';
import type { Ran } from './run.js';

/** Something planted in a fleet, and what a history said of it. */
export interface Truth {
  readonly planted: string;
  readonly wanted: string;
  readonly found: string | number | null | undefined;
}

/** The same records on an engine. */
export interface OnEngine {
  readonly name: string;
  /** Why it was left out. */
  readonly missing?: string;
  readonly ran?: Omit<Ran, 'said'>;
  /** Whether it answered what one process does, byte for byte after sorting. */
  readonly same?: boolean;
}

export interface Measured {
  readonly size: FleetSize;
  readonly batch: Ran;
  readonly add: Ran;
  /** The same answers a second time. */
  readonly again: Ran;
  readonly top: Ran;
  /** Of the database. */
  readonly bytes: number;
  readonly truths: readonly Truth[];
  readonly engines: readonly OnEngine[];
}

/** So many executors on paper, each with a core. */
const MANY = 1_000;
/** Records that an executor is given at once, and what the start of a process for them costs in seconds. */
const PARTITION = { records: 1_000, start: 1 } as const;

const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');

/** What a fleet measured, as a page. */
export function figuresPage(measured: Measured): string {
  const { size, batch, add, again, top, bytes, truths, engines } = measured;
  const per = ({ seconds }: Ran) => `${seconds.toFixed(1)} s, ${grouped(size.logs / seconds)} a second and core`;
  const rows = [
    ['', 'measured'],
    ['`batch`, one process', per(batch)],
    ['memory it held after each tenth of the time, MiB', batch.memory.join(', ')],
    ['`history add`', per(add)],
    ['`history add` of the same again', per(again)],
    ['`history top`', `${top.seconds.toFixed(1)} s with the start of the program`],
    ['the database', `${(bytes / 1_048_576).toFixed(1)} MiB, ${Math.round(bytes / size.logs)} bytes a log`],
  ];
  const found = truths.map(({ planted, wanted, found: said }) => [
    planted,
    wanted,
    wanted === said ? 'found' : `missed: ${said}`,
  ]);
  return `# A fleet, measured

${grouped(size.logs)} logs of ${size.repositories} repositories over ${size.days} days, made from the recorded runs (seed ${size.seed}), on ${cpus()[0]?.model ?? 'an unknown machine'},
of which other programs used a part: seconds are those of the processor, where nothing else is said. Written by \`npm run fleet\`.

${markdownTable(rows)}

What was planted in them:

${markdownTable([['planted', 'wanted', ''], ...found])}
${engines.length === 0 ? '' : enginesSection(measured)}`;
}

function enginesSection({ size, batch, engines }: Measured): string {
  const rows = engines.map(({ name, missing, ran, same }) => [
    name,
    ran === undefined ? `left out: ${missing}` : `${ran.seconds.toFixed(0)} s`,
    ran === undefined ? '' : `${ran.elapsed.toFixed(0)} s`,
    same === undefined ? '' : same ? 'the same' : 'others',
  ]);
  const one = size.logs / batch.seconds;
  const each = PARTITION.records / (PARTITION.records / one + PARTITION.start);
  return `
The same records on engines ([recipes](README.md)):

${markdownTable([['', 'processors', 'clock', 'records beside those of one process'], ...rows])}

On paper: a partition of ${grouped(PARTITION.records)} records costs a process's start (${PARTITION.start} s) and ${(PARTITION.records / one).toFixed(1)} s, so an executor with a core answers ${grouped(each)} a
second, and ${grouped(MANY)} of them ${grouped(each * MANY)}: nothing is shared between partitions but what the engine itself keeps of them. A million
logs are then ${grouped(1_000_000 / PARTITION.records)} partitions, one for each, and as long as the slowest of them: ${(PARTITION.records / each).toFixed(1)} s and the engine's own start.
`;
}
