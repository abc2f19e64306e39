/** Runs a program and says what it cost: processor seconds, since the machine may be busy, and the memory it held. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TIME } from '../bench-time.js';
import { ROOT } from '../scenario.js';

/** The bundle, as users run it. */
export const CLI = resolve(ROOT, process.env['WHYDUNIT_DIST'] ?? 'dist', 'cli.js');

export interface Ran {
  /** User and system, of the program and of all that it started and waited for. */
  readonly seconds: number;
  /** By the clock, whatever else the machine did meanwhile. */
  readonly elapsed: number;
  /** MiB that the process held after each tenth of its time. */
  readonly memory: readonly number[];
  /** What it said on standard error. */
  readonly said: string;
}

export interface RunOptions {
  readonly input?: Readable;
  /** Standard output goes into this file. */
  readonly output?: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Is given the process that measures the program. */
  readonly begun?: (pid: number) => void;
}

const WATCH_MS = 200;

/** @throws Error with what it said where it does not end with 0 */
export async function run(command: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'whydunit-time-'));
  const spent = join(folder, 'spent');
  const { input = Readable.from([]), output = '/dev/null', cwd = ROOT, env = process.env } = options;
  const began = Date.now();
  const child = spawn(TIME, ['-q', '-o', spent, '-f', '%U %S', ...command], { cwd, env });
  const held: number[] = [];
  const watch = setInterval(() => held.push(memoryOf(childrenOf(child.pid)[0])), WATCH_MS);
  options.begun?.(child.pid ?? 0);
  const said = textOf(child);
  const ended = new Promise<number | null>((done) => child.on('close', done));
  try {
    await Promise.all([pipeline(input, child.stdin), pipeline(child.stdout, createWriteStream(output))]);
    const code = await ended;
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${(await said).slice(-2_000)}`);
    const [user = 0, system = 0] = readFileSync(spent, 'utf8').trim().split(' ').map(Number);
    const memory = tenths(held.filter((each) => each > 0));
    return { seconds: user + system, elapsed: (Date.now() - began) / 1_000, memory, said: await said };
  } finally {
    clearInterval(watch);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function textOf({ stderr }: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of stderr ?? []) text += chunk;
  return text;
}

/** Processes that a thread of a process started, by default its first; none where it is gone. */
export function childrenOf(pid: number | undefined, thread = pid): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** MiB that a process holds; 0 where it is gone. */
function memoryOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
  } catch {
    return 0;
  }
}

/** Of many values those after each tenth. */
function tenths(values: readonly number[]): readonly number[] {
  return Array.from({ length: 10 }, (_, at) => values[Math.floor(((at + 1) * (values.length - 1)) / 10)] ?? 0);
}
