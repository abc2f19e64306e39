import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { ROOT } from './engine.js';

/** What users run: the bundle. `npm run build` makes it anew; WHYDUNIT_DIST names another folder. */
export const ENTRY = resolve(ROOT, process.env['WHYDUNIT_DIST'] ?? 'dist', 'cli.js');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** The socket of the engine, for DOCKER_HOST. */
  readonly socket: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The user's number, when it shall not be ours. */
  readonly uid?: number;
  readonly entry?: string;
}

/** Runs the command line as users do: a process of its own, for at most a minute. */
export function whydunit(args: readonly string[], { socket, env, uid, entry }: RunOptions): Promise<Run> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [entry ?? ENTRY, ...args], {
      env: { PATH: process.env['PATH'] ?? '', HOME: '/tmp', DOCKER_HOST: `unix://${socket}`, ...env },
      timeout: 60_000,
      cwd: '/',
      ...(uid !== undefined && { uid }),
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.on('error', () => undefined).end();
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

/** What the suite looks at in a report as JSON. */
export interface Report {
  readonly status: string;
  readonly diagnoses: readonly Finding[];
  readonly unknown: readonly Finding[];
  readonly verdict: { readonly gate: string; readonly reasons: readonly string[] };
}

interface Finding {
  readonly pattern?: string;
  readonly primary: boolean;
  readonly fingerprint: string;
  readonly evidence: readonly { readonly source: string; readonly line: number; readonly text: string }[];
  readonly explains?: readonly string[];
}

/**
 * The report of a run that ended as its gate says, or where that is open as the command that it ran. Throws with all that
 * was printed when it is none.
 */
export function reportOf(run: Run): Report {
  const printed = `exit code ${run.code}\n${run.stdout.slice(0, 4000)}\n${run.stderr.slice(0, 4000)}`;
  let report: Report;
  try {
    report = JSON.parse(run.stdout) as Report;
  } catch {
    throw new Error(`no report: ${printed}`);
  }
  const command = /the command ended with exit code (\d+)/.exec(run.stderr)?.[1];
  if (run.code !== (report.verdict.gate === 'pass' ? Number(command ?? 0) : 1))
    throw new Error(`the gate is ${report.verdict.gate}: ${printed}`);
  return report;
}

/** The headline: its pattern, `unknown`, or `nothing`; with the lines that prove it. */
export function headlineOf(report: Report): { readonly pattern: string; readonly evidence: string } {
  const primary = [...report.diagnoses, ...report.unknown].find((each) => each.primary);
  if (primary === undefined) return { pattern: 'nothing', evidence: '' };
  const evidence = primary.evidence.map(({ source, line, text }) => `${source}:${line}: ${text}`).join('\n');
  return { pattern: primary.pattern ?? 'unknown', evidence };
}
