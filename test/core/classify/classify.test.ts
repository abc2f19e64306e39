import { describe, expect, test } from 'vitest';
import { type Classification, classify } from '../../../src/core/classify/classify.js';
import type { Findings } from '../../../src/core/classify/findings.js';
import type { Pattern } from '../../../src/core/domain/pattern.js';
import { unmarked } from '../../../src/core/domain/quoted.js';
import type { Section } from '../../../src/core/domain/section.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { Prefilter } from '../../../src/walk/prefilter.js';
import { failure, findings, pattern } from './failures.js';

function run(sources: readonly Findings[], patterns: readonly Pattern[]): Classification {
  const prefilter = new Prefilter([], patterns);
  return classify(
    sources,
    () => patterns,
    (text) => prefilter.literalsIn(text),
  );
}

const ids = ({ diagnoses }: Classification): string[] => diagnoses.map((diagnosis) => diagnosis.pattern);

describe('what a pattern asks for', () => {
  const log = 'first alpha\nmiddle\nlast omega\nfollow up';
  test.each([
    ['all, both there', pattern('a/a', { all: ['first alpha', 'last omega'] }), true],
    ['all, one missing', pattern('a/a', { all: ['first alpha', 'nothing here'] }), false],
    ['any', pattern('a/a', { any: ['nothing here', 'last omega'] }), true],
    ['none, there', pattern('a/a', { all: ['first alpha'], none: ['last omega'] }), false],
    ['none, not there', pattern('a/a', { all: ['first alpha'], none: ['nothing here'] }), true],
    ['within reach', pattern('a/a', { all: ['first alpha', 'last omega'] }, { when: { within: 2 } }), true],
    ['out of reach', pattern('a/a', { all: ['first alpha', 'last omega'] }, { when: { within: 1 } }), false],
    ['missing, but it followed', pattern('a/a', { all: ['first alpha'], missing: 'follow up' }), false],
    ['missing', pattern('a/a', { all: ['first alpha'], missing: 'completed well' }), true],
    ['tool', pattern('a/a', { all: ['first alpha'] }, { when: { tools: ['docker'] } }), false],
    ['code', pattern('a/a', {}, { when: { codes: ['X1'] } }), true],
    ['other code', pattern('a/a', {}, { when: { codes: ['X2'] } }), false],
    ['fact above', pattern('a/a', {}, { when: { facts: { polls: '> 1000' } } }), true],
    ['fact one of', pattern('a/a', {}, { when: { facts: { polls: '7|1500' } } }), true],
    ['fact below', pattern('a/a', {}, { when: { facts: { polls: '<= 1000' } } }), false],
    ['unknown fact', pattern('a/a', {}, { when: { facts: { pulse: '!= 3' } } }), false],
  ])('%s', (_, one, hit) => {
    const result = run([findings([failure(log, { code: 'X1', facts: { polls: 1500 } })])], [one]);
    expect(ids(result)).toEqual(hit ? ['a/a'] : []);
    expect(result.unknown.length).toBe(hit ? 0 : 1);
  });
});

describe('nothing is diagnosed in what did not fail', () => {
  const known = pattern('a/a', { all: ['some error'] });
  const lines = [makeLine(5, 'some error', false)];

  test('a passed source is silent', () => {
    expect(run([findings([failure('some error')], { outcome: 'passed' })], [known])).toEqual({
      diagnoses: [],
      unknown: [],
    });
  });

  test('a passed step is silent', () => {
    const sections = [
      { name: 'a', first: 1, outcome: 'passed' },
      { name: 'b', first: 3, outcome: 'failed' },
    ] as const;
    const result = run(
      [findings([failure('some error'), failure('other', { first: 4 })], { sections, outcome: 'failed' })],
      [known],
    );
    expect(ids(result)).toEqual([]);
    expect(result.unknown.map(({ evidence }) => evidence[0]?.text)).toEqual(['other']);
  });

  test('a loose line counts only where the step is known to have failed', () => {
    expect(run([findings([], { loose: lines })], [known])).toEqual({ diagnoses: [], unknown: [] });
    expect(ids(run([findings([], { loose: lines, outcome: 'failed' })], [known]))).toEqual(['a/a']);
  });

  test('a later success takes a failure back, unless the step failed all the same', () => {
    const recoveries = [{ tool: 'python', name: 't', line: 9 }] as const;
    const failures = [failure('some error', { name: 't' })];
    expect(run([findings(failures, { recoveries })], [known])).toEqual({ diagnoses: [], unknown: [] });
    expect(ids(run([findings(failures, { recoveries, outcome: 'failed' })], [known]))).toEqual(['a/a']);
    expect(ids(run([findings([failure('some error', { name: 'other' })], { recoveries })], [known]))).toEqual(['a/a']);
  });
});

