import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Source } from '../../core/domain/source.js';
import { KnownError, reasonOf } from '../../core/errors.js';
import { signalOf } from '../../core/parse/exit-status.js';
import { Spool } from '../files/spool.js';
import { thisMachine } from './machine.js';

/** A process the command left behind may hold its output open for ever. */
const LINGER_MS = 5000;

export interface CommandRun {
  readonly source: Source;
  /** As a shell reports it: 128 + number for a signal. */
  readonly exitCode: number;
  /** What ended it, where it did not end by itself. */
  readonly signal?: string;
}

/**
 * Runs a command line in the system's shell and keeps all it prints, both streams in the order they were written.
 * `onOutput` gets every chunk as it comes. Rejects with a KnownError when the shell cannot be started or the output
 * cannot be kept; a command that fails is a result, not an error.
 */
export async function runCommand(command: string, onOutput: (chunk: Uint8Array) => void): Promise<CommandRun> {
  const spool = new Spool();
  const child = start(command);
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.once('SIGINT', forward).once('SIGTERM', forward);
  try {
    const { exitCode, signal } = await finished(child, (chunk) => {
      spool.append(chunk);
      onOutput(chunk);
    });
    const source = spool.source({
      name: 'command',
      kind: 'command',
      outcome: exitCode === 0 ? 'passed' : 'failed',
      exitCode,
      ran: thisMachine(),
    });
    return { source, exitCode, ...(signal !== undefined && { signal }) };
  } catch (error) {
    spool.close();
    throw error instanceof KnownError
      ? error
      : new KnownError(
          'command-not-started',
          { where: '--run', what: `the shell cannot be started: ${reasonOf(error)}` },
          error,
        );
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward);
  }
}

/** One pipe for both streams, where the shell can do that: two pipes would lose the order. */
function start(command: string): ChildProcess {
  if (process.platform === 'win32') return spawn(command, { shell: true, stdio: ['inherit', 'pipe', 'pipe'] });
  return spawn('/bin/sh', ['-c', `exec 2>&1\n${command}`], { stdio: ['inherit', 'pipe', 'inherit'] });
}

function finished(child: ChildProcess, onOutput: (chunk: Uint8Array) => void): Promise<Omit<CommandRun, 'source'>> {
  return new Promise((resolve, reject) => {
    const take = (chunk: Uint8Array) => {
      try {
        onOutput(chunk);
      } catch (error) {
        child.kill();
        reject(error);
      }
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('error', reject);
    child.once('exit', () => {
      setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, LINGER_MS).unref();
    });
    child.once('close', (code, signal) => resolve(endedBy(code, signal)));
  });
}

/** A shell tells of a signal that ended its last command as 128 + number; one that ended the shell itself is told apart. */
function endedBy(code: number | null, signal: NodeJS.Signals | null): Omit<CommandRun, 'source'> {
  if (signal !== null) return { exitCode: 128 + constants.signals[signal], signal };
  const exitCode = code ?? 1;
  const told = signalOf(exitCode);
  return { exitCode, ...(told !== undefined && { signal: told }) };
}
