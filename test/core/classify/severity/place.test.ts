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

describe('a place', () => {
  const at = (what: Parameters<typeof failure>[1], where: Parameters<typeof findings>[1] = {}) => {
    const own = failure('refused', what);
    return placeOf(own, 0, findings([own], where));
  };

  it.each([
    [{ tool: 'pytest', kind: 'exception' }, 'test'],
    [{ tool: 'libtest', kind: 'panic' }, 'test'],
    [{ tool: 'nextest', kind: 'panic' }, 'test'],
    [{ tool: 'junit', kind: 'exception' }, 'test'],
    [{ kind: 'test' }, 'test'],
    [{ kind: 'collection' }, 'test'],
    [{ kind: 'session' }, 'test'],
    [{ kind: 'container' }, 'start'],
    [{ facts: { container: 'web' } }, 'start'],
    [{ kind: 'compile-error' }, 'build'],
    [{ kind: 'build' }, 'build'],
    [{ kind: 'build-step' }, 'build'],
    [{ kind: 'dependency' }, 'build'],
    [{ kind: 'lint' }, 'build'],
    [{ kind: 'format' }, 'build'],
    [{ kind: 'exception' }, undefined],
    [{ kind: 'panic', tool: 'rust', name: 'main' }, undefined],
    [{ kind: 'panic', tool: 'rust', name: 'a::b' }, 'test'],
    [{ kind: 'exception', name: 'a::b' }, undefined],
    [{ kind: 'output', location: { file: 'tests/a.rs', line: 1 } }, undefined],
  ] as const)('of %j is %s', (what, place) => {
    expect(at(what)).toBe(place);
  });

  it('in a container is its start, whatever was built there', () => {
    expect(at({ kind: 'build' }, { group: 'container web' })).toBe('start');
    expect(at({ kind: 'test' }, { group: 'container web' })).toBe('test');
    expect(at({ kind: 'build' }, { group: 'web' })).toBe('build');
  });

  it('of a part is that of the whole', () => {
    const whole = (kind: 'test' | 'build-step' | 'exception') => failure('whole', { kind });
    const part = failure('refused', { kind: 'exception' });
    const within = (kind: 'test' | 'build-step' | 'exception') => placeOf(part, 0, findings([part]), whole(kind));
    expect([within('test'), within('build-step'), within('exception')]).toEqual(['test', 'build', undefined]);
  });

  it.each([
    ['tests/a.rs', 'test'],
    ['src/test/a.js', 'test'],
    ['spec/a.rb', 'test'],
    ['a/__tests__/b.js', 'test'],
    ['test_a.py', 'test'],
    ['a/test_b.py', 'test'],
    ['a_test.go', 'test'],
    ['a_spec.rb', 'test'],
    ['a.test.ts', 'test'],
    ['a.spec.mjs', 'test'],
    ['C:\\tests\\a.rs', 'test'],
    ['contests/a.rs', undefined],
    ['tests.rs', undefined],
    ['mytest_a.py', undefined],
    ['test_a.rs', undefined],
    ['a.test.ts.map', undefined],
    ['src/attest.ts', undefined],
  ])('in the file %s is %s', (file, place) => {
    expect(at({ location: { file, line: 1 } })).toBe(place);
  });

  it.each([
    ['test', 'test'],
    ['Run unit tests', 'test'],
    ['e2e (chrome)', 'test'],
    ['cargo nextest run', 'test'],
    ['build', 'build'],
    ['Lint and check', 'build'],
    ['test the build', 'test'],
    ['contest', undefined],
    ['rebuild', undefined],
    ['deploy', undefined],
  ])('by the name of the job, %s, is %s', (name, place) => {
    expect(at({}, { job: { name } })).toBe(place);
  });

  it('by the names of step and job on the line itself is known where GitHub tells nothing', () => {
    const stamp = '2026-11-22T04:53:51.7439207Z ';
    const own = failure(`ci\tRun tests\t${stamp}refused`);
    expect(placeOf(own, 0, findings([own]))).toBe('test');
    const other = failure(`build\tStart\t${stamp}refused`);
    expect(placeOf(other, 0, findings([other]))).toBe('build');
    const told = { steps: [step('Start')], startsStep: true } as const;
    const section = { name: 'a', first: 1, outcome: 'failed', told } as const;
    expect(placeOf(own, 0, findings([own], { sections: [section] }))).toBeUndefined();
  });
});

it('where several steps may be it, the time of the line that states a failure tells which', () => {
  const time = (second: number) => `2026-11-22T04:53:${String(second).padStart(2, '0')}Z`;
  const told = {
    steps: [
      { ...step('Run pytest'), started: Date.parse(time(0)), ended: Date.parse(time(9)) },
      { ...step('Start'), number: 2, started: Date.parse(time(11)), ended: Date.parse(time(20)) },
    ],
    startsStep: false,
  } as const;
  const at = (second: number) => {
    const own = failure(`${time(second)} refused`, thrown);
    return placeOf(own, 0, findings([own], { sections: [{ name: 'a', first: 1, outcome: 'failed', told }] }));
  };
  expect([at(5), at(9), at(10), at(12)]).toEqual(['test', 'test', undefined, undefined]);
});
