import type { Outcome } from '../../core/domain/outcome.js';
import { Answer } from './connection/answer.js';

/** How a container ended, or goes on. */
export interface ContainerOutcome {
  readonly outcome: Outcome;
  /** Only of one that has ended. */
  readonly exitCode?: number;
}

/** SIGINT and SIGTERM: somebody stopped it. */
const STOPPED = new Set([130, 143]);

/**
 * What an answer to inspect says of the outcome. Observed on engines 20.10 and 28 and on Podman 4.3: a container that could
 * not be started stays `created`, with its exit code (Docker) or without a word (Podman); an unhealthy one is `running`.
 */
export function containerOutcome(inspect: unknown): ContainerOutcome {
  const state = new Answer(inspect).at('State');
  const exitCode = state.number('ExitCode') ?? 0;
  if (state.text('Health', 'Status') === 'unhealthy') return { outcome: 'failed' };
  switch (state.text('Status')) {
    case 'exited':
    case 'stopped':
    case 'dead':
      return { outcome: ended(exitCode, state.isTrue('OOMKilled')), exitCode };
    case 'restarting':
      return { outcome: exitCode === 0 ? 'unknown' : 'failed', exitCode };
    case 'created':
      return exitCode !== 0 || state.text('Error') !== '' ? { outcome: 'failed', exitCode } : { outcome: 'unknown' };
    default:
      return { outcome: 'unknown' };
  }
}

function ended(exitCode: number, outOfMemory: boolean): Outcome {
  if (outOfMemory) return 'failed';
  if (STOPPED.has(exitCode)) return 'unknown';
  return exitCode === 0 ? 'passed' : 'failed';
}
