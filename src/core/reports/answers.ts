import { z } from 'zod';
import { KnownError } from '../errors.js';
import { isRecord, parsedJson } from '../json.js';

const known = <T extends z.ZodType>(type: T) => z.exactOptional(type);
const text = z.string();
const whole = z.number().int().nonnegative();

const time = text.refine((value) => !Number.isNaN(Date.parse(value)), 'is no time; write it as ISO 8601');

/** What is known of the run that a record's log comes from; named as in a report. */
export const BATCH_RUN = z.object({
  repository: known(text),
  workflow: known(text),
  sha: known(text),
  runId: known(whole),
  runAttempt: known(whole),
  pullRequest: known(whole),
  /** Who wrote the commit. */
  author: known(text),
  /** When the commit was made. */
  committedAt: known(time),
  /** How long the job ran. */
  seconds: known(z.number().nonnegative()),
});

const finding = z.object({
  fingerprint: text,
  pattern: known(text),
  title: known(text),
  message: known(text),
  severity: known(text),
  cause: known(text),
  state: known(text),
  primary: known(z.boolean()),
  evidence: z.array(z.object({ text })).default([]),
  tests: known(z.array(text)),
});

const answer = z.object({
  id: text,
  job: known(text),
  time: known(time),
  run: known(BATCH_RUN),
  status: z.enum(['failed', 'passed', 'unknown']),
  diagnoses: z.array(finding),
  unknown: z.array(finding),
});

/** An answer of `whydunit batch`, as far as a history keeps it. */
export type BatchAnswer = z.infer<typeof answer>;

/** A diagnosis or an unknown failure of it, without what a history leaves out. */
export type ToldFinding = Omit<z.infer<typeof finding>, 'evidence' | 'tests'> & {
  readonly evidence: readonly { readonly text: string }[];
  readonly tests?: readonly string[];
};

/**
 * An answer read again; undefined for a record that could not be answered.
 * @param where shown in errors
 * @throws KnownError `broken-report` for what is no answer
 */
export function parseAnswer(line: string, where: string): BatchAnswer | undefined {
  const value = parsedJson(line);
  if (value === undefined) throw broken(where, 'is no JSON');
  if (isRecord(value) && 'error' in value) return undefined;
  const { success, data, error } = answer.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  throw broken(where, `is no answer of whydunit batch: ${issue?.path.join('.')}: ${issue?.message}`);
}

function broken(where: string, what: string): KnownError {
  return new KnownError('broken-report', { where, what, fix: 'Write answers with whydunit batch < RECORDS > FILE' });
}
