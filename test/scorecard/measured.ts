import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestContext } from 'vitest';
import type { ReportV1 } from '../../src/core/render/json/v1.js';

/** The bundled command line; another build can be named, to try it before it is. */
export const ENTRY = resolve(process.env['WHYDUNIT_DIST'] ?? 'dist', 'cli.js');
const HOOK = pathToFileURL(resolve('test/scorecard/measure.mjs')).href;

export interface Measured {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Processor time. */
  readonly seconds: number;
  /** Peak memory. */
  readonly mebibytes: number;
}

export interface MeasuredOptions {
  /** Written to standard input, piece by piece. */
  readonly input?: Iterable<string | Uint8Array>;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the bundled command line as users do, and says what it cost. */
export async function measured(args: readonly string[], { input, cwd, env }: MeasuredOptions = {}): Promise<Measured> {
  const home = mkdtempSync(join(tmpdir(), 'whydunit-measured-'));
  const file = join(home, 'usage.json');
  try {
    const ended = await new Promise<{ code: number | null; stdout: string; stderr: string }>((done, fail) => {
      const child = spawn(process.execPath, ['--import', HOOK, ENTRY, ...args], {
        cwd: cwd ?? home,
        env: { PATH: process.env['PATH'] ?? '', MEASURE_FILE: file, ...env },
      });
      const [out, err]: [Buffer[], Buffer[]] = [[], []];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
      child.on('error', fail);
      child.stdin.on('error', () => undefined);
      child.on('close', (code) =>
        done({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
      );
      pour(input ?? [], child.stdin).catch(fail);
    });
    return { ...ended, ...(JSON.parse(readFileSync(file, 'utf8')) as { seconds: number; mebibytes: number }) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function pour(input: Iterable<string | Uint8Array>, stdin: NodeJS.WritableStream): Promise<void> {
  for (const piece of input) if (!stdin.write(piece)) await new Promise((drained) => stdin.once('drain', drained));
  stdin.end();
}

export function reportOf({ stdout, stderr }: Measured): ReportV1 {
  try {
    return JSON.parse(stdout) as ReportV1;
  } catch {
    throw new Error(`no report was printed: ${stderr.slice(0, 500)}`);
  }
}

/** What was found, by what makes it the same in another run. */
export function found({ diagnoses, unknown }: ReportV1): string[] {
  return [
    ...diagnoses.map(({ pattern, fingerprint }) => `${pattern} ${fingerprint}`),
    ...unknown.map(({ fingerprint }) => fingerprint),
  ].sort();
}

/** Does it with each of them, a few at once, as most of it is waiting for processes. */
export async function abreast<T>(all: readonly T[], lanes: number, work: (one: T) => Promise<void>): Promise<void> {
  const next = all.values();
  const lane = async () => {
    for (const one of next) await work(one);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** What a row of the scorecard shows as measured. */
export function figure({ task }: TestContext, text: string): void {
  Object.assign(task.meta, { figure: text });
}
