import type { Source } from '../domain/source.js';
import type { CaptureFile } from './files.js';
import { containerOutcome } from './outcome.js';

const OF_CONTAINER = /^containers\/([^/]+)\/(inspect\.json|log\.txt)$/;

/**
 * The sources in a collection's files, in their order. What only repeats the containers' own state (`ps.txt`,
 * `stats.json`, `images.json`, `disk.json`) is for people and is not read.
 * @param nameOf names a file in the report; its path inside the collection by default
 */
export function captureSources(
  files: readonly CaptureFile[],
  nameOf: (path: string) => string = (path) => path,
): Source[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files.flatMap(({ path, text }) => {
    const name = nameOf(path);
    if (path === 'events.ndjson' && text !== '') return [textSource({ name, outcome: 'unknown' }, text)];
    const [, container, file] = OF_CONTAINER.exec(path) ?? [];
    if (container === undefined) return [];
    const state = containerOutcome(stateIn(byPath.get(`containers/${container}/inspect.json`)?.text));
    const group = groupOf(container);
    // The words of a state are read by its parser alone: a health log quotes what failed in another container.
    if (file === 'inspect.json') {
      const outcome = state.outcome === 'passed' ? 'passed' : 'unknown';
      return [textSource({ name, group, outcome }, text)];
    }
    return text === '' ? [] : [textSource({ name, group, ...state }, text)];
  });
}

/** What the sources that tell of one container share. */
export function groupOf(container: string): string {
  return `container ${container}`;
}

function textSource(about: Pick<Source, 'name' | 'group' | 'outcome' | 'exitCode'>, text: string): Source {
  const bytes = Buffer.from(text);
  return {
    ...about,
    kind: 'container',
    size: bytes.length,
    open: async function* () {
      yield bytes;
    },
  };
}

/** The container in the list that `docker inspect` prints; undefined when it is no such list. */
function stateIn(text: string | undefined): unknown {
  try {
    const answers: unknown = text === undefined ? undefined : JSON.parse(text);
    return Array.isArray(answers) ? answers[0] : undefined;
  } catch {
    return undefined;
  }
}
