import type { EvidenceV1, ReportV1 } from '../json/v1.js';
import { clip, oneLine } from '../safe/clean.js';

/** A line of a log that says when it was printed. */
export interface Moment {
  /** `2026-11-22 04:53:51 UTC`, or as written where it is no date we can read. */
  readonly time: string;
  /** Milliseconds since 1970; undefined where it cannot be read. */
  readonly at: number | undefined;
  readonly source: string;
  readonly line: number;
  readonly text: string;
  readonly url?: string;
}

/** A page has room for this many. */
const MOST_MOMENTS = 40;
const SECOND = 1_000;

/** The quoted lines that carry a time, in order of time, one for each second of a source. */
export function timeline({ diagnoses, unknown }: ReportV1): {
  readonly moments: readonly Moment[];
  readonly omitted: number;
} {
  const all = [...diagnoses, ...unknown].flatMap(({ evidence }) => evidence).flatMap(moment);
  const sorted = all.every(({ at }) => at !== undefined)
    ? [...all].sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || a.line - b.line)
    : all;
  const first = new Map<string, Moment>();
  for (const each of sorted) {
    const key = `${each.time} ${each.source}`;
    if (!first.has(key)) first.set(key, each);
  }
  const moments = [...first.values()];
  return { moments: moments.slice(0, MOST_MOMENTS), omitted: Math.max(0, moments.length - MOST_MOMENTS) };
}

/** From the first to the last moment, in words; undefined where there are no two that differ. */
export function span(moments: readonly Moment[]): string | undefined {
  const known = moments.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const [first, last] = [Math.min(...known), Math.max(...known)];
  if (known.length < 2 || last - first < SECOND) return undefined;
  const seconds = Math.floor((last - first) / SECOND);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  return parts
    .filter(([value]) => value > 0)
    .slice(0, 2)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

function moment({ source, line, text, time, url }: EvidenceV1): Moment[] {
  if (time === undefined || text.trim() === '') return [];
  const at = Date.parse(time.replace(' ', 'T').replace(',', '.'));
  const readable = !Number.isNaN(at) && /^\d{4}-\d\d-\d\d/.test(time);
  return [
    {
      time: readable ? `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC` : clip(oneLine(time), 60),
      at: readable ? at : undefined,
      source,
      line,
      text,
      ...(url !== undefined && { url }),
    },
  ];
}
