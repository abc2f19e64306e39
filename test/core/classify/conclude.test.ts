import { describe, expect, it } from 'vitest';
import { conclude } from '../../../src/core/classify/conclude.js';
import type { Findings } from '../../../src/core/classify/findings.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { Telling } from '../../../src/core/telling/telling.js';
import { failure, findings, pattern } from './failures.js';

const patterns = [pattern('net/sprocket', { any: ['the sprocket is gone'] })];
const literalsIn = (text: string): ReadonlySet<string> =>
  new Set(['the sprocket is gone'].filter((literal) => text.includes(literal)));
const loose = [makeLine(5, 'note: the sprocket is gone', false)];

const told = (what: Partial<Findings>, jobFailed = false) => {
  const { diagnoses, unknown, possible } = conclude([findings([], { loose, ...what })], jobFailed, {
    patterns: () => patterns,
    literalsIn,
  });
  const name = (one: (typeof possible)[number]) =>
    'pattern' in one ? `${one.pattern} ${one.confidence}${one.primary ? ' primary' : ''}` : 'unknown';
  return { found: [...diagnoses, ...unknown].map(name), possible: possible.map(name) };
};

describe('a text of which nobody says how it ended', () => {
  it('is looked at as if it had failed, and nothing of it is called known', () => {
    expect(told({})).toEqual({ found: [], possible: ['net/sprocket low'] });
  });

  it('has nothing possible where it passed, ended well, or something good came later', () => {
    const nothing = { found: [], possible: [] };
    expect(told({ outcome: 'passed' })).toEqual(nothing);
    expect(told({ endedWell: true })).toEqual(nothing);
    expect(told({ recoveries: [{ line: 9 }] })).toEqual(nothing);
    expect(told({ recoveries: [{ line: 9, since: 4, channel: '' }] })).toEqual(nothing);
    expect(told({ recoveries: [{ line: 3 }] }).possible).toHaveLength(1);
    expect(told({ recoveries: [{ line: 9, channel: 'db-1' }] }).possible).toHaveLength(1);
  });

  it('does not look again into a failure that was taken back', () => {
    const settled = failure('x\nthe sprocket is gone', { first: 4 });
    const { possible } = conclude(
      [findings([settled], { loose, recoveries: [{ line: 6, tool: 'python', name: 'x' }] })],
      false,
      {
        patterns: () => patterns,
        literalsIn,
      },
    );
    expect(possible).toEqual([]);
  });

  it('has nothing possible beside what is known', () => {
    const { diagnoses, unknown, possible } = conclude([findings([failure('boom')], { loose })], false, {
      patterns: () => patterns,
      literalsIn,
    });
    expect([diagnoses.length + unknown.length, possible.length]).toEqual([1, 0]);
  });
});

describe('a text of which nobody says how it ended and that no pattern knows', () => {
  const telling = (text: string, what: Partial<Findings> = {}) => {
    const line = makeLine(4, text, false);
    const candidates = [{ run: [line], at: 0, stretch: 0, value: 3, reason: 'says error' }];
    return told({ loose: [], telling: new Telling(candidates), ...what });
  };

  it('shows the lines that tell most', () => {
    expect(telling('error: the gizmo has no power')).toEqual({ found: [], possible: ['unknown'] });
  });

  it('looks behind the stamps that programs put before their words', () => {
    const levels = [
      '2024-03-02 10:11:12 140095212 [ERROR] Gizmo: no power',
      '7:M 02 Mar 10:11:12.131 # Fatal: no power',
    ];
    for (const text of levels) expect(telling(text).possible).toEqual(['unknown']);
    expect(telling('2024-03-02 10:11:12 the gizmo took 3 ms and 1 failed attempt').possible).toEqual([]);
  });

  it('shows none where something good came later, or words of failure are only data', () => {
    expect(telling('error: the gizmo has no power', { recoveries: [{ line: 9 }] }).possible).toEqual([]);
    expect(telling('# HELP gizmo_failures_total Gizmos that failed').possible).toEqual([]);
  });
});

describe('a text of a job that failed', () => {
  it('tells what it holds, known as a failure', () => {
    expect(told({}, true)).toEqual({ found: ['net/sprocket medium primary'], possible: [] });
  });

  it('shows its end where no pattern knows it', () => {
    expect(told({ loose: [], tail: [makeLine(9, 'the gizmo stands still', false)] }, true).found).toEqual(['unknown']);
    expect(told({ endedWell: true }, true).found).toEqual([]);
  });
});

describe('more unknown failures than can be told apart', () => {
  const stranger = (index: number) =>
    failure(
      `strange ${'abcdefghij'[index % 10]}${'klmnopqrst'[Math.floor(index / 10) % 10]}${'uvwxyz'[Math.floor(index / 100)]}`,
      {
        first: index + 1,
        kind: 'test',
        name: `case ${index}`,
      },
    );
  const concluded = (count: number) =>
    conclude([findings(Array.from({ length: count }, (_, index) => stranger(index)))], false, {
      patterns: () => patterns,
      literalsIn,
    });

  it('are all in the report, each once, and the number of those told together with them', () => {
    const { unknown, together } = concluded(450);
    const names = unknown.flatMap(({ occurrences }) => occurrences.map((each) => each.failure.name));
    expect([new Set(names).size, names.length]).toEqual([450, 450]);
    expect([unknown.length, together]).toEqual([200, 251]);
    expect(unknown.filter(({ primary }) => primary)).toHaveLength(1);
  });

  it('are told apart up to that number', () => {
    const { unknown, together } = concluded(200);
    expect([unknown.length, together]).toEqual([200, undefined]);
  });
});

describe('more findings of one pattern than can be told apart', () => {
  const each = pattern('net/cog', { any: ['cog (?<cog>\\w+) is gone'] }, { groupBy: ['cog'] });
  const other = pattern('net/sprocket', { any: ['the sprocket is gone'] });
  const cogs = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      failure(`cog n${index}x is gone`, { first: index + 1, name: `case ${index}` }),
    );
  const concluded = (failures: ReturnType<typeof cogs>) =>
    conclude([findings(failures)], false, {
      patterns: () => [each, other],
      literalsIn: (text) => new Set([' is gone', 'the sprocket is gone'].filter((literal) => text.includes(literal))),
    });

  it('are all in the report, each once, and the number of those told together with them', () => {
    const { diagnoses, together } = concluded([...cogs(450), failure('the sprocket is gone', { first: 451 })]);
    const names = diagnoses.flatMap(({ occurrences }) => occurrences.map(({ failure: { message } }) => message));
    expect([new Set(names).size, names.length]).toEqual([451, 451]);
    expect([diagnoses.length, diagnoses.filter(({ primary }) => primary).length]).toEqual([201, 1]);
    expect(together).toBe(251);
    expect(diagnoses.at(-1)?.pattern).toBe('net/sprocket');
  });

  it('are told apart up to that number', () => {
    const { diagnoses, together } = concluded(cogs(200));
    expect([diagnoses.length, together]).toEqual([200, undefined]);
  });
});
