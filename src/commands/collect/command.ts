import { KnownError } from '../../core/errors.js';
import { secretsIn } from '../../core/redact/environment.js';
import { VERSION } from '../../core/version.js';
import type { CollectRequest } from '../../settings/requests.js';
import { besides } from '../../world/collection/beside.js';
import { MANIFEST } from '../../world/collection/contents.js';
import { manifestOf } from '../../world/collection/manifest.js';
import { redactedFiles } from '../../world/collection/redacted.js';
import { refuseOverwriting, writeCollection } from '../../world/collection/write.js';
import type { EngineEnvironment } from '../../world/engine/connection/address.js';
import { connectEngine } from '../../world/engine/connection/connect.js';
import { captureFiles } from '../../world/engine/files.js';
import { look } from '../../world/engine/look.js';
import { EngineTrouble, REMEDY } from '../../world/engine/trouble.js';

export interface Collection {
  /** Where it was written. */
  readonly path: string;
  readonly containers: number;
  readonly files: number;
  /** What could not be collected, each a sentence. */
  readonly notes: readonly string[];
}

/**
 * Writes down everything a post-mortem needs of the containers, without secrets, and changes none of them. Throws a
 * KnownError when there is no engine to ask, or when the collection cannot be written.
 */
export async function collect(request: CollectRequest, env: EngineEnvironment): Promise<Collection> {
  if (request.output !== undefined) await refuseOverwriting(request.output);
  const capture = await lookAround(request, env);
  const beside = await besides(request.metrics, request.consoles);
  const notes = [...capture.notes, ...beside.notes];
  const files = redactedFiles([...captureFiles(capture), ...beside.files], { secrets: secretsIn(env) });
  const manifest = manifestOf({ ...capture, notes }, files, VERSION);
  const path = request.output ?? `whydunit-collection-${capture.collected.replace(/\.\d+/, '').replaceAll(':', '-')}`;
  const document = { path: MANIFEST, text: `${JSON.stringify(manifest, undefined, 2)}\n` };
  await writeCollection(path, [document, ...files], new Date(capture.collected));
  return { path, containers: capture.containers.length, files: files.length + 1, notes };
}

async function lookAround({ containers }: CollectRequest, env: EngineEnvironment) {
  try {
    return await look(await connectEngine(env), { filters: containers, all: true });
  } catch (error) {
    if (!(error instanceof EngineTrouble)) throw error;
    throw new KnownError('no-engine', { what: error.message, fix: REMEDY[error.kind] }, error);
  }
}
