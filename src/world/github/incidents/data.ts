import { z } from 'zod';
import type { IncidentRecord } from '../../../core/domain/incident.js';
import { SEVERITIES } from '../../../core/domain/pattern.js';
import { parsedJson } from '../../../core/json.js';

/** The first line of an issue of ours, hidden: by it, its author and its label an incident is found again. */
const MARKER = /^<!-- whydunit-incident ([0-9a-f]{16}) -->$/;
/** The second line, hidden too: what the issue remembers, as JSON. */
const DATA = /^<!-- whydunit-data (\{.*\}) -->$/;

const attempt = {
  at: z.iso.datetime(),
  run: z.int().positive(),
  attempt: z.int().positive(),
  sha: z.string().regex(/^[0-9a-f]{7,64}$/),
  branch: z.string().min(1).max(300),
  job: z.string().max(64),
};
const moment = z.strictObject({ kind: z.enum(['seen', 'returned', 'green']), ...attempt });

const record = z.strictObject({
  schema: z.literal(1),
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  pattern: z.string().regex(/^[a-z0-9-]{1,100}\/[a-z0-9-]{1,100}$/),
  severity: z.enum(SEVERITIES),
  count: z.int().positive(),
  moments: z.tuple([moment], moment).refine((all) => all.length <= 100),
});

/** What the body of an issue tells us. */
export type Told =
  | { readonly kind: 'record'; readonly record: IncidentRecord }
  /** It was ours, and what it remembers cannot be read any more. */
  | { readonly kind: 'broken'; readonly fingerprint?: string; readonly why: string };

/** The first two lines of an issue's body. */
export function dataLines(value: IncidentRecord): string {
  // Nothing in it can end the comment it stands in.
  const json = JSON.stringify({ schema: 1, ...value }).replace(
    /[<>-]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
  return `<!-- whydunit-incident ${value.fingerprint} -->\n<!-- whydunit-data ${json} -->`;
}

/** Reads the first two lines of the body of an issue that our own account opened under our label. */
export function readRecord(body: string): Told {
  const [first = '', second = ''] = body.split(/\r?\n/, 2);
  const fingerprint = MARKER.exec(first.trim())?.[1];
  if (fingerprint === undefined) return { kind: 'broken', why: 'its first line is not the hidden mark any more' };
  const broken = (why: string): Told => ({ kind: 'broken', fingerprint, why });
  const json = DATA.exec(second.trim())?.[1];
  if (json === undefined) return broken('its second line does not hold its data any more');
  const parsed = record.safeParse(parsedJson(json));
  if (!parsed.success) {
    const path = (parsed.error.issues[0]?.path ?? []).join('.');
    return broken(`its data cannot be read${path === '' ? '' : ` (${path})`}`);
  }
  if (parsed.data.fingerprint !== fingerprint) return broken('its first line and its data tell of two incidents');
  const { schema: _, ...value } = parsed.data;
  return { kind: 'record', record: value };
}
