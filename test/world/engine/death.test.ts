import { describe, expect, test } from 'vitest';
import { deathOf } from '../../../src/world/engine/death.js';

const at = (time: string): number => Date.parse(`2026-11-23T${time}Z`);
const stamp = (time: string): string => `2026-11-23T${time}.000000000Z`;
const die = (id: string, time: string, exact = true) => ({
  Type: 'container',
  Action: 'die',
  Actor: { ID: id },
  ...(exact ? { timeNano: at(time) * 1e6 } : { time: at(time) / 1000 }),
});

describe('when a container failed', () => {
  test.each([
    ['it ended', { State: { Status: 'exited', ExitCode: 1, FinishedAt: stamp('10:00:05') } }, '10:00:05'],
    [
      'it was never started',
      { Created: stamp('10:00:01'), State: { Status: 'created', ExitCode: 127, FinishedAt: '0001-01-01T00:00:00Z' } },
      '10:00:01',
    ],
    [
      'it is restarted: at its first death',
      { Id: 'a', RestartCount: 4, State: { Status: 'restarting', ExitCode: 1, FinishedAt: stamp('10:09:00') } },
      '10:00:02',
    ],
    [
      'it is restarted, and its events are lost: at its last death',
      { Id: 'z', RestartCount: 4, State: { Status: 'restarting', ExitCode: 1, FinishedAt: stamp('10:09:00') } },
      '10:09:00',
    ],
    [
      'it is unhealthy: at the first check that failed',
      {
        State: {
          Status: 'running',
          Health: {
            Status: 'unhealthy',
            Log: [
              { Start: stamp('10:00:01'), ExitCode: 0 },
              { Start: stamp('10:00:03'), ExitCode: 1 },
              { Start: stamp('10:00:05'), ExitCode: 1 },
            ],
          },
        },
      },
      '10:00:03',
    ],
  ])('%s', (_, inspect, time) => {
    const events = [die('b', '09:00:00'), die('a', '10:00:04'), die('a', '10:00:02', false), { Action: 'start' }];
    expect(deathOf(inspect, events)).toBe(at(time));
  });

  test.each([
    ['it ended well', { State: { Status: 'exited', ExitCode: 0, FinishedAt: stamp('10:00:05') } }],
    ['it was stopped', { State: { Status: 'exited', ExitCode: 143, FinishedAt: stamp('10:00:05') } }],
    ['it runs', { State: { Status: 'running' } }],
    ['no time is told', { State: { Status: 'exited', ExitCode: 1 } }],
    ['nothing is told', {}],
  ])('it did not, or nobody knows: %s', (_, inspect) => {
    expect(deathOf(inspect, [])).toBeUndefined();
  });
});
