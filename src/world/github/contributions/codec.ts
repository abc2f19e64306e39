import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { SEVERITIES } from '../../../core/domain/pattern.js';
import { REPORT } from '../../../core/reports/report-schema.js';
import { type Contribution, compareOrigins } from './contribution.js';
import { LAST_LEVEL, shrink } from './shrink.js';
import { EMPTY, type Entry, join, type State } from './state.js';

/** Most characters of the hidden line; all jobs share them, so with more jobs each says less. */
export const DATA_LIMIT = 24_000;
/** Most bytes of what is unpacked: ten times what ever fits in. */
const MOST_UNPACKED = 4_000_000;

const BEGIN = '<!-- whydunit-data 2 ';
const END = ' -->';

const text = z.string().max(5_000);
const origin = {
  key: z.string().min(1).max(200),
  sha: z.string().regex(/^[0-9a-f]{7,64}$/),
  run: z.int().nonnegative(),
  attempt: z.int().nonnegative(),
  at: z.int().nonnegative(),
};
const count = z.int().nonnegative();

const contribution = z.object({
  ...origin,
  job: text,
  workflow: z.exactOptional(text),
  report: REPORT,
  level: z.int().min(0).max(LAST_LEVEL),
  left: z.object({ findings: count, parts: z.record(z.string(), z.tuple([count, count])) }),
});

const memory = z.object({
  ...origin,
  status: z.enum(['failed', 'passed', 'unknown']),
  findings: z.array(
    z.object({
      fingerprint: text,
      title: text,
      pattern: z.exactOptional(text),
      severity: z.exactOptional(z.enum(SEVERITIES)),
      sort: text,
    }),
  ),
});

const entry = z.object({ now: contribution, before: z.exactOptional(memory), tried: z.exactOptional(memory) });

/**
 * The state as one hidden line of Markdown; where it would be too long, as much is left out of every job's part.
 * @param place the pull request it belongs to, `owner/name#7`: the line means nothing anywhere else
 */
export function encode(state: State, place: string, limit = DATA_LIMIT): string {
  const entries = [...state.values()];
  for (let level = 0; ; level++) {
    const packed = pack(entries.map((each) => ({ ...each, now: shrink(each.now, level) })));
    const line = `${BEGIN}${sealOf(packed, place)} ${packed}${END}`;
    if (line.length <= limit || level === LAST_LEVEL) return line;
  }
}

/** The state in a hidden line; undefined when it is none, not one that we wrote, or one of another place. */
export function decode(line: string, place: string): State | undefined {
  const trimmed = line.trim();
  if (!trimmed.startsWith(BEGIN) || !trimmed.endsWith(END)) return undefined;
  const [seal, packed = ''] = trimmed.slice(BEGIN.length, -END.length).split(' ', 2);
  if (!/^[A-Za-z0-9+/=]+$/.test(packed) || seal !== sealOf(packed, place)) return undefined;
  try {
    const unpacked = inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: MOST_UNPACKED });
    const entries = z.array(entry).safeParse(JSON.parse(unpacked.toString('utf8')));
    return entries.success ? stateFrom(entries.data.filter(isSound)) : undefined;
  } catch {
    return undefined;
  }
}

/** The same as it comes back out of a comment, so that two of them can be compared as text. */
export function canonical(value: Contribution): Contribution {
  return contribution.parse(JSON.parse(JSON.stringify(value)));
}

/** Ties the line to its place, so that none is taken along to another, or changed by accident. There is no key to sign it with. */
function sealOf(packed: string, place: string): string {
  return createHash('sha256').update(`${place}\n${packed}`).digest('hex').slice(0, 16);
}

function pack(entries: readonly Entry[]): string {
  return deflateRawSync(JSON.stringify(entries), { level: 9 }).toString('base64');
}

/** Joining brings into order whatever somebody may have written. */
function stateFrom(entries: readonly Entry[]): State {
  const once = new Map(entries.map((one) => [one.now.key, one]));
  const again = entries.filter((one) => once.get(one.now.key) !== one);
  return again.map((one) => new Map([[one.now.key, one]])).reduce((all, one) => join(all, one), join(EMPTY, once));
}

/** What is remembered of a job is its own and older. */
function isSound({ now, before, tried }: Entry): boolean {
  return [before, tried].every(
    (memory) => memory === undefined || (memory.key === now.key && compareOrigins(memory, now as Contribution) < 0),
  );
}
