/**
 * Executes what is shipped where nothing else is: `dist` alone, copied to an empty directory, on every supported Node.
 * Bundles that build without a complaint have crashed at start-up before. Exit code 1 when one of them misbehaves.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { NODE_VERSIONS, nodeExecutable } from './node-versions.js';
import { ROOT, readScenario, type Scenario, scenarioIds } from './scenario.js';

/** One red recording of each family is enough: what each says is tested elsewhere. */
function samples(): Scenario[] {
  const red = scenarioIds()
    .map(readScenario)
    .filter(({ expect }) => expect.includes('/'));
  return red.filter(
    (scenario, index) => red.findIndex(({ id }) => id.split('/')[0] === scenario.id.split('/')[0]) === index,
  );
}

/** What the runner would put into INPUT_* for inputs nobody gave. */
function inputDefaults(): Record<string, string> {
  const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
    inputs: Record<string, { default?: unknown }>;
  };
  const defaults = Object.entries(action.inputs).map(([name, input]) => [
    `INPUT_${name.toUpperCase()}`,
    String(input.default ?? ''),
  ]);
  // A default written as an expression is filled in by the runner; outside of it there is no token.
  return Object.fromEntries(defaults.map(([name, value]) => [name, value?.includes('${{') ? '' : value]));
}

/** Problems of the command line on one recording; none when all is well. */
function tryCommandLine(node: string, directory: string, scenario: Scenario): string[] {
  const args = [join(directory, 'dist/cli.js'), 'diagnose', scenario.log, '--format', 'json'];
  const run = spawnSync(node, args, { cwd: directory, encoding: 'utf8', env: {} });
  try {
    const report = JSON.parse(run.stdout) as {
      verdict: { gate: string };
      diagnoses: { primary: boolean; pattern: string }[];
    };
    const headline = report.diagnoses.find(({ primary }) => primary)?.pattern;
    if (headline !== scenario.expect) return [`cli.js says ${headline} for ${scenario.id}`];
    const exit = report.verdict.gate === 'pass' ? 0 : 1;
    return run.status === exit ? [] : [`cli.js ends with ${run.status} while the gate is ${report.verdict.gate}`];
  } catch {
    return [`cli.js ended with ${run.status} and printed no report: ${run.stderr.slice(0, 2000)}`];
  }
}

/** Problems of the action on one recording, started as the runner starts it. */
function tryAction(node: string, directory: string, scenario: Scenario): string[] {
  const runner = join(directory, 'runner');
  mkdirSync(runner, { recursive: true });
  const files = ['OUTPUT', 'STEP_SUMMARY', 'ENV', 'PATH', 'STATE'].map(
    (name) => [`GITHUB_${name}`, join(runner, name)] as const,
  );
  for (const [, path] of files) writeFileSync(path, '');
  const env = {
    ...inputDefaults(),
    ...Object.fromEntries(files),
    INPUT_LOGS: scenario.log,
    'INPUT_FAIL-ON': 'never',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: directory,
    GITHUB_REPOSITORY: 'octo/example',
    GITHUB_SHA: '0'.repeat(40),
    GITHUB_RUN_ID: '1',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_PROTECTED: 'true',
    GITHUB_EVENT_NAME: 'push',
    RUNNER_TEMP: runner,
    PATH: process.env.PATH ?? '',
  };
  const run = spawnSync(node, [join(directory, 'dist/index.js')], { cwd: directory, encoding: 'utf8', env });
  if (run.status !== 0) return [`index.js ended with ${run.status}: ${(run.stdout + run.stderr).slice(-2000)}`];
  const outputs = readFileSync(join(runner, 'OUTPUT'), 'utf8');
  const summary = readFileSync(join(runner, 'STEP_SUMMARY'), 'utf8');
  return [
    ...(outputs.includes(scenario.expect) ? [] : [`index.js did not name ${scenario.expect} in its outputs`]),
    ...(summary.length > 0 ? [] : ['index.js wrote no summary']),
  ];
}

const scenarios = samples();
let problems = scenarios.length === 0 ? 1 : 0;
if (scenarios.length === 0) console.error('fixtures holds no red recording');
for (const version of NODE_VERSIONS) {
  const node = nodeExecutable(version);
  const directory = mkdtempSync(join(tmpdir(), 'whydunit-dist-'));
  try {
    cpSync(join(ROOT, 'dist'), join(directory, 'dist'), { recursive: true });
    const found = [
      ...scenarios.flatMap((scenario) => tryCommandLine(node, directory, scenario)),
      ...scenarios.slice(0, 1).flatMap((scenario) => tryAction(node, directory, scenario)),
    ];
    for (const problem of found) console.error(`Node ${version}: ${problem}`);
    if (found.length === 0)
      console.log(`Node ${version}: cli.js and index.js work alone, on ${scenarios.length} recordings`);
    problems += found.length;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
process.exitCode = problems === 0 ? 0 : 1;
