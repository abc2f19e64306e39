import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import type { LoopbackGitHub } from '../world/github/loopback.js';
import { WORKFLOW_TOKEN } from '../world/github/loopback.js';
import { acted, type Command } from './commands.js';

/** What is tested is what is shipped. Another build can be named, to try it before it is. */
const DIST = resolve(process.env['WHYDUNIT_DIST'] ?? 'dist', 'index.js');
const ACTION = parse(readFileSync('action.yml', 'utf8')) as { inputs: Record<string, { default?: string }> };

export interface ActionCall {
  readonly inputs: Readonly<Record<string, string>>;
  /** Files in the workspace, by relative path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly event?: { readonly name: string; readonly payload: unknown };
  readonly github?: LoopbackGitHub;
  /** Variables set or, with undefined, missing. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Is given what ends the action as the runner does when a run is cancelled. */
  readonly onStart?: (terminate: () => void) => void;
}

export interface ActionResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** As the runner reads them: the last value of a name counts. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The workflow commands that acted, by the runner's rules. */
  readonly commands: readonly Command[];
  /** The files that came into the workspace, by relative path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Runs the bundled action as the runner does: a process of its own with nothing but what the runner sets. */
export async function runAction(call: ActionCall): Promise<ActionResult> {
  const home = mkdtempSync(join(tmpdir(), 'whydunit-action-'));
  try {
    const workspace = prepare(home, call);
    const { exitCode, stdout, stderr } = await execute(workspace, environment(home, workspace, call), call.onStart);
    return {
      exitCode,
      stdout,
      stderr,
      outputs: parseOutputs(readFileSync(join(home, 'output'), 'utf8')),
      summary: readFileSync(join(home, 'summary'), 'utf8'),
      commands: acted(`${stdout}\n${stderr}`),
      files: readAll(workspace, new Set(Object.keys(call.files ?? {}))),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The messages of the commands of one name that acted. */
export function said(result: ActionResult, name: string): string[] {
  return result.commands.filter((command) => command.name === name).map(({ message }) => message);
}

function prepare(home: string, { files = {}, event }: ActionCall): string {
  const workspace = join(home, 'workspace');
  mkdirSync(workspace);
  mkdirSync(join(home, 'temp'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), text);
  }
  for (const name of ['output', 'summary', 'env', 'path', 'state']) writeFileSync(join(home, name), '');
  writeFileSync(join(home, 'event.json'), JSON.stringify(event?.payload ?? {}));
  return workspace;
}

function environment(home: string, workspace: string, call: ActionCall): Record<string, string> {
  const origin = call.github?.origin ?? 'http://127.0.0.1:1';
  const variables: Record<string, string | undefined> = {
    PATH: process.env['PATH'],
    HOME: home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: origin,
    GITHUB_GRAPHQL_URL: `${origin}/graphql`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: call.github?.state.repository ?? 'octo/app',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_RUN_ID: '4711',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW: 'CI',
    GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/ci.yml@refs/heads/main',
    GITHUB_JOB: 'test',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_PROTECTED: 'true',
    GITHUB_EVENT_NAME: call.event?.name ?? 'push',
    GITHUB_EVENT_PATH: join(home, 'event.json'),
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: join(home, 'output'),
    GITHUB_STEP_SUMMARY: join(home, 'summary'),
    GITHUB_ENV: join(home, 'env'),
    GITHUB_PATH: join(home, 'path'),
    GITHUB_STATE: join(home, 'state'),
    RUNNER_TEMP: join(home, 'temp'),
    ACTIONS_RUNTIME_TOKEN: 'key-to-caches',
    ...inputVariables(call.inputs),
    ...call.env,
  };
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The runner evaluates the defaults of action.yml and sets a variable for every input. */
function inputVariables(given: Readonly<Record<string, string>>): Record<string, string> {
  const evaluated: Record<string, string> = {
    'github.token': WORKFLOW_TOKEN.value,
    'toJSON(matrix)': 'null',
    'job.status': 'success',
  };
  const variables: Record<string, string> = {};
  for (const [name, { default: fallback = '' }] of Object.entries(ACTION.inputs)) {
    const value =
      given[name] ?? fallback.replace(/\$\{\{ *(.+?) *\}\}/g, (_, expression: string) => evaluated[expression] ?? '');
    variables[`INPUT_${name.toUpperCase()}`] = value;
  }
  return variables;
}

function execute(
  cwd: string,
  env: Record<string, string>,
  onStart?: ActionCall['onStart'],
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [DIST], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    onStart?.(() => child.kill('SIGTERM'));
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', fail);
    child.on('close', (code) =>
      done({
        exitCode: code ?? -1,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      }),
    );
  });
}

function readAll(workspace: string, given: ReadonlySet<string>): Record<string, string> {
  const all = readdirSync(workspace, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = all
    .map((entry) => relative(workspace, join(entry.parentPath, entry.name)))
    .filter((path) => !given.has(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(workspace, path), 'utf8')]));
}

function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(lines[at] ?? '') ?? [];
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter, at + 1);
    if (end < 0) throw new Error(`the output ${name} does not end`);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return outputs;
}
