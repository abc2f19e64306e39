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

/** Where a stamp stands: before a program's own words, behind a collector's name at most. */
const REACH = 200;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** `2026-11-28 21:14:09,311`, with or without a zone (`Z`, ` UTC`, ` +0100`). */
const ISO = /\b(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:([.,]\d{1,9}))?( ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)\b)?/;
/** `29/Nov/2026:03:00:00 +0000`, of nginx, Apache and what follows them. */
const ACCESS = /\b(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})\b/;
/** `11/28/2026, 9:14:07 PM`, of wrangler and Convex, in the zone of whoever looked. */
const AMERICAN = /\b(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d\d):(\d\d) ([AP])M\b/;

/** The stamp that a line carries itself, in ISO 8601; without a zone where it names none. */
function timeIn(line: string): string | undefined {
  const text = line.slice(0, REACH);
  const [, day, time, fraction = '', zone = ''] = ISO.exec(text) ?? [];
  if (day !== undefined) return `${day}T${time}${fraction.replace(',', '.')}${zoneOf(zone)}`;
  const [, date, month = '', year, clock, offset] = ACCESS.exec(text) ?? [];
  const at = MONTHS.indexOf(month) + 1;
  if (date !== undefined && at > 0) return `${year}-${two(at)}-${date}T${clock}${zoneOf(offset ?? '')}`;
  const [, m, d, y, hour, minute, second, half] = AMERICAN.exec(line.slice(-REACH)) ?? AMERICAN.exec(text) ?? [];
  if (m === undefined) return undefined;
  return `${y}-${two(m)}-${two(d)}T${two((Number(hour) % 12) + (half === 'P' ? 12 : 0))}:${minute}:${second}`;
}

function two(number: string | number | undefined): string {
  return String(number).padStart(2, '0');
}

function zoneOf(text: string): string {
  const zone = text.trim();
  return /^[+-]\d{4}$/.test(zone)
    ? `${zone.slice(0, 3)}:${zone.slice(3)}`
    : zone === ''
      ? ''
      : zone.replace(/UTC|GMT/, 'Z');
}

/** A date with a time and no zone: read as if it were UTC, so that all of one log keep their order, and not called so. */
const ZONELESS = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?$/;

function moment({ source, line, text, time = timeIn(text), url }: EvidenceV1): Moment[] {
  if (time === undefined || text.trim() === '') return [];
  const hasZone = !ZONELESS.test(time);
  const at = Date.parse(`${time.replace(' ', 'T').replace(',', '.')}${hasZone ? '' : 'Z'}`);
  const readable = !Number.isNaN(at) && /^\d{4}-\d\d-\d\d/.test(time);
  return [
    {
      time: readable
        ? `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}${hasZone ? ' UTC' : ''}`
        : clip(oneLine(time), 60),
      at: readable ? at : undefined,
      source,
      line,
      text,
      ...(url !== undefined && { url }),
    },
  ];
}
