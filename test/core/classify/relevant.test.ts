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
