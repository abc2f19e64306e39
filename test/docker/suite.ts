import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headlineOf, type Run, reportOf, whydunit } from './command-line.js';
import { type Engine, type EngineName, LABEL, shell, startEngine } from './engine.js';
import { EngineProxy } from './proxy.js';
import { awaited, awaitedNames, expectation, nameOf, readScenarios, type Scenario } from './scenario.js';
import { containerStates, engineLists } from './state.js';
import { settle } from './wait.js';

/** The files of every scenario lie below it. */
const work = mkdtempSync(join(tmpdir(), 'whydunit-suite-'));

/** Makes every scenario happen on the engine, and asks for the diagnosis of each. */
export function describeEngine(name: EngineName): void {
  const scenarios = readScenarios();
  const here = scenarios.filter((scenario) => scenario.not_on?.[name] === undefined);
  let engine: Engine;
  let proxy: EngineProxy;

  beforeAll(async () => {
    engine = startEngine(name);
    proxy = await EngineProxy.start(join(work, `${name}.sock`), engine.socket);
    await removeOurs(engine, scenarios);
  });

  afterAll(async () => {
    await removeOurs(engine, scenarios);
    await proxy.stop();
    rmSync(work, { recursive: true, force: true });
  });

  describe.concurrent(`${name} engine`, () => {
    for (const scenario of scenarios) {
      const reason = scenario.not_on?.[name];
      if (reason !== undefined) it.skip(`${scenario.id} (${reason})`, () => undefined);
      else it(`${scenario.id}: ${scenario.title}`, () => play(scenario, engine, proxy));
    }
  });

  it(`${name} engine: nothing on it is different afterwards, and nothing was asked but questions`, async () => {
    const names = here.flatMap(awaitedNames);
    const look = async () => ({ states: await containerStates(engine, names), lists: await engineLists(engine) });
    // Whoever shares the engine may change something meanwhile: what we change, we change every time.
    for (let tries = 1; ; tries++) {
      const before = await look();
      const run = await whydunit(['diagnose', '--docker', '--format', 'json'], { socket: proxy.socket });
      expect(reportOf(run).diagnoses.length).toBeGreaterThan(5);
      const after = await look();
      if (tries < 3 && !isDeepStrictEqual(after, before)) continue;
      expect(after).toEqual(before);
      break;
    }
    expect(proxy.requests.length).toBeGreaterThan(100);
    expect(proxy.writes).toEqual([]);
  });

  it(`${name} engine: a collection of all of it is diagnosed as the living engine is`, async () => {
    const ours = ['--containers', `label=${LABEL}=1`];
    const folder = join(work, `${name}-collection`);
    const collected = await whydunit(['collect', '--output', folder, ...ours], { socket: proxy.socket });
    expect(collected.code, collected.stderr).toBe(0);
    const live = await whydunit(['diagnose', '--format', 'json', ...ours], { socket: proxy.socket });
    const later = await whydunit(['diagnose', '--format', 'json', folder], { socket: join(work, 'nowhere.sock') });
    const said = (run: Run) => reportOf(run).diagnoses.map(({ pattern, primary }) => `${pattern} ${primary}`);
    expect(said(live).length).toBeGreaterThan(5);
    expect(said(later)).toEqual(said(live));
  });
}

async function play(scenario: Scenario, engine: Engine, proxy: EngineProxy): Promise<void> {
  await make(scenario, engine);
  const { expect: wanted, proof } = expectation(scenario, engine.name);
  let { before, run } = await look(scenario, engine, proxy, proof);
  if (proof !== undefined && !shows(run, proof) && (await isUnknownTo(engine, scenario, proof))) {
    await shell(engine, `docker rm -fv ${nameOf(scenario)}`);
    await make(scenario, engine);
    ({ before, run } = await look(scenario, engine, proxy, proof));
  }
  const { pattern, evidence } = headlineOf(reportOf(run));
  expect(wanted.split('|'), `${evidence}\n${run.stderr}`).toContain(pattern);
  if (proof !== undefined) expect(evidence).toContain(proof);
  expect(await containerStates(engine, awaitedNames(scenario))).toEqual(before);
  // A loop would take processor time from the others.
  if (scenario.settled === 'restarting') await shell(engine, `docker rm -f ${nameOf(scenario)}`);
}

