import { ask, type Engine } from './engine.js';

interface Container {
  readonly Id: string;
  readonly RestartCount: number;
  readonly State: Readonly<Record<string, unknown>>;
}

/**
 * The containers as they are, by name. What moves by itself is left out: the probes of a health check, and the counts and
 * times of a container that restarts.
 */
export async function containerStates(engine: Engine, names: readonly string[]): Promise<Record<string, unknown>> {
  const states = await Promise.all(names.map(async (name) => [name, await containerState(engine, name)] as const));
  return Object.fromEntries(states);
}

async function containerState(engine: Engine, name: string): Promise<unknown> {
  const inspect = (await ask(engine, `/v1.40/containers/${name}/json`)) as Container | undefined;
  if (inspect === undefined) return 'absent';
  if (inspect.RestartCount > 0) return { id: inspect.Id };
  const { Health, Healthcheck, ...state } = inspect.State;
  const changes = await changedFiles(engine, inspect.Id);
  return { id: inspect.Id, restarts: inspect.RestartCount, state, changes };
}

/** What differs from the image. Podman counts what a container itself wrote only some time after it ended. */
async function changedFiles(engine: Engine, id: string): Promise<string[]> {
  if (engine.name === 'podman') return [];
  const changes = (await ask(engine, `/v1.40/containers/${id}/changes`)) as Record<string, string>[] | null;
  return sorted(changes ?? [], 'Path');
}

/** Everything that lies on the engine, by name. */
export async function engineLists(engine: Engine): Promise<Record<string, readonly string[]>> {
  const list = async (path: string) => (await ask(engine, `/v1.40/${path}`)) as Record<string, string>[];
  const volumes = (await ask(engine, '/v1.40/volumes')) as { Volumes: Record<string, string>[] | null };
  return {
    containers: sorted(await list('containers/json?all=1'), 'Id'),
    images: sorted(await list('images/json?all=1'), 'Id'),
    networks: sorted(await list('networks'), 'Id'),
    volumes: sorted(volumes.Volumes ?? [], 'Name'),
  };
}

function sorted(list: readonly Record<string, string>[], member: string): string[] {
  return list.map((each) => each[member] ?? '').sort();
}
