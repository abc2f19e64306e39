import { cpus } from 'node:os';
import { markdownTable } from 'markdown-table';
import type { FleetSize } from './plan.js';

export interface Ran {
  readonly seconds: number;
  /** MiB the process held after each tenth of its time. */
  readonly memory: readonly number[];
}

/** Something planted in a fleet, and what a history said of it. */
export interface Truth {
  readonly planted: string;
  readonly wanted: string;
  readonly found: string | number | null | undefined;
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
}

/** What a fleet measured, as a page. */
export function figuresPage({ size, batch, add, again, top, bytes, truths }: Measured): string {
  const per = ({ seconds }: Ran) =>
    `${seconds.toFixed(1)} s, ${Math.round(size.logs / seconds).toLocaleString('en-US')} a second`;
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

${size.logs.toLocaleString('en-US')} logs of ${size.repositories} repositories over ${size.days} days, made from the recorded runs (seed ${size.seed}), on ${cpus()[0]?.model ?? 'an unknown machine'},
of which other programs used a part. Written by \`npm run fleet\`.

${markdownTable(rows)}

What was planted in them:

${markdownTable([['planted', 'wanted', ''], ...found])}
`;
}
