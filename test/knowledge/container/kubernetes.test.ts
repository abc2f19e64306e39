import { describe, expect, it, test } from 'vitest';
import { kubernetes } from '../../../src/knowledge/container/kubernetes.js';
import { runParser } from '../run-parser.js';

const facts = (text: string) => runParser(kubernetes, text).failures.map((failure) => failure.facts);

describe('what kubectl prints of a pod that does not run', () => {
  it.each([
    ['grain-7d4b9c6f5-qk8zm   0/1   CrashLoopBackOff   12 (2m3s ago)   39m', [{ state: 'crash-loop' }]],
    ['mill   grain-0   1/2   ImagePullBackOff   0   39m', [{ state: 'image' }]],
    ['grain-0   0/1   Init:CrashLoopBackOff   2   39m', [{ state: 'crash-loop' }]],
    ['      Reason:       CreateContainerConfigError', [{ state: 'configuration' }]],
    [
      'Warning  Failed  3s  kubelet  Back-off pulling image "mill/grain:9"',
      [{ state: 'image', image: 'mill/grain:9' }],
    ],
    [
      'Warning  Unhealthy  3s  kubelet  Startup probe failed: Get "http://10.1.0.4:80/up": dial tcp 10.1.0.4:80: connect: connection refused',
      [{ probe: 'startup', answer: 'refused', port: '80' }],
    ],
    [
      'Liveness probe errored: rpc error: code = DeadlineExceeded desc = timed out',
      [{ probe: 'liveness', answer: 'none' }],
    ],
  ])('%s', (text, expected) => expect(facts(text)).toEqual(expected));

  it('names the pod of a row and of an event', () => {
    const text =
      'grain-7d4b9c6f5-qk8zm   0/1   Error   1   9m\nBack-off restarting failed container mill in pod grain-0_x';
    expect(runParser(kubernetes, text).failures.map(({ name }) => name)).toEqual(['grain-0']);
  });
});

test('is silent over pods that run, and over the words in prose', () => {
  expect(facts('grain-7d4b9c6f5-qk8zm   1/1   Running   0   39m')).toEqual([]);
  expect(facts('We once had a CrashLoopBackOff here, see the wiki.')).toEqual([]);
});
