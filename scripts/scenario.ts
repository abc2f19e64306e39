/** A scenario is one recorded run: `fixtures/<family>/…/<scenario>/scenario.yaml` and what the real tool printed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const FIXTURES = join(ROOT, 'fixtures');

const scenarioSchema = z.strictObject({
  title: z.string().min(1),
  /** Headline pattern id, `unknown`, or `passed` for a green recording. */
  expect: z.string().regex(/^(unknown|passed|[a-z0-9-]+\/[a-z0-9-]+)$/, 'family/name, unknown or passed'),
  /** Part of the proving line; not for `passed`. */
  proof: z.string().min(1).optional(),
  captures: z.record(z.string(), z.string()).optional(),
  /** Other ids that must be diagnosed too, or folded under the headline. */
  also: z.array(z.string()).optional(),
  /** Every test that failed in the run, by the exact name the report has to give it: none else, none twice. */
  failed: z.array(z.string()).optional(),
  /** Directory copied first, relative to the scenario. */
  project: z.string().optional(),
  needs: z.array(z.string()).default([]),
  setup: z.string().optional(),
  run: z.string().min(1),
  /** File the run writes that is recorded instead of what it prints. */
  output: z.string().optional(),
  exit: z.int().optional(),
  recorded: z.strictObject({ date: z.string(), tools: z.array(z.string()) }).optional(),
});

export interface Scenario extends z.infer<typeof scenarioSchema> {
  /** `family/scenario`. */
  readonly id: string;
  readonly directory: string;
  /** Absolute path of the recorded output. */
  readonly log: string;
}

/** Reads and checks one scenario; throws an Error that names the file and the key. */
export function readScenario(id: string): Scenario {
  const directory = join(FIXTURES, scenarioFolder(id));
  const file = join(directory, 'scenario.yaml');
  if (!existsSync(file)) throw new Error(`${relative(ROOT, file)} does not exist; scenarios: ${nearby(id)}`);
  const checked = scenarioSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!checked.success) throw new Error(`${relative(ROOT, file)}: ${z.prettifyError(checked.error)}`);
  const scenario = checked.data;
  if (scenario.expect !== 'passed' && scenario.proof === undefined) {
    throw new Error(
      `${relative(ROOT, file)}: 'proof' is missing: quote a part of the line that proves ${scenario.expect}`,
    );
  }
  return { ...scenario, id, directory, log: join(directory, basename(scenario.output ?? 'output.log')) };
}

/**
 * Ids of all scenarios, of one family or of all, sorted. As with patterns, the id is the name with its folder's before
 * it: `fixtures/rust/borrow` is `rust/borrow`, `fixtures/rust/cargo/msrv` is `cargo/msrv`.
 * @param family a folder below `fixtures`, or the first part of ids
 */
export function scenarioIds(family?: string): string[] {
  return [...scenarioFolders()]
    .filter(([id, path]) => family === undefined || path.startsWith(`${family}/`) || id.startsWith(`${family}/`))
    .map(([id]) => id)
    .sort();
}

/** Where a scenario lies, below `fixtures`; the id itself where there is none. */
export function scenarioFolder(id: string): string {
  return scenarioFolders().get(id) ?? id;
}

let known: ReadonlyMap<string, string> | undefined;

/** Folders of all scenarios below `fixtures`, by id. Folders that start with `_` hold shared projects. */
function scenarioFolders(): ReadonlyMap<string, string> {
  known ??= new Map(
    readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('/scenario.yaml') && !/(^|\/)_/.test(path))
      .map((path) => dirname(path))
      .map((path) => [path.split('/').slice(-2).join('/'), path]),
  );
  return known;
}

function nearby(id: string): string {
  const ids = scenarioIds(id.split('/')[0]);
  return ids.length > 0
    ? ids.join(', ')
    : [...new Set(scenarioIds().map((other) => `${other.split('/')[0]}/…`))].join(', ') || 'none yet';
}
