import { stat } from 'node:fs/promises';
import { z } from 'zod';
import type { Source } from '../../core/domain/source.js';
import { KnownError } from '../../core/errors.js';
import { fieldsOf, parsedJson } from '../../core/json.js';
import { BATCH_RUN } from '../../core/reports/answers.js';
import { fileInputs } from '../../world/files/file.js';
import { streamInput } from '../../world/files/stream.js';
import { cannotRead } from '../../world/files/text-file.js';

const log = {
  /** A file of this machine: a log, a document, an archive of logs. */
  path: z.string().min(1).optional(),
  text: z.string().optional(),
  /** In base64. */
  bytes: z.base64().optional(),
};

const schema = z
  .object({
    id: z.string().min(1),
    ...log,
    outcome: z.enum(['passed', 'failed', 'unknown']).default('unknown'),
    job: z.exactOptional(z.string()),
    time: z.exactOptional(z.string()),
    run: z.exactOptional(BATCH_RUN),
  })
  .refine((record) => [record.path, record.text, record.bytes].filter((given) => given !== undefined).length === 1, {
    message: 'needs exactly one of path, text and bytes',
  });

/** One log to diagnose, as a line of the stream gives it. */
export type BatchRecord = z.infer<typeof schema>;

/** The id a line gives, wherever it can be made out; answers name the record by it. */
export function idOf(line: string): string | null {
  const { id } = fieldsOf(parsedJson(line));
  return typeof id === 'string' ? id : null;
}

/** @throws KnownError `bad-record` for a line that is no record */
export function parseRecord(line: string): BatchRecord {
  const json = parsedJson(line);
  if (json === undefined) throw new KnownError('bad-record', { what: 'The line is no JSON' });
  const { success, data, error } = schema.safeParse(json);
  if (success) return data;
  const [issue] = error.issues;
  const where = issue?.path.join('.') || 'The record';
  throw new KnownError('bad-record', { what: `${where}: ${issue?.message ?? 'is not as it must be'}` });
}

/** What is to be read for a record. @throws KnownError for a file that is none, or no log */
export async function sourcesOf(record: BatchRecord): Promise<Source[]> {
  const inputs = record.path !== undefined ? await ofPath(record.path) : [await ofBytes(record)];
  return inputs.map((input) => {
    if (input.state === 'unreadable') throw input.error;
    return { ...input.source, outcome: record.outcome };
  });
}

async function ofPath(path: string) {
  const found = await stat(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  if (!found.isFile()) throw new KnownError('not-a-file', { where: path, what: 'is no regular file' });
  return (await fileInputs(path, path, found.size)).inputs;
}

function ofBytes({ id, text = '', bytes }: BatchRecord) {
  const content = bytes === undefined ? new TextEncoder().encode(text) : Buffer.from(bytes, 'base64');
  return streamInput(once(content), id, 'file');
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}
