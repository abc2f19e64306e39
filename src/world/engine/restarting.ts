import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineAnswer } from './capture.js';
import { Answer } from './connection/answer.js';

/** A program that fails at its start has failed by then. */
const LATELY_MS = 10_000;
const LOOKS = 6;
const PAUSE_MS = 300;

/**
 * The answer of a container that is restarted again and again at a moment when it is down: only then does the engine tell
 * how it ended. One that keeps running stays as it is.
 * @param again asks the engine once more
 */
export async function whenDown(inspect: EngineAnswer, again: () => Promise<EngineAnswer>): Promise<EngineAnswer> {
  let latest = inspect;
  for (let looks = 0; looks < LOOKS && runsAgain(latest) < LATELY_MS; looks++) {
    await sleep(PAUSE_MS);
    latest = await again();
  }
  return latest;
}

/** Milliseconds since a container that runs was started again; infinite for others. */
export function runsAgain(inspect: EngineAnswer): number {
  const answer = new Answer(inspect);
  const isUp = answer.text('State', 'Status') === 'running' && !answer.isTrue('State', 'Restarting');
  const started = Date.parse(answer.text('State', 'StartedAt'));
  if (!isUp || Number.isNaN(started) || (answer.number('RestartCount') ?? 0) === 0) return Number.POSITIVE_INFINITY;
  return Math.max(0, Date.now() - started);
}