describe('causes over wrappers', () => {
  const wrapper = failure('process completed with 1', { first: 9, role: 'wrapper', kind: 'ci', tool: 'github' });
  const cause = failure('some error');

  test('a wrapper is folded under the cause, known or not', () => {
    const wrapped = pattern('w/w', { all: ['process completed'] });
    expect(
      run([findings([cause, wrapper])], [wrapped, pattern('a/a', { all: ['some error'] })]).diagnoses,
    ).toMatchObject([{ pattern: 'a/a', explains: ['w/w'], primary: true }]);
    const unknown = run([findings([cause, wrapper])], [wrapped]);
    expect(unknown).toMatchObject({ diagnoses: [], unknown: [{ primary: true }] });
  });

  test('a wrapper alone is the headline', () => {
    expect(run([findings([wrapper])], [pattern('w/w', { all: ['process completed'] })]).diagnoses).toMatchObject([
      { pattern: 'w/w', primary: true, confidence: 'medium' },
    ]);
  });

  test('a failure inside another one is a part of it, inside a wrapper it is the cause', () => {
    const inner = failure('inner error', { first: 2 });
    const outer = failure('outer\ninner error\nend', { tool: 'pytest', kind: 'test' });
    expect(run([findings([outer, inner])], []).unknown).toHaveLength(1);
    const step = failure('outer\ninner error\nend', { tool: 'docker', kind: 'build-step', role: 'wrapper' });
    expect(run([findings([step, inner])], []).unknown).toMatchObject([
      { occurrences: [{ failure: { message: 'inner error' } }] },
    ]);
  });

  test('what a pattern explains is folded under it', () => {
    const patterns = [
      pattern('a/root', { all: ['some error'] }, { explains: ['b/*'] }),
      pattern('b/after', { all: ['another thing'] }, { severity: 'P0' }),
    ];
    const both = [failure('another thing', { channel: '#7' }), failure('some error', { first: 5, channel: '#7' })];
    expect(run([findings(both)], patterns).diagnoses).toMatchObject([
      { pattern: 'a/root', explains: ['b/after'], folded: [{ pattern: 'b/after', occurrences: [{}] }] },
    ]);
  });

  test('the more specific pattern wins; one that does not yield stays as an alternative', () => {
    const special = pattern('a/special', { all: ['some error'] });
    const general = pattern('a/general', { all: ['some error'] }, { yieldsTo: ['a/special'], severity: 'P0' });
    const rival = pattern('a/rival', { any: ['some error'] }, { severity: 'P2' });
    expect(run([findings([cause])], [general, rival, special]).diagnoses).toMatchObject([
      { pattern: 'a/special', alternatives: ['a/rival'] },
    ]);
  });

  test('a pattern that only knows the sort of failure is no alternative, and still wins alone', () => {
    const special = pattern('a/special', { all: ['some error'] });
    const any = pattern('a/any', {}, { when: { tools: ['python'] } });
    const some = pattern('a/some', {}, { when: { facts: { exception: '!= none' } } });
    const precise = pattern('a/precise', {}, { when: { facts: { exception: 'KeyError' } } });
    const raised = failure('some error', { facts: { exception: 'KeyError' } });
    expect(run([findings([raised])], [any, some, precise, special]).diagnoses).toMatchObject([
      { pattern: 'a/special', alternatives: ['a/precise'] },
    ]);
    expect(run([findings([raised])], [any, some]).diagnoses).toMatchObject([{ pattern: 'a/some', alternatives: [] }]);
  });
});

