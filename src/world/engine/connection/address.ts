import { createHash } from 'node:crypto';
import { fieldsOf, parsedJson } from '../../../core/json.js';

/** Where an engine may be reached, and why we look there. */
export interface EngineAddress {
  /** As DOCKER_HOST has it: unix:///run/docker.sock, tcp://host:2375. */
  readonly url: string;
  /** What named it: a variable, a context, or the place where such a socket usually is. */
  readonly because: string;
  /** Somebody asked for this one: no other is tried. */
  readonly chosen: boolean;
}

/** The parts of an environment that name engines; the doors hand it in. */
export type EngineEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Where to look for an engine, in order. DOCKER_HOST decides alone, as it does for docker itself; then the current
 * context; then the usual sockets of Docker, of Docker without root, of Docker Desktop and of Podman.
 * Facts: docs.docker.com/reference/cli/docker/#environment-variables, docs.docker.com/engine/manage-resources/contexts,
 * docs.podman.io/en/latest/markdown/podman-system-service.1.html
 * @param readText the text of a file, undefined when there is none
 */
export function engineAddresses(
  env: EngineEnvironment,
  readText: (path: string) => string | undefined,
): EngineAddress[] {
  const { DOCKER_HOST, CONTAINER_HOST, XDG_RUNTIME_DIR, HOME = '' } = env;
  if (DOCKER_HOST) return [{ url: withScheme(DOCKER_HOST), because: 'DOCKER_HOST', chosen: true }];
  const context = currentContext(env, readText);
  if (context !== undefined) return [context];
  if (CONTAINER_HOST) return [{ url: withScheme(CONTAINER_HOST), because: 'CONTAINER_HOST', chosen: true }];
  const sockets = [
    '/var/run/docker.sock',
    ...(XDG_RUNTIME_DIR ? [`${XDG_RUNTIME_DIR}/docker.sock`] : []),
    ...(HOME ? [`${HOME}/.docker/run/docker.sock`] : []),
    '/run/podman/podman.sock',
    ...(XDG_RUNTIME_DIR ? [`${XDG_RUNTIME_DIR}/podman/podman.sock`] : []),
  ];
  return sockets.map((path) => ({ url: `unix://${path}`, because: 'the usual place', chosen: false }));
}

/** DOCKER_HOST=host:2375 means TCP. */
function withScheme(address: string): string {
  if (address.startsWith('/')) return `unix://${address}`;
  return address.includes('://') ? address : `tcp://${address}`;
}

/** The context that `docker context use` chose, where it is not the default one. */
function currentContext(
  { DOCKER_CONTEXT, DOCKER_CONFIG, HOME = '' }: EngineEnvironment,
  readText: (path: string) => string | undefined,
): EngineAddress | undefined {
  const folder = DOCKER_CONFIG || `${HOME}/.docker`;
  const name = DOCKER_CONTEXT || textAt(parsedJson(readText(`${folder}/config.json`) ?? ''), 'currentContext');
  if (name === undefined || name === 'default') return undefined;
  const id = createHash('sha256').update(name).digest('hex');
  const host = textAt(
    parsedJson(readText(`${folder}/contexts/meta/${id}/meta.json`) ?? ''),
    'Endpoints',
    'docker',
    'Host',
  );
  return host === undefined ? undefined : { url: withScheme(host), because: `context ${name}`, chosen: true };
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  let found = value;
  for (const name of path) found = fieldsOf(found)[name];
  return typeof found === 'string' && found !== '' ? found : undefined;
}
