import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ENGINE_NAMES, type EngineName } from './engine.js';

const SCENARIOS = join(import.meta.dirname, 'scenarios');

/** What a container has to be before it is diagnosed. `restarting` means: restarted at least three times. */
const Settled = z.enum(['exited', 'created', 'restarting', 'unhealthy', 'running']);
export type Settled = z.infer<typeof Settled>;

const Expected = {
  /** The headline's pattern, or `nothing` when nothing failed; `a|b` where it is a matter of the moment. */
  expect: z.string().min(1),
  /** A part of a line that must be among the headline's evidence. */
  proof: z.string().min(1).optional(),
};

const Reasons = z.partialRecord(z.enum(ENGINE_NAMES), z.string().min(10));

const Schema = z
  .strictObject({
    title: z.string().min(10),
    /** Makes the failure. `docker` is the engine's own command line, $NAME a container's name, $DIR a folder to write to. */
    start: z.string().optional(),
    /** A Compose file instead; its project is $NAME. */
    compose: z.string().optional(),
    /** A command for `--run`, diagnosed together with the engine. */
    run: z.string().optional(),
    /** Which containers to look into, where these are not the awaited ones. */
    containers: z.string().optional(),
    /** Of $NAME, or of each service of the Compose file. */
    settled: z.union([Settled, z.record(z.string(), Settled)]).optional(),
    ...Expected,
    /** Engines that say something else, with the reason. */
    on: z.partialRecord(z.enum(ENGINE_NAMES), z.strictObject({ ...Expected, because: z.string().min(10) })).optional(),
    /** Engines it cannot be made to happen on, with the reason. */
    not_on: Reasons.optional(),
  })
  .refine(({ start, compose, run }) => start !== undefined || compose !== undefined || run !== undefined, {
    message: 'needs start, compose or run',
  });

/** One way to fail, and what is to be said of it. */
export interface Scenario extends z.infer<typeof Schema> {
  readonly id: string;
}

/** All of scenarios/, in order of name. Throws with the file's name when one is wrong. */
export function readScenarios(): Scenario[] {
  return readdirSync(SCENARIOS)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const checked = Schema.safeParse(parse(readFileSync(join(SCENARIOS, file), 'utf8')));
      if (!checked.success) throw new Error(`${file}: ${z.prettifyError(checked.error)}`);
      return { id: file.replace('.yaml', ''), ...checked.data };
    });
}

/** What the scenario is expected to be on an engine. */
export function expectation(scenario: Scenario, engine: EngineName): { expect: string; proof?: string | undefined } {
  return scenario.on?.[engine] ?? scenario;
}

/** The name of the scenario's container, and of its Compose project. */
export function nameOf(scenario: Scenario): string {
  return `wd-${scenario.id}`;
}

/** The containers to wait for, and what each has to become. */
export function awaited(scenario: Scenario): [string, Settled][] {
  const { settled } = scenario;
  if (settled === undefined) return [];
  if (typeof settled === 'string') return [[nameOf(scenario), settled]];
  return Object.entries(settled).map(([service, state]) => [`${nameOf(scenario)}-${service}-1`, state]);
}

/** The names of the containers to wait for. */
export function awaitedNames(scenario: Scenario): string[] {
  return awaited(scenario).map(([name]) => name);
}
