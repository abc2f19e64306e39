import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exec } from '@actions/exec';
import type { Source } from '../../core/domain/source.js';
import { KnownError, reasonOf } from '../../core/errors.js';
import { Spool } from '../files/spool.js';
import type { CommandRun } from './command.js';
import { thisMachine } from './machine.js';

export interface StepOptions {
  /** Directory for the script while it runs. */
  readonly temporary: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Gets every chunk as it comes. */
  onOutput(chunk: Uint8Array): void;
}

/** As a step of a workflow has it: nothing to read. Both streams go into one pipe, since two would lose the order. */
const SHELL = 'exec bash --noprofile --norc -eo pipefail "$0" 2>&1 </dev/null';

/**
 * Runs a script as the runner runs a step's `run:` with `shell: bash`, and keeps all it prints. A script that fails is a
 * result. Rejects with a KnownError when there is no bash; when the output cannot be kept, the source says so when opened.
 */
export async function runStep(script: string, options: StepOptions): Promise<CommandRun> {
  const path = join(options.temporary, `whydunit-${randomUUID()}.sh`);
  const kept = new KeptOutput();
  try {
    await writeFile(path, script.endsWith('\n') ? script : `${script}\n`, { mode: 0o600 });
    const stdout = (chunk: Buffer) => {
      kept.append(chunk);
      options.onOutput(chunk);
      // The caller goes on to gather lines out of it for a listener that is not there, at quadratic cost in long ones.
      chunk.toString = () => '';
    };
    const exitCode: unknown = await exec('bash', ['-c', SHELL, path], {
      silent: true,
      ignoreReturnCode: true,
      env: { ...options.environment },
      listeners: { stdout },
    });
    return finished(kept, typeof exitCode === 'number' ? exitCode : undefined);
  } catch (error) {
    throw new KnownError(
      'command-not-started',
      { where: 'run', what: `the command cannot be started: ${reasonOf(error)}` },
      error,
    );
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}

/** Without an exit code bash itself was killed; which signal it was is not told, so the source does not claim one. */
function finished(kept: KeptOutput, exitCode: number | undefined): CommandRun {
  const outcome = exitCode === 0 ? 'passed' : 'failed';
  return {
    source: kept.source({
      name: 'run',
      kind: 'command',
      outcome,
      ...(exitCode !== undefined && { exitCode }),
      ran: thisMachine(),
    }),
    exitCode: exitCode ?? 1,
  };
}

/** Output on disk. A full disk stops the keeping, not the command. */
class KeptOutput {
  readonly #spool: Spool;
  #broken: unknown;

  constructor() {
    this.#spool = new Spool();
  }

  append(chunk: Uint8Array): void {
    if (this.#broken !== undefined) return;
    try {
      this.#spool.append(chunk);
    } catch (error) {
      this.#broken = error;
    }
  }

  source(about: Pick<Source, 'name' | 'kind' | 'outcome' | 'exitCode' | 'ran'>): Source {
    const broken = this.#broken;
    const source = this.#spool.source(about);
    if (broken === undefined) return source;
    return {
      ...source,
      async *open() {
        yield* source.open();
        throw broken;
      },
    };
  }
}
