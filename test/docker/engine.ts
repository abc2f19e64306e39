import { spawn, spawnSync } from 'node:child_process';
import { request } from 'node:http';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

export const ENGINE_NAMES = ['old', 'current', 'podman'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** A running engine that scripts/engine.sh has started. */
export interface Engine {
  readonly name: EngineName;
  /** The path of its socket. */
  readonly socket: string;
  /** What selects it, for its command line. */
  readonly env: Readonly<Record<string, string>>;
}

/** Where engines and what the suite builds live, see scripts/engine.sh. */
export const ENGINE_HOME = process.env['WHYDUNIT_ENGINE_HOME'] ?? '/tmp/whydunit-engine';

/** Starts the engine unless it runs already. Throws with what the script said when it cannot. */
export function startEngine(name: EngineName): Engine {
  const script = `eval "$(sh '${ROOT}/scripts/engine.sh' start ${name})" && env -0`;
  const { status, stdout, stderr } = spawnSync('bash', ['-ec', script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the ${name} engine does not start: ${stderr}`);
  const env = Object.fromEntries(
    stdout
      .split('\0')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const)
      .filter(([key]) => /^(?:DOCKER_HOST|DOCKER_CONFIG|CONTAINERS_\w+|PATH|HOME)$/.test(key)),
  );
  const socket = env['DOCKER_HOST']?.replace('unix://', '');
  if (socket === undefined) throw new Error(`the ${name} engine does not say where it listens`);
  return { name, socket, env };
}

/** Containers the suite makes carry this label, so that it finds and removes its own only. */
export const LABEL = 'whydunit.suite';

/** `docker` is the engine's own command line, and marks what it makes. Compose comes from the current engine's packages. */
const PRELUDE = `
docker() {
  local cli=docker command=$1
  [ "$ENGINE" = podman ] && cli=podman
  case $command in
    compose) DOCKER_CONFIG=${ENGINE_HOME}/current/config command docker "$@" ;;
    run | create) shift; command $cli "$command" --label ${LABEL}=1 "$@" ;;
    *) command $cli "$@" ;;
  esac
}`;

export interface ShellResult {
  readonly code: number | null;
  /** Both streams. */
  readonly output: string;
}

/** Runs a script against the engine, with more variables, for at most two minutes. */
export function shell(engine: Engine, script: string, variables: Record<string, string> = {}): Promise<ShellResult> {
  return new Promise((done, fail) => {
    const env = { ...engine.env, ENGINE: engine.name, ...variables };
    const child = spawn('bash', ['-c', `${PRELUDE}\nset -e\n${script}`], { env, cwd: '/tmp', timeout: 120_000 });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.stdin.end();
    child.on('error', fail);
    child.on('close', (code) => done({ code, output }));
  });
}

/** Asks the engine itself. Undefined when it knows no such thing. */
export function ask(engine: Engine, path: string): Promise<unknown> {
  return new Promise((done, fail) => {
    request({ socketPath: engine.socket, path, headers: { host: 'engine' } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('error', fail).on('end', () => {
        if (response.statusCode === 404) return done(undefined);
        if (response.statusCode !== 200) return fail(new Error(`${path}: ${response.statusCode} ${text}`));
        done(JSON.parse(text));
      });
    })
      .on('error', fail)
      .end();
  });
}