describe('one diagnosis, many places', () => {
  test('the same capture is one diagnosis, another capture another', () => {
    const one = pattern(
      'a/a',
      { all: ['cannot find (?<name>\\w+)'] },
      { groupBy: ['name'], rootCause: '`{name}` is not {thing|there}.', fix: [{ text: 'x', run: 'add {name}' }] },
    );
    const result = run(
      [
        findings([
          failure('cannot find x'),
          failure('cannot find x', { first: 3 }),
          failure('cannot find y', { first: 5 }),
        ]),
      ],
      [one],
    );
    expect(result.diagnoses.map(({ captures, occurrences }) => [captures['name'], occurrences.length])).toEqual([
      ['x', 2],
      ['y', 1],
    ]);
    expect(unmarked(result.diagnoses[0]?.rootCause ?? '')).toBe('x is not {thing|there}.');
    expect(result.diagnoses[0]?.fix[0]?.run).toBe('add x');
  });

  test('a value that could change a command is not put into it', () => {
    const one = pattern('a/a', { all: ['cannot find (?<name>.+)'] }, { fix: [{ text: 'x', run: 'rm {name}' }] });
    expect(run([findings([failure('cannot find $(reboot)')])], [one]).diagnoses[0]?.fix[0]?.run).toBe('rm NAME');
    expect(run([findings([failure('cannot find -rf')])], [one]).diagnoses[0]?.fix[0]?.run).toBe('rm NAME');
  });

  test('exactly one entry is primary, and the same input gives the same output', () => {
    const sources = [
      findings([failure('one'), failure('two', { first: 3 })]),
      findings([failure('three')], { source: 'b.log' }),
    ];
    const result = run(sources, []);
    expect([...result.diagnoses, ...result.unknown].filter(({ primary }) => primary)).toHaveLength(1);
    expect(JSON.stringify(run(sources, []))).toBe(JSON.stringify(result));
  });

  test('fingerprints do not depend on times, numbers and temporary paths', () => {
    const print = (text: string): string | undefined => run([findings([failure(text)])], []).unknown[0]?.fingerprint;
    expect(print('failed after 12.3s in /tmp/abc/x at 0x7fff1234')).toBe(
      print('failed after 99.1s in /tmp/q1/y at 0x1'),
    );
    expect(print('failed here')).not.toBe(print('failed there'));
  });
});

const TOLD: Section = {
  name: 'Run it',
  first: 101,
  outcome: 'unknown',
  told: { steps: [{ number: 4, name: 'Run it', outcome: 'failed' }], startsStep: true },
};

