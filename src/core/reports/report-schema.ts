import { z } from 'zod';
import { CAUSES, PLACES, SEVERITIES } from '../domain/pattern.js';
import { KnownError } from '../errors.js';
import type { ReportV1 } from '../render/json/v1.js';

const text = z.string();
const texts = z.array(text).default([]);
const whole = z.number().int().nonnegative();
const known = <T extends z.ZodType>(type: T) => z.exactOptional(type);

const evidence = z
  .array(z.object({ source: text, line: whole, text, proof: known(z.boolean()), time: known(text), url: known(text) }))
  .default([]);

const job = z.object({ name: text, workflow: known(text), url: known(text) });

const failure = z.object({
  tool: text,
  kind: text,
  name: known(text),
  code: known(text),
  message: text,
  location: known(z.object({ file: text, line: known(whole), column: known(whole) })),
  facts: known(z.record(text, z.union([text, z.number()]))),
  suggestions: known(z.array(z.object({ message: text, patch: text }))),
  source: known(text),
  job: known(job),
  step: known(z.object({ number: whole, name: text })),
  url: known(text),
  attachments: known(
    z.array(
      z.object({
        kind: z.enum(['screenshot', 'video', 'trace', 'network']),
        path: text,
        artifact: text,
        url: known(text),
      }),
    ),
  ),
});

const folded = known(
  z.array(
    z.object({
      fingerprint: text,
      title: text,
      pattern: known(text),
      severity: known(z.enum(SEVERITIES)),
      place: known(z.enum(PLACES)),
      failures: z.array(failure).default([]),
      evidence,
    }),
  ),
);

const touch = z.object({
  at: z.enum(['line', 'file', 'nowhere']),
  file: known(text),
  line: known(whole),
  files: known(whole),
});

const diagnosis = z.object({
  pattern: text,
  title: text,
  severity: z.enum(SEVERITIES),
  place: known(z.enum(PLACES)),
  cause: z.enum(CAUSES),
  confidence: z.enum(['high', 'medium', 'low']),
  primary: z.boolean(),
  fingerprint: text,
  state: z.enum(['new', 'known', 'waived']),
  since: known(text),
  touch: known(touch),
  owners: known(z.array(text)),
  draft: known(z.boolean()),
  rootCause: text,
  evidence,
  fix: z
    .array(
      z.object({
        text,
        run: known(text),
        code: known(text),
        language: known(text),
        destructive: known(z.literal(true)),
        from: known(z.literal('workspace')),
      }),
    )
    .default([]),
  verify: texts,
  prevention: texts,
  preserve: known(z.array(text)),
  captures: z.record(text, text).default({}),
  failures: z.array(failure).default([]),
  explains: texts,
  folded,
  raisedBy: known(text),
  alternatives: texts,
  hypotheses: known(z.array(z.object({ title: text, pattern: known(text), check: known(text) }))),
  reproduce: known(z.object({ command: text, from: z.enum(['test', 'engine', 'log']) })),
});

const unknown = z.object({
  fingerprint: text,
  primary: z.boolean(),
  state: known(z.enum(['new', 'known', 'waived'])),
  since: known(text),
  touch: known(touch),
  owners: known(z.array(text)),
  failure,
  failures: known(z.array(failure)),
  evidence,
  folded,
  severity: known(z.enum(SEVERITIES)),
  raisedBy: known(text),
});

/** Without a pattern the other form is tried: none is the one with a pattern that is broken. */
const possible = z.array(
  z.union([
    diagnosis.omit({ primary: true, state: true, since: true, touch: true, owners: true }).extend({ why: text }),
    unknown
      .omit({ primary: true, state: true, since: true, touch: true, owners: true })
      .extend({ title: text, why: text, pattern: known(z.never()) }),
  ]),
);

const login = z.string().max(100);
const moment = z.iso.datetime({ offset: true });

const run = z.object({
  repository: known(text),
  serverUrl: known(text),
  forge: known(z.literal('gitlab')),
  runUrl: known(text),
  sha: known(text),
  runId: known(whole),
  runAttempt: known(whole),
  job: known(text),
  jobId: known(whole),
  step: known(text),
  workflow: known(text),
  pullRequest: known(whole),
  author: known(login),
  committedAt: known(moment),
  startedAt: known(moment),
  seconds: known(z.number().nonnegative()),
});

const tests = z.object({ passed: whole, failed: whole, skipped: whole, seconds: known(z.number().nonnegative()) });

/** What others may have added is left out; what is missing or of another type is refused. */
export const REPORT = z.object({
  schema: z.literal(1, 'is not 1, the only form this version reads'),
  tool: z.object({ name: z.literal('whydunit'), version: text }),
  run: run.default({}),
  status: z.enum(['failed', 'passed', 'unknown']),
  diagnoses: z.array(diagnosis),
  unknown: z.array(unknown),
  possible: known(possible),
  sources: z
    .array(
      z.object({
        name: text,
        bytes: whole,
        lines: whole,
        outcome: z.enum(['failed', 'passed', 'unknown']),
        notes: texts,
        unread: known(z.array(text)),
      }),
    )
    .default([]),
  verdict: z.object({
    gate: z.enum(['pass', 'fail', 'blocked']),
    failOn: z.enum([...SEVERITIES, 'any', 'never']),
    blocking: texts,
    reasons: texts,
  }),
  environment: known(z.array(z.object({ name: text, version: text }))),
  tests: known(tests),
  baseline: known(text),
  basePassed: known(z.object({ sha: known(text), at: known(text) })),
  baseTests: known(tests),
  lastGood: known(z.string().regex(/^[0-9a-f]{7,64}$/i)),
  gone: known(
    z.array(
      z.object({
        fingerprint: text,
        title: text,
        pattern: known(text),
        severity: known(z.enum(SEVERITIES)),
        by: z.enum(['fixed', 'retry']),
      }),
    ),
  ),
  waivers: known(
    z.array(
      z.object({
        pattern: known(text),
        fingerprint: known(text),
        test: known(text),
        reason: text,
        owner: text,
        expires: z.iso.date(),
        state: z.enum(['applied', 'expired', 'unused']),
        fingerprints: texts,
      }),
    ),
  ),
  jobs: known(z.array(job.extend({ status: z.enum(['failed', 'passed', 'unknown']) }))),
});

/**
 * Checks a report somebody hands in; any text in it stays hostile.
 * @param where shown in errors
 * @throws KnownError `broken-report` that names the first thing that is wrong
 */
export function parseReport(json: string, where: string): ReportV1 {
  const fix = 'Write one with whydunit --format json --output report.json';
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new KnownError(
      'broken-report',
      { where, what: `is no JSON (${(error as Error).message.slice(0, 200)})`, fix },
      error,
    );
  }
  const checked = REPORT.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const path = (issue?.path ?? []).join('.').slice(0, 200);
  const what = `is no report of whydunit: ${path === '' ? '' : `${path}: `}${issue?.message ?? 'it has another form'}`;
  throw new KnownError('broken-report', { where, what, fix });
}
