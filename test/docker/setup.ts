import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_HOME, ENGINE_NAMES, type Engine, type EngineName, LABEL, ROOT, shell, startEngine } from './engine.js';

const IMAGES = join(import.meta.dirname, 'images');
const BUILT = join(ENGINE_HOME, 'suite-images');

/**
 * Once before all: what the suite needs is installed, the engines run and have its images. Engines that did not run before
 * are stopped at the end.
 */
export default async function setup(): Promise<() => void> {
  sh(`'${ROOT}/scripts/engine-needs.sh'`);
  const ran = ENGINE_NAMES.filter(isRunning);
  const state = buildImages();
  for (const name of ENGINE_NAMES) await loadImages(startEngine(name), state);
  return () => {
    for (const name of ENGINE_NAMES.filter((each) => !ran.includes(each)))
      sh(`'${ROOT}/scripts/engine.sh' stop ${name}`);
  };
}

/** A process number may be left of an engine that is gone, and be another's now. */
function isRunning(name: EngineName): boolean {
  try {
    const pid = readFileSync(join(ENGINE_HOME, name, 'docker.pid'), 'utf8').trim();
    return /^(?:dockerd|podman)$/m.test(readFileSync(`/proc/${pid}/comm`, 'utf8'));
  } catch {
    return false;
  }
}

/** Builds the images' archives unless they are there; returns what they were built from, as a hash. */
function buildImages(): string {
  const hash = createHash('sha256')
    .update(readFileSync(join(IMAGES, 'build.sh')))
    .update(readFileSync(import.meta.filename));
  for (const file of readdirSync(join(IMAGES, 'programs')).sort())
    hash.update(readFileSync(join(IMAGES, 'programs', file)));
  const state = hash.digest('hex').slice(0, 16);
  const mark = join(BUILT, 'built-from');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === state) return state;
  mkdirSync(BUILT, { recursive: true });
  sh(`'${IMAGES}/build.sh' '${BUILT}'`);
  writeFileSync(mark, state);
  return state;
}

async function loadImages(engine: Engine, state: string): Promise<void> {
  const load = ['static', 'glibc', 'python'].map(
    (image) => `docker image inspect wd-${image}:local 2>/dev/null | grep -q ${LABEL}.built-from.*${state} ||
  docker import --change 'ENV PYTHONDONTWRITEBYTECODE=1' --change 'LABEL ${LABEL}.built-from=${state}' ${BUILT}/${image}.tar wd-${image}:local`,
  );
  const { code, output } = await shell(engine, load.join('\n'));
  if (code !== 0) throw new Error(`the ${engine.name} engine does not take the images: ${output}`);
}

function sh(command: string): void {
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', command], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stdout}${stderr}`);
}
