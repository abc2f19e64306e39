import { describe, expect, it } from 'vitest';
import { containerHealth } from '../../../src/knowledge/container/container-health.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(containerHealth, text).failures;

describe('health logs', () => {
  it.each([
    ['health/endpoint-missing', '404 Not Found'],
    ['health/non-2xx', '503 Service Unavailable'],
    ['health/wrong-port', 'Connection refused'],
    ['health/hung', 'Health check exceeded timeout (2s)'],
  ])('%s tells what the last probe said', (scenario, said) => {
    const [failure, ...others] = read(recorded(scenario));
    expect(others).toEqual([]);
    expect(failure).toMatchObject({
      tool: 'container',
      kind: 'container',
      message: expect.stringContaining(said),
      facts: { health: 'unhealthy' },
    });
  });

  it('a healthy container is no failure', () => {
    expect(read(recorded('health/healthy'))).toEqual([]);
    expect(read('{"Status":"starting","FailingStreak":1,"Log":[{"ExitCode":1,"Output":"refused"}]}')).toEqual([]);
  });

  it('one that was cut off still counts', () => {
    expect(read('{"Status":"unhealthy","FailingStreak":3,"Log":[{"Start"')).toMatchObject([
      { message: 'The container is unhealthy' },
    ]);
  });
});
