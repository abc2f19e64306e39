import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** What users run: the bundle. `npm run build` makes it anew. */
export const ENTRY = resolve(ROOT, process.env['WHYDUNIT_DIST'] ?? 'dist', 'cli.js');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Written to standard input, which is closed then; without it standard input is empty. */
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The command line's own command, for a shell. */
export const COMMAND = `'${process.execPath}' '${ENTRY}'`;

/** Runs the command line as users do: a process of its own. */
export function whydunit(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return new Promise((done, fail) => {
    const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...options.env };
    const child = spawn(process.execPath, [ENTRY, ...args], { cwd: options.cwd ?? ROOT, env });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.on('error', () => undefined).end(options.input ?? '');
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

const made: string[] = [];
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

/** An empty directory that vanishes when all tests of the file are done. */
export function scratch(): string {
  const path = mkdtempSync(join(tmpdir(), 'whydunit-test-'));
  made.push(path);
  return path;
}
