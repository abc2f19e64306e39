import { describe, expect, it } from 'vitest';
import { relevantFailures } from '../../../src/core/classify/relevant.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { failure, findings } from './failures.js';

const inStep = (first: number) => failure('some error', { first, channel: '#7' });
const done = (since: number, line: number) => ({ channel: '#7', since, line });

describe('a build step that ended well', () => {
  it('takes back what its own output looked like, also where the job failed', () => {
    const recoveries = [done(1, 9)];
    expect(relevantFailures(findings([inStep(5)], { recoveries }))).toEqual([]);
    const failed = relevantFailures(findings([inStep(5)], { recoveries, outcome: 'failed' }));
    expect(failed.map((each) => each.failure.message)).not.toContain('some error');
  });

  it('says nothing of the step of that number in another build, nor of other channels', () => {
    const recoveries = [done(1, 9), done(40, 50)];
    expect(relevantFailures(findings([inStep(20)], { recoveries }))).toHaveLength(1);
    expect(relevantFailures(findings([inStep(45)], { recoveries }))).toEqual([]);
    expect(relevantFailures(findings([failure('some error', { first: 5 })], { recoveries }))).toHaveLength(1);
  });
});

describe('loose lines of a step that ended nobody knows how', () => {
  const loose = [makeLine(3, 'out of memory', false), makeLine(13, 'in the end', false)];
  const told = (other: 'failed' | 'unknown', outcome: 'failed' | 'unknown') =>
    relevantFailures(
      findings([failure('other error', { first: 12 })], {
        loose,
        outcome,
        sections: [
          { name: 'a', first: 1, outcome: 'unknown' },
          { name: 'b', first: 10, outcome: other },
        ],
      }),
    )
      .filter(({ failure: { kind } }) => kind === 'output')
      .map(({ failure: { message }, isDoubtful }) => [message, isDoubtful]);

  it('are doubtful where another step failed: whatever it runs can print how the next one begins', () => {
    expect(told('failed', 'failed')).toEqual([
      ['in the end', undefined],
      ['out of memory', true],
    ]);
  });

  it('are its own where no step is known to have failed, and none where nothing did', () => {
    expect(told('unknown', 'failed')).toEqual([
      ['out of memory', undefined],
      ['in the end', undefined],
    ]);
    expect(told('unknown', 'unknown')).toEqual([]);
  });
});

describe('a test that passed by its panic', () => {
  const panic = (first: number) => failure('some error', { first, name: 'tests::refuses' });
  const settled = [{ name: 'tests::refuses', since: 10, line: 30 }];
  const kept = (first: number) =>
    relevantFailures(findings([panic(first)], { recoveries: settled, outcome: 'failed' })).map(
      ({ failure }) => failure.message,
    );

  it('did so whatever failed beside it', () => {
    expect(kept(12)).not.toContain('some error');
  });

  it('says nothing of a panic of that name in another run', () => {
    expect(kept(5)).toContain('some error');
    expect(kept(35)).toContain('some error');
  });
});

describe('a failure inside another', () => {
  const at = (first: number, last: number, what: Parameters<typeof failure>[1] = {}) => ({
    ...failure(`${first} to ${last}`, { first, ...what }),
    span: { first, last },
  });
  const parts = (...all: Parameters<typeof findings>[0]) =>
    relevantFailures(findings(all)).map(({ failure: { message }, within }) =>
      within === undefined ? message : `${message} in ${within.message}`,
    );

  it('is a part of it, also where it begins or ends with it', () => {
    expect(parts(at(1, 9), at(2, 3))).toEqual(['1 to 9', '2 to 3 in 1 to 9']);
    expect(parts(at(1, 9), at(2, 9))).toEqual(['1 to 9', '2 to 9 in 1 to 9']);
    expect(parts(at(1, 9), at(1, 8, { tool: 'pytest' }))).toEqual(['1 to 9', '1 to 8 in 1 to 9']);
    expect(parts(at(1, 9), at(1, 9, { kind: 'panic' }))).toEqual(['1 to 9', '1 to 9 in 1 to 9']);
  });

  it('is none where it goes on, lies beside it or in another channel', () => {
    expect(parts(at(1, 9), at(2, 10))).toEqual(['1 to 9', '2 to 10']);
    expect(parts(at(1, 9), at(10, 12))).toEqual(['1 to 9', '10 to 12']);
    expect(parts(at(1, 9), at(2, 3, { channel: '#2' }))).toEqual(['1 to 9', '2 to 3']);
    expect(parts(at(1, 9), at(1, 8))).toEqual(['1 to 9', '1 to 8']);
  });

  it('is none of what only wraps it, and no two cases of a report are', () => {
    expect(parts(at(1, 9, { role: 'wrapper' }), at(2, 3))).toEqual(['1 to 9', '2 to 3']);
    const reported = { facts: { report: 'junit' } };
    expect(parts(at(1, 9, reported), at(2, 3, reported))).toEqual(['1 to 9', '2 to 3']);
    expect(parts(at(1, 9, reported), at(2, 3))).toEqual(['1 to 9', '2 to 3 in 1 to 9']);
  });

  it('is a part of the widest that holds it', () => {
    expect(parts(at(4, 5), at(3, 6), at(1, 9))).toEqual(['1 to 9', '4 to 5 in 1 to 9', '3 to 6 in 1 to 9'].sort());
    expect(parts(at(1, 3), at(2, 9), at(4, 5))).toEqual(['1 to 3', '2 to 9', '4 to 5 in 2 to 9']);
  });
});