test('the proof is quoted with source and raw line number, in order', () => {
  const log = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`)
    .join('\n')
    .replace('line 20', 'the proof');
  const { diagnoses } = run(
    [
      findings([failure(log, { first: 101 })], {
        job: { name: 'test', url: 'https://example.test/job/7' },
        sections: [TOLD],
      }),
    ],
    [pattern('a/a', { all: ['the proof'] })],
  );
  const evidence = diagnoses[0]?.evidence ?? [];
  expect(evidence.map(({ line }) => line)).toEqual([...evidence.map(({ line }) => line)].sort((a, b) => a - b));
  expect(evidence.find(({ text }) => text === 'the proof')).toEqual({
    source: 'a.log',
    line: 120,
    text: 'the proof',
    proof: true,
    url: 'https://example.test/job/7#step:4:20',
  });
});

test('a quoted line keeps the time that was stamped on it', () => {
  const stamped = failure('2026-11-22T04:53:51.7439207Z the proof\nunstamped');
  const { diagnoses } = run([findings([stamped])], [pattern('a/a', { all: ['the proof'] })]);
  expect(diagnoses[0]?.evidence.map(({ text, time }) => [text, time])).toEqual([
    ['the proof', '2026-11-22T04:53:51.7439207Z'],
    ['unstamped', undefined],
  ]);
});

describe('sources that tell of the same thing', () => {
  const cause = pattern('log/cause', { all: ['some error'] }, { explains: ['state/ended'] });
  const ended = pattern('state/ended', { all: ['exit code'] });
  const log = (group: string) =>
    findings([failure('some error')], { source: `${group}/log.txt`, group: `container ${group}` });
  const state = (group: string, role: 'cause' | 'wrapper') =>
    findings([failure('exit code 1', { role })], { source: `${group}/inspect.json`, group: `container ${group}` });

  test('what one shows explains what another says', () => {
    const result = run([state('web', 'cause'), log('web')], [cause, ended]);
    expect(result.diagnoses).toMatchObject([{ pattern: 'log/cause', explains: ['state/ended'] }]);
  });

  test('a wrapper in one belongs to the cause in another', () => {
    const other = pattern('log/cause', { all: ['some error'] });
    expect(ids(run([state('web', 'wrapper'), log('web')], [other, ended]))).toEqual(['log/cause']);
  });

  test('other groups stay apart, and so do sources without one', () => {
    expect(ids(run([state('db', 'cause'), log('web')], [cause, ended])).sort()).toEqual(['log/cause', 'state/ended']);
    const alone = findings([failure('exit code 1')], { source: 'inspect.json' });
    expect(ids(run([alone, log('web')], [cause, ended])).sort()).toEqual(['log/cause', 'state/ended']);
  });
});

describe('containers that failed one after another', () => {
  const crash = pattern('container/crashed', { all: ['signal eleven'] });
  const refused = pattern('net/connection-refused', { all: ['connection refused'] }, { severity: 'P0' });
  const panic = pattern('rust/panic', { all: ['panicked at'] }, { severity: 'P0' });
  const ended = pattern('container/exited', { all: ['exit code'] }, { groupBy: ['facts.name'] });
  const patterns = [crash, refused, panic, ended];
  const group = (name: string) => ({ source: `containers/${name}/log.txt`, group: `container ${name}` });
  const store = findings([failure('signal eleven')], group('store'));
  const web = (words: string, facts: Record<string, string>) =>
    findings(
      [
        failure(words, { kind: 'panic' }),
        failure('exit code 1', { first: 9, role: 'wrapper', facts: { name: 'web', ...facts } }),
      ],
      group('web'),
    );

  test('what misses its dependency follows from why that failed', () => {
    const { diagnoses } = run(
      [web('connection refused', { diedAfter: 'store', dependedOn: 'store' }), store],
      patterns,
    );
    expect(diagnoses.map((each) => [each.pattern, each.explains])).toEqual([
      ['container/crashed', ['net/connection-refused', 'container/exited']],
    ]);
  });

  test('a cause of its own stays, below the one that came first, and keeps its own end', () => {
    const { diagnoses } = run([web('panicked at', { diedAfter: 'store', dependedOn: 'store' }), store], patterns);
    expect(diagnoses.map((each) => [each.pattern, each.explains])).toEqual([
      ['container/crashed', []],
      ['rust/panic', ['container/exited']],
    ]);
  });

  test('one that only came later is ranked below, not folded; without times severity and kind decide', () => {
    expect(ids(run([web('connection refused', { diedAfter: 'store' }), store], patterns))).toEqual([
      'container/crashed',
      'net/connection-refused',
    ]);
    expect(ids(run([web('connection refused', {}), store], patterns))).toEqual([
      'net/connection-refused',
      'container/crashed',
    ]);
  });

  describe('what a program outside of all containers asked for, and a container that the engine says has ended', () => {
    const asked = (words: string) => findings([failure(`connection refused ${words}`)], { source: 'command' });
    const web = (name: string, ports: string) =>
      findings(
        [
          failure('exit code 3', {
            kind: 'container',
            role: 'wrapper',
            facts: { name, exitCode: 3, givenPorts: ports },
          }),
        ],
        group(name),
      );
    const told = (...sources: ReturnType<typeof asked>[]) =>
      run(sources, patterns).diagnoses.map((each) => [each.pattern, each.explains]);

    test('the only one that ended is why nobody answered', () => {
      expect(told(asked('by localhost port 8931'), web('ebb', ''))).toEqual([
        ['container/exited', ['net/connection-refused']],
      ]);
    });

    test('another machine was asked: both are told', () => {
      expect(told(asked('by db.test port 8931'), web('ebb', '')).length).toBe(2);
    });

    test('of several the one that publishes the port', () => {
      const all = told(asked('by localhost port 8931'), web('ebb', '8931:80'), web('flow', '89:80'));
      expect(all).toContainEqual(['container/exited', ['net/connection-refused']]);
      expect(told(asked('by localhost port 8931'), web('ebb', '1:80'), web('flow', '2:80')).length).toBe(3);
    });
  });

  test('two that name each other are both told', () => {
    const db = findings(
      [failure('exit code 2', { role: 'wrapper', facts: { name: 'db', diedAfter: 'web', dependedOn: 'web' } })],
      group('db'),
    );
    const both = run([db, web('exit code 3', { diedAfter: 'db', dependedOn: 'db' })], patterns);
    expect(both.diagnoses.length).toBeGreaterThan(0);
  });
});

describe('what is told of a finding', () => {
  const known = (what: Parameters<typeof pattern>[2] = {}) => pattern('a/a', { all: ['some (?<what>error)'] }, what);
  const one = (failures: Findings['failures'], of: Pattern, where: Partial<Findings> = {}) =>
    run([findings(failures, where)], [of]).diagnoses[0];

  test.each<[what: string, confidence: string, told: ReturnType<typeof one>]>([
    ['a failure of a tool', 'high', one([failure('some error')], known())],
    ['a wrapper', 'medium', one([failure('some error', { role: 'wrapper' })], known())],
    ['a draft', 'low', one([failure('some error')], known({ status: 'draft' }))],
    ['documented only', 'high', one([failure('some error')], known({ status: 'documented' }))],
    [
      'loose lines in its scope',
      'medium',
      one([], known(), { outcome: 'failed', loose: [makeLine(1, 'some error', false)] }),
    ],
    [
      'loose lines beyond its scope',
      'low',
      one([], known({ when: { tools: ['npm'], loose: true } }), {
        outcome: 'failed',
        loose: [makeLine(1, 'some error', false)],
      }),
    ],
  ])('confidence in %s is %s', (_, confidence, told) => {
    expect(told?.confidence).toBe(confidence);
  });

  test('a cause speaks for all before a wrapper, and of causes the one with the most captures', () => {
    const either = pattern('a/a', { any: ['some (?<what>error)', 'some trouble'] });
    const told = (...failures: Findings['failures']) =>
      one(failures, either)?.occurrences.map(({ failure: { message } }) => message);
    const [bare, full, wrapper] = [
      failure('some trouble'),
      failure('some error', { first: 5 }),
      failure('some error again', { first: 9, role: 'wrapper', kind: 'test', name: 'x' }),
    ];
    expect(told(bare, full)).toEqual(['some error', 'some trouble']);
    expect(told(full, { ...bare, message: 'other' })).toEqual(['some error', 'other']);
    expect(told(wrapper, bare)).toEqual(['some trouble', 'some error again']);
  });

  test('the place where all of it happened', () => {
    const at = (...kinds: readonly ('test' | 'build' | 'exception')[]) =>
      one(
        kinds.map((kind, index) => failure('some error', { kind, first: 10 * index + 1 })),
        known(),
      )?.place;
    expect([at('test'), at('test', 'test'), at('test', 'build'), at('exception'), at('test', 'exception')]).toEqual([
      'test',
      'test',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('whether the pattern is one of the user’s own', () => {
    expect(one([failure('some error')], known())).not.toHaveProperty('own');
    expect(one([failure('some error')], known({ own: true }))).toMatchObject({ own: true });
  });

  test('five alternatives, each once', () => {
    const rivals = Array.from({ length: 7 }, (_, at) => pattern(`b/${at}`, { all: ['some error'] }));
    const { diagnoses } = run(
      [findings([failure('some error'), failure('some error', { first: 5 })])],
      [pattern('a/a', { all: ['some error', 'some'] }), ...rivals],
    );
    expect(diagnoses[0]?.alternatives).toEqual(['b/0', 'b/1', 'b/2', 'b/3', 'b/4']);
  });

  test('what nobody knows is named by the first line of its message', () => {
    const long = `${'x'.repeat(250)}\nsecond`;
    const ended = failure('it ended', { first: 9, role: 'wrapper', kind: 'ci', message: long });
    const told = one([failure('some error'), ended], known());
    expect(told?.explains).toEqual(['x'.repeat(200)]);
    expect(unmarked(told?.folded?.[0]?.title ?? '')).toBe('x'.repeat(200));
  });
});
