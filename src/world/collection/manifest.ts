import { z } from 'zod';
import { KnownError } from '../../core/errors.js';
import type { Capture } from '../engine/capture.js';
import type { CaptureFile } from '../engine/files.js';
import { sha256 } from './contents.js';

const KIND = 'whydunit-collection';
const SCHEMA = 1;
/** Names and hashes of files: more is none of ours. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/** Below the collection, never above or beside it. */
const SAFE_PATH = /^(?!\.{1,2}(?:\/|$))[\w.-]+(?:\/(?!\.{1,2}(?:\/|$))[\w.-]+)*$/;

const ManifestSchema = z.object({
  schema: z.literal(SCHEMA),
  kind: z.literal(KIND),
  /** What wrote it. */
  tool: z.object({ name: z.string(), version: z.string() }),
  /** When, in ISO 8601. */
  collected: z.string(),
  engine: z.object({
    name: z.string(),
    version: z.string(),
    apiVersion: z.string(),
    os: z.string(),
    arch: z.string(),
  }),
  /** Every other file, the containers in the order they died. */
  files: z.array(z.object({ path: z.string().regex(SAFE_PATH), bytes: z.int().min(0), sha256: z.string() })),
  /** What could not be collected and what was cut or redacted, each a sentence. */
  notes: z.array(z.string()),
});

/** The table of contents of a collection. */
export type Manifest = z.infer<typeof ManifestSchema>;
export type ManifestFile = Manifest['files'][number];

/** The manifest of a collection that consists of these files. */
export function manifestOf(
  capture: Pick<Capture, 'engine' | 'collected' | 'notes'>,
  files: readonly CaptureFile[],
  version: string,
): Manifest {
  const { engine, collected, notes } = capture;
  return {
    schema: SCHEMA,
    kind: KIND,
    tool: { name: 'whydunit', version },
    collected,
    engine: { ...engine },
    files: files.map(({ path, text }) => ({ path, bytes: Buffer.byteLength(text), sha256: sha256(text) })),
    notes: [...notes],
  };
}

/**
 * Reads a file called manifest.json; undefined when it is no collection's. Throws a KnownError when it is one that cannot
 * be understood.
 * @param where its path, for messages
 */
export function readManifest(text: string, where: string): Manifest | undefined {
  if (text.length > LARGEST_BYTES || !text.includes(KIND)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new KnownError('broken-collection', { where, what: 'is cut off or damaged' }, error);
  }
  const { kind, schema } = value as { kind?: unknown; schema?: unknown };
  if (kind !== KIND) return undefined;
  if (typeof schema === 'number' && schema > SCHEMA)
    throw new KnownError('broken-collection', {
      where,
      what: `was written by a newer whydunit, in schema ${schema}`,
      fix: 'Read it with that version',
    });
  const checked = ManifestSchema.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new KnownError('broken-collection', {
    where,
    what: `is no manifest of a collection: ${issue?.path.join('.')}: ${issue?.message}`,
  });
}