describe('a source that failed', () => {
  const lines = (...texts: string[]) => texts.map((text, at) => makeLine(at + 1, text, false));
  const end = (tail: ReturnType<typeof lines>, ended?: { exitCode: number; signal?: string }) =>
    relevantFailures(findings([], { outcome: 'failed', tail, ...(ended && { ended }) })).map(({ failure: each }) => [
      each.message,
      each.role,
      each.facts,
      each.key,
      each.lines.length,
    ]);

  it('without a word that can be read is told by its last lines', () => {
    expect(end(lines('one', 'two', ' '))).toEqual([['two', 'wrapper', {}, [2], 2]]);
    expect(end(lines(...Array.from({ length: 30 }, (_, at) => `line ${at}`)))).toEqual([
      ['line 29', 'wrapper', {}, [30], 20],
    ]);
  });

  it('and printed nothing is told by how it ended', () => {
    expect(end([], { exitCode: 7 })).toEqual([
      ['The command ended with exit code 7 and printed nothing.', 'wrapper', { exitCode: 7 }, [], 0],
    ]);
    expect(end([], { exitCode: 137, signal: 'SIGKILL' })).toEqual([
      [
        'The command was ended by SIGKILL (exit code 137) and printed nothing.',
        'wrapper',
        { exitCode: 137, signal: 'SIGKILL' },
        [],
        0,
      ],
    ]);
    expect(end([], { exitCode: 0 })).toEqual([]);
    expect(end([])).toEqual([]);
  });

  it('is told so beside a measurement, and not beside a failure', () => {
    const beside = (kind: 'measurement' | 'exception') =>
      relevantFailures(
        findings([failure('x', { kind })], { outcome: 'failed', tail: lines('the end'), ended: { exitCode: 1 } }),
      ).map(({ failure: each }) => each.message);
    expect(beside('measurement')).toEqual(['x', 'the end']);
    expect(beside('exception')).toEqual(['x']);
  });
});

describe('what is only worth a line beside a failure', () => {
  const aside = failure('slow tests', { role: 'aside' });
  const kept = (...others: Parameters<typeof findings>[0]) =>
    relevantFailures(findings([aside, ...others])).map(({ failure: each }) => each.message);
  it('is dropped where nothing failed', () => {
    expect(kept()).toEqual([]);
    expect(kept(failure('too slow', { first: 9, kind: 'measurement' }))).toEqual(['too slow']);
    expect(kept(failure('boom', { first: 9 }))).toEqual(['slow tests', 'boom']);
    expect(kept(failure('boom', { first: 9, role: 'wrapper' }))).toEqual(['slow tests', 'boom']);
  });
});

describe('the end of a source that failed', () => {
  const end = (texts: readonly string[], what: Partial<Parameters<typeof findings>[1]> = {}) => {
    const tail = texts.map((text, at) => makeLine(at + 1, text, false));
    return relevantFailures(findings([], { outcome: 'failed', tail, ...what })).map(({ failure: each }) => [
      each.message,
      each.key,
    ]);
  };
  it('is the last line that is any news', () => {
    expect(end(['the kiln is cold', 'exit status 2', 'make: *** [all] Error 2'])).toEqual([['the kiln is cold', [1]]]);
    expect(end(['exit status 2', 'make: *** [all] Error 2'])).toEqual([['make: *** [all] Error 2', [2]]]);
  });
  it('is how the command ended, where its last line is none', () => {
    const ended = { exitCode: 2 };
    expect(end(['exit status 2'], { ended })).toEqual([
      ['The command ended with exit code 2 and said nothing of a failure.', [1]],
    ]);
    expect(end(['the kiln is cold', 'exit status 2'], { ended })).toEqual([['the kiln is cold', [1]]]);
  });
});

describe('a section that may be two steps', () => {
  const time = (second: number) => `2026-11-22T04:53:${String(second).padStart(2, '0')}Z`;
  const step = (number: number, from: number, to: number, outcome: 'passed' | 'failed') => ({
    number,
    name: `step ${number}`,
    outcome,
    started: Date.parse(time(from)),
    ended: Date.parse(time(to)),
  });
  const told = { steps: [step(1, 0, 9, 'passed'), step(2, 11, 20, 'failed')], startsStep: false } as const;
  const section = { name: 'a', first: 1, outcome: 'unknown', told } as const;
  const kept = (second: number) =>
    relevantFailures(findings([failure(`${time(second)} boom\n${time(15)} more`)], { sections: [section] })).length;
  it('has the failures of the one that failed, by the time of the line that states them', () => {
    expect([kept(5), kept(12)]).toEqual([0, 1]);
  });
});
