import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type Engine } from './engine.js';
import type { Settled } from './scenario.js';

const LONGEST = 60_000;
const PAUSE = 250;

interface Inspect {
  readonly RestartCount: number;
  readonly State: {
    readonly Status: string;
    readonly Health?: { readonly Status: string };
  };
}

/** Waits until the container is what it is to become. Throws with what it is instead after a minute. */
export async function settle(engine: Engine, container: string, wanted: Settled): Promise<void> {
  const deadline = Date.now() + LONGEST;
  for (;;) {
    const inspect = await inspected(engine, container);
    if (inspect !== undefined && isSettled(inspect, wanted)) return;
    if (Date.now() > deadline)
      throw new Error(`${container} is not ${wanted} but ${JSON.stringify(inspect?.State ?? 'absent')}`);
    await sleep(PAUSE);
  }
}

/** Podman answers 500 when the process ends while it looks at it. */
async function inspected(engine: Engine, container: string): Promise<Inspect | undefined> {
  try {
    return (await ask(engine, `/v1.40/containers/${container}/json`)) as Inspect | undefined;
  } catch (error) {
    if (String(error).includes('no such process')) return undefined;
    throw error;
  }
}

function isSettled({ State, RestartCount }: Inspect, wanted: Settled): boolean {
  if (wanted === 'unhealthy') return State.Health?.Status === 'unhealthy';
  if (wanted === 'restarting') return RestartCount >= 3;
  return State.Status === wanted;
}
