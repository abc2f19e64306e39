import type { Failure } from '../../core/domain/failure.js';
import type { Report } from '../../core/domain/report.js';
import type { Source } from '../../core/domain/source.js';
import { KnownError } from '../../core/errors.js';
import type { Capture } from './capture.js';
import type { EngineEnvironment } from './connection/address.js';
import type { CommandTime } from './select.js';

/** Which containers to look into. */
export interface ContainersRequest {
  /** Names, labels, Compose projects; empty for those that died. */
  readonly filters: readonly string[];
  readonly environment: EngineEnvironment;
  /** There is nothing else to diagnose: without an engine nothing can be said at all. */
  readonly alone: boolean;
  /** The command that they are looked at for. */
  readonly command?: CommandTime | undefined;
}

export interface ContainersSeen {
  readonly sources: readonly Source[];
  /** What could not be seen, each a sentence. */
  readonly notes: readonly string[];
  /** Why the engine could not be asked at all, and what to try. */
  readonly trouble?: string;
}

/**
 * Looks into the containers of this environment's engine, changing nothing. An engine that cannot be asked is told of, or a
 * KnownError where there is nothing else to read. The engine's client is only loaded here: most runs need none.
 */
export async function seeContainers({
  filters,
  environment,
  alone,
  command,
}: ContainersRequest): Promise<ContainersSeen> {
  const [{ connectEngine }, { look }, { captureFiles }, { captureSources, engineRan }, { EngineTrouble, REMEDY }] =
    await Promise.all([
      import(/* webpackMode: "eager" */ './connection/connect.js'),
      import(/* webpackMode: "eager" */ './look.js'),
      import(/* webpackMode: "eager" */ './files.js'),
      import(/* webpackMode: "eager" */ './sources.js'),
      import(/* webpackMode: "eager" */ './trouble.js'),
    ]);
  try {
    const capture = await look(await connectEngine(environment), {
      ...{ filters, all: false },
      ...(command !== undefined && { command }),
    });
    const ran = engineRan(capture.engine);
    const sources = captureSources(captureFiles(capture)).map((source) => ({ ...source, ran }));
    return { sources, notes: [...capture.notes, ...(command?.only ? [] : emptiness(capture))] };
  } catch (error) {
    if (!(error instanceof EngineTrouble)) throw error;
    if (alone) throw new KnownError('no-engine', { what: error.message, fix: REMEDY[error.kind] }, error);
    return { sources: [], notes: [], trouble: `${error.message}. ${REMEDY[error.kind]}` };
  }
}

function emptiness({ containers, engine }: Capture): string[] {
  if (containers.length > 0) return [];
  return [`No container of ${engine.name} ${engine.version} died in the last day, restarts or is unhealthy`];
}

const OF_CONTAINERS: ReadonlySet<Failure['tool']> = new Set(['docker', 'compose', 'container', 'podman']);

/** Whether what failed is a container's, or a step's that builds or starts some: then it is worth asking the engine. */
export function tellsOfContainers({ diagnoses, unknown }: Report): boolean {
  return [...diagnoses, ...unknown].some(({ occurrences }) =>
    occurrences.some(({ failure }) => OF_CONTAINERS.has(failure.tool)),
  );
}
