import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Report, reportOf, whydunit } from './command-line.js';
import { ENGINE_NAMES, type Engine, type EngineName, shell, startEngine } from './engine.js';
import { EngineProxy } from './proxy.js';
import { settle } from './wait.js';

const Rows = z.array(
  z.strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]+$/),
    options: z.string().default(''),
    image: z.enum(['wd-static', 'wd-glibc', 'wd-python']),
    run: z.string(),
    /** Patterns, one of which every diagnosis of the container is of. */
    says: z.string(),
    settled: z.enum(['exited', 'created', 'restarting', 'unhealthy']).default('exited'),
    not_on: z.partialRecord(z.enum(ENGINE_NAMES), z.string().min(10)).optional(),
  }),
);
const ROWS = Rows.parse(parse(readFileSync(join(import.meta.dirname, 'crowd.yaml'), 'utf8')));
const GROUP = 'wd.crowd';
const work = mkdtempSync(join(tmpdir(), 'whydunit-crowd-'));
const NAME = (name: string) => `kelp-${name}`;

afterAll(() => rmSync(work, { recursive: true, force: true }));

describe.each(ENGINE_NAMES)('containers that die side by side on the %s engine', (engineName) => {
  const here = ROWS.filter((row) => isHere(row, engineName));
  let engine: Engine;
  let proxy: EngineProxy;
  let report: Report & { readonly diagnoses: readonly Told[] };

  beforeAll(async () => {
    engine = startEngine(engineName);
    proxy = await EngineProxy.start(join(work, `${engineName}.sock`), engine.socket);
    await remove();
    for (const { name, options, image, run } of here)
      await shell(
        engine,
        `docker run -d --label ${GROUP}=1 ${options} --name ${NAME(name)} ${image}:local ${run} || true`,
      );
    for (const { name, settled } of here) await settle(engine, NAME(name), settled);
    const asked = ['diagnose', '--format', 'json', '--containers', `label=${GROUP}=1`];
    report = reportOf(await whydunit(asked, { socket: proxy.socket })) as typeof report;
  }, 600_000);

  afterAll(async () => {
    await remove();
    await proxy.stop();
  });

  const remove = () => {
    const cli = engineName === 'podman' ? 'podman' : 'docker';
    return shell(engine, `docker ps -aq --filter label=${GROUP} | xargs -r ${cli} rm -fv || true`);
  };

  it.each(here)('$name is told as $says', ({ name, says }) => {
    const told = report.diagnoses
      .filter((each) => containersOf(each).includes(NAME(name)))
      .map(({ pattern }) => pattern);
    expect(told, name).not.toEqual([]);
    for (const pattern of told) expect(says.split('|'), seenOf(report, NAME(name))).toContain(pattern);
  });

  it('no diagnosis is of two of them', () => {
    expect(report.diagnoses.map(containersOf).filter((all) => all.length > 1)).toEqual([]);
  });
});

/** What was read of a container, for the message of a test that fails: an engine on a busy machine may keep words back. */
function seenOf({ diagnoses, notes }: { diagnoses: readonly Told[]; notes?: unknown }, container: string): string {
  const own = diagnoses.filter((each) => containersOf(each).includes(container));
  return JSON.stringify({ own, notes }, undefined, 1);
}

interface Told {
  readonly pattern?: string;
  readonly failures: readonly { readonly source?: string }[];
}

/** The containers that a diagnosis is of, each once. */
function containersOf(told: object): string[] {
  const sources = (told as Told).failures.flatMap(({ source = '' }) => /containers\/([^/]+)\//.exec(source)?.[1] ?? []);
  return [...new Set(sources)];
}

/** Podman runs no health checks without systemd. */
function isHere({ settled, not_on }: z.infer<typeof Rows>[number], engine: EngineName): boolean {
  return not_on?.[engine] === undefined && !(engine === 'podman' && settled === 'unhealthy');
}