/** What is said of the containers, and how they were just before. */
async function look(scenario: Scenario, engine: Engine, proxy: EngineProxy, proof: string | undefined) {
  const once = async () => ({
    before: await containerStates(engine, awaitedNames(scenario)),
    run: await diagnose(scenario, engine, proxy),
  });
  let seen = await once();
  // A container's last words reach its log a moment after its end, on a busy machine some seconds.
  for (let tries = 1; tries < 5 && !shows(seen.run, proof); tries++) {
    await sleep(tries * 1_000);
    seen = await once();
  }
  return seen;
}

/**
 * Once in some hundred runs the engine itself never gets to know what happened: Podman keeps not a word of what a short
 * process said, Docker does not hear that memory ran out. Then there is nothing to read.
 */
async function isUnknownTo(engine: Engine, scenario: Scenario, proof: string): Promise<boolean> {
  if (scenario.start === undefined || scenario.settled === undefined) return false;
  const name = nameOf(scenario);
  return !(await shell(engine, `docker inspect ${name}; docker logs ${name}`)).output.includes(proof);
}

function shows(run: Run, proof: string | undefined): boolean {
  return proof === undefined || headlineOf(reportOf(run)).evidence.includes(proof);
}

/** Lets the failure happen, and waits until it has. */
async function make(scenario: Scenario, engine: Engine): Promise<void> {
  const variables = variablesOf(scenario, engine);
  mkdirSync(variables['DIR'], { recursive: true });
  if (scenario.compose !== undefined) writeFileSync(join(variables['DIR'], 'compose.yaml'), scenario.compose);
  const script =
    scenario.compose === undefined ? (scenario.start ?? '') : 'cd $DIR && docker compose -p $NAME up -d || true';
  const { code, output } = await shell(engine, script, variables);
  expect(code, output).toBe(0);
  for (const [container, state] of awaited(scenario))
    await settle(engine, container, state).catch((error) => {
      throw new Error(`${error.message}\n${output}`);
    });
}

function variablesOf(scenario: Scenario, engine: Engine): { NAME: string; DIR: string } {
  return { NAME: nameOf(scenario), DIR: join(work, engine.name, scenario.id) };
}

function diagnose(scenario: Scenario, engine: Engine, proxy: EngineProxy) {
  const args = ['diagnose', '--docker', '--format', 'json'];
  const containers = scenario.containers === undefined ? awaitedNames(scenario) : [scenario.containers];
  for (const container of containers) args.push('--containers', container);
  // What --run starts talks to the engine itself; only our own questions go through the proxy.
  if (scenario.run !== undefined) args.push('--run', `export DOCKER_HOST=unix://${engine.socket}; ${scenario.run}`);
  return whydunit(args, {
    socket: proxy.socket,
    env: { ...engine.env, ...variablesOf(scenario, engine), DOCKER_HOST: `unix://${proxy.socket}` },
  });
}

/** Containers, networks and images of an earlier run that was interrupted, and of this one. */
async function removeOurs(engine: Engine, scenarios: readonly Scenario[]): Promise<void> {
  const projects = scenarios.filter(({ compose }) => compose !== undefined).map(nameOf);
  const filters = [
    `label=${LABEL}=1`,
    'label=wd.build',
    ...projects.map((project) => `label=com.docker.compose.project=${project}`),
  ];
  const remove = filters.map(
    (filter) => `docker ps -aq --filter ${filter} | xargs -r docker_cli rm -fv
docker network ls -q --filter ${filter} | xargs -r docker_cli network rm`,
  );
  const cli = engine.name === 'podman' ? 'podman' : 'docker';
  remove.push(`docker image prune -f --filter label=wd.build`);
  await shell(engine, remove.join('\n').replaceAll('docker_cli', cli));
}
