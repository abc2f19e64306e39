import type { Ran } from '../../core/domain/source.js';
import { containerGroup, type Source } from '../../core/domain/source.js';
import { parsedJson } from '../../core/json.js';
import type { EngineIdentity } from './capture.js';
import type { CaptureFile } from './files.js';
import { containerOutcome } from './outcome.js';

/** Numbers and screens that were saved beside the containers. */
const BESIDE = /^(?:metrics|console)\/[^/]+\.txt$/;
const OF_CONTAINER = /^containers\/([^/]+)\/(inspect\.json|log\.txt)$/;

/** A file of a collection, wherever it lies. */
export interface CollectedFile {
  /** Its path inside the collection. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Rejects with a KnownError when it cannot be read. */
  open(): AsyncIterable<Uint8Array>;
}

/**
 * The sources in a collection's files, in their order. What only repeats the containers' own state, or tells
 * of containers nobody asked for (`events.ndjson`, `ps.txt`, `stats.json`, `top.txt`, `images.json`, `disk.json`), is for
 * people and is not read.
 * @param inspectOf the text of a container's inspect.json
 * @param nameOf names a file in the report; its path inside the collection by default
 */
export function collectedSources(
  files: readonly CollectedFile[],
  inspectOf: (container: string) => string | undefined,
  nameOf: (path: string) => string = (path) => path,
): Source[] {
  return files.flatMap((file): Source[] => {
    const { path, size } = file;
    if (size === 0) return [];
    if (BESIDE.test(path))
      return [{ name: nameOf(path), kind: 'file', outcome: 'unknown', size, open: () => file.open() }];
    const source = {
      name: nameOf(path),
      kind: 'container',
      outcome: 'unknown',
      size,
      open: () => file.open(),
    } as const;
    const [, container, kind] = OF_CONTAINER.exec(path) ?? [];
    if (container === undefined) return [];
    const state = containerOutcome(stateIn(inspectOf(container)));
    const group = containerGroup(container);
    if (kind === 'log.txt') return [{ ...source, group, ...state }];
    // The words of a state are read by its parser alone: a health log quotes what failed in another container.
    return [{ ...source, group, outcome: state.outcome === 'passed' ? 'passed' : 'unknown' }];
  });
}

/** The engine and its host, as what ran. */
export function engineRan({ name, version, os, arch }: EngineIdentity): readonly Ran[] {
  return [
    ...(version === '' ? [] : [{ name: name.startsWith('Podman') ? 'Podman' : 'Docker', version }]),
    ...(os === '' ? [] : [{ name: 'Operating system', version: arch === '' ? os : `${os}/${arch}` }]),
  ];
}

/** The sources in a collection that is still in memory. */
export function captureSources(files: readonly CaptureFile[], nameOf?: (path: string) => string): Source[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return collectedSources(files.map(inMemory), (container) => texts.get(inspectPath(container)), nameOf);
}

/** Where a collection keeps what the engine says of a container. */
export function inspectPath(container: string): string {
  return `containers/${container}/inspect.json`;
}

function inMemory({ path, text }: CaptureFile): CollectedFile {
  const bytes = Buffer.from(text);
  return {
    path,
    size: bytes.length,
    open: async function* () {
      yield bytes;
    },
  };
}

/** The container in the list that `docker inspect` prints; undefined when it is no such list. */
function stateIn(text: string | undefined): unknown {
  const answers = parsedJson(text ?? '');
  return Array.isArray(answers) ? answers[0] : undefined;
}
