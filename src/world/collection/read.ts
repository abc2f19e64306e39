import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KnownError } from '../../core/errors.js';
import { type CollectedFile, collectedSources, engineRan, inspectPath } from '../engine/sources.js';
import type { Found, Input } from '../files/input.js';
import { fileSource } from '../files/text-file.js';
import { unreadableInput } from '../files/unreadable.js';
import type { Archive } from '../files/zip.js';
import { MANIFEST, sha256 } from './contents.js';
import type { Manifest, ManifestFile } from './manifest.js';

/** A larger manifest or inspect.json is none of ours. */
const LARGEST_DOCUMENT = 4 * 1024 * 1024;
/** The engine hands out less of a log: what is larger was changed, and is not read twice to see how. */
const LARGEST_CHECKED = 64 * 1024 * 1024;

/** Where the files of a collection may lie: in a folder, in an archive. */
export interface CollectionPlace {
  /** Its name in the report. */
  readonly name: string;
  /** The file at a path inside it; undefined when there is none. */
  file(path: string): Promise<CollectedFile | undefined>;
}

/** A collection in a folder. */
export function folderPlace(path: string, name: string): CollectionPlace {
  return {
    name: name.replace(/\/$/, ''),
    file: async (inside) => {
      const file = join(path, inside);
      const stats = await stat(file).catch(() => undefined);
      if (!stats?.isFile()) return undefined;
      return { path: inside, size: stats.size, open: () => fileSource(file, `${name}/${inside}`, stats.size).open() };
    },
  };
}

/** A collection in an archive. */
export function archivePlace({ name, files }: Archive): CollectionPlace {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return { name, file: async (inside) => byPath.get(inside) };
}

/**
 * What `whydunit collect` has written, in the order of its manifest; undefined when the place holds something else.
 * A file that is missing is an unreadable input, one that was changed since is read with a note. Throws a KnownError
 * when the manifest is broken.
 */
export async function collectionInputs(place: CollectionPlace): Promise<Found | undefined> {
  const where = `${place.name}/${MANIFEST}`;
  const document = await place.file(MANIFEST);
  const text = document && (await textOf(document));
  if (text === undefined) return undefined;
  // The schema library takes longer to start than all the rest.
  const { readManifest } = await import(/* webpackMode: "eager" */ './manifest.js');
  const manifest = readManifest(text, where);
  if (manifest === undefined) return undefined;
  const collected = await Promise.all(
    manifest.files.map(async (entry) => ({ entry, file: await place.file(entry.path) })),
  );
  const files = collected.flatMap(({ file }) => file ?? []);
  const missing = collected.filter(({ file }) => file === undefined).map(({ entry }) => missingInput(entry, place));
  const ran = engineRan(manifest.engine);
  const sources = collectedSources(files, await inspectTexts(files), (path) => `${place.name}/${path}`);
  const inputs = sources.map(
    (source, index): Input => ({ state: 'readable', source: { ...source, ran }, order: orderOf(place, index) }),
  );
  if (inputs.length === 0 && missing.length === 0) throw nothingFailed(manifest, place);
  return { inputs: [...inputs, ...missing], notes: await notesOf(manifest, collected, place) };
}

/** The containers stay in the order they died. */
function orderOf({ name }: CollectionPlace, index: number): string {
  return `${name}/${String(index).padStart(6, '0')}`;
}

/** The texts of all inspect.json, by container. */
async function inspectTexts(files: readonly CollectedFile[]): Promise<(container: string) => string | undefined> {
  const texts = new Map<string, string>();
  for (const file of files) {
    if (!file.path.endsWith('/inspect.json')) continue;
    const text = await textOf(file);
    if (text !== undefined) texts.set(file.path, text);
  }
  return (container) => texts.get(inspectPath(container));
}

/** The text of a small file; undefined when it is not small. */
async function textOf(file: CollectedFile): Promise<string | undefined> {
  return file.size > LARGEST_DOCUMENT ? undefined : (await bytesOf(file)).toString('utf8');
}

async function bytesOf(file: CollectedFile): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function missingInput({ path }: ManifestFile, { name }: CollectionPlace): Input {
  const where = `${name}/${path}`;
  return unreadableInput(
    where,
    'file',
    new KnownError('broken-collection', { where, what: 'is not in the collection' }),
  );
}

function nothingFailed({ collected }: Manifest, { name }: CollectionPlace): KnownError {
  return new KnownError('no-logs', {
    where: name,
    what: `holds no containers: there were none at ${collected}`,
    fix: 'Collect while the containers are still there',
  });
}

interface Collected {
  readonly entry: ManifestFile;
  readonly file: CollectedFile | undefined;
}

/** What the collector could not see, and what is no longer as it was collected. */
async function notesOf(
  manifest: Manifest,
  collected: readonly Collected[],
  { name }: CollectionPlace,
): Promise<string[]> {
  const notes = manifest.notes.map((note) => `${name}: ${note}`);
  for (const { entry, file } of collected)
    if (file !== undefined && !(await isUnchanged(file, entry)))
      notes.push(`${name}/${entry.path} was changed after it was collected: its checksum is another`);
  return notes;
}

async function isUnchanged(file: CollectedFile, entry: ManifestFile): Promise<boolean> {
  if (file.size !== entry.bytes || file.size > LARGEST_CHECKED) return false;
  return sha256(await bytesOf(file)) === entry.sha256;
}
