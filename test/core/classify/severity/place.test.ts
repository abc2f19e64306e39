import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../../src/core/classify/severity/place.js';
import type { ToldStep } from '../../../../src/core/domain/job.js';
import { failure, findings } from '../failures.js';

const panic = { tool: 'rust', kind: 'panic' } as const;
const thrown = { tool: 'python', kind: 'exception' } as const;
const RUN = 'Traceback (most recent call last):\n  File "/x/site-packages/_pytest/runner.py", line 341, in call';
const step = (name: string): ToldStep => ({ number: 1, name, outcome: 'failed' });

describe('a failure happened in a test', () => {
  it.each([
    ['where a runner of tests told it', failure('refused', { tool: 'pytest', kind: 'test' })],
    ["in a test's thread", failure('refused', { ...panic, name: 'shop::tests::pays' })],
    ['in a file of tests', failure('refused', { ...panic, location: { file: 'tests/api.rs', line: 9 } })],
    ['below a runner of tests', failure(`${RUN}\nOSError: refused`, thrown)],
  ])('%s', (_, own) => {
    expect(placeOf(own, 0, findings([own]))).toBe('test');
  });

  it('where GitHub says so of its step or job', () => {
    const own = failure('refused', thrown);
    const told = { steps: [step('Run pytest')], startsStep: true } as const;
    const section = { name: 'Run pytest', first: 1, outcome: 'failed', told } as const;
    expect(placeOf(own, 0, findings([own], { sections: [section] }))).toBe('test');
    expect(placeOf(own, 0, findings([own], { job: { name: 'e2e (3.12)' } }))).toBe('test');
    const either = { steps: [step('Run pytest'), step('Start the server')], startsStep: false } as const;
    expect(placeOf(own, 0, findings([own], { sections: [{ ...section, told: either }] }))).toBeUndefined();
  });
});

it('what else the text shows says nothing of where a failure happened', () => {
  const own = failure('refused', { ...panic, name: 'main', location: { file: 'src/main.rs', line: 9 } });
  const other = failure('assert 1 == 2', { tool: 'pytest', kind: 'test', first: 40 });
  const section = { name: 'pytest', first: 1, outcome: 'failed' } as const;
  expect(placeOf(own, 0, findings([own, other], { sections: [section] }))).toBeUndefined();
});

it('what was printed below an error did not call it', () => {
  const frame = RUN.split('\n')[1];
  const own = failure(`Traceback (most recent call last):\n  File "/srv/app.py", line 7\nOSError: x\n${frame}`, thrown);
  expect(placeOf(own, 0, findings([own]))).toBeUndefined();
});

it('a session of a sandbox is no run of tests', () => {
  const session = failure('✘ [ERROR] Session s1 timed out', { tool: 'cloud', kind: 'session' });
  const own = failure('OSError: refused', thrown);
  expect(placeOf(session, 0, findings([session]))).toBeUndefined();
  expect(placeOf(own, 0, findings([session, own]), session)).toBeUndefined();
});
