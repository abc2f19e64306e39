import { describe, expect, it } from 'vitest';
import { judgeRow, type Result } from '../../scripts/scorecard-judge.js';
import { ROWS } from '../../scripts/scorecard-rows.js';

const ROW = { id: 'F1', tried: 'x', must: 'y', least: 2 };
const ran = (title: string, status: Result['status'] = 'passed', figure?: string): Result => ({
  fullName: title,
  status,
  ...(figure !== undefined && { meta: { figure } }),
});
const result = (...tests: Result[]) => judgeRow(ROW, tests).result;

describe('a row of the scorecard', () => {
  it('has passed where all of its tests ran and passed, and shows what they measured', () => {
    const judged = judgeRow(ROW, [ran('[F1] a', 'passed', '12 ms'), ran('the [F1] b'), ran('[F10] c', 'failed')]);
    expect(judged).toEqual({ figure: '2 of 2; 12 ms', result: 'passed', seconds: 0, why: [] });
  });

  it.each([
    ['one failed', [ran('[F1] a'), ran('[F1] b', 'failed')]],
    ['one was skipped', [ran('[F1] a'), ran('[F1] b'), ran('[F1] c', 'skipped')]],
    ['one is to be written', [ran('[F1] a'), ran('[F1] b'), ran('[F1] c', 'todo')]],
    ['there are fewer than before', [ran('[F1] a')]],
    ['there is none', []],
  ])('has failed where %s', (_, tests) => {
    expect(result(...tests)).toBe('FAILED');
    expect(judgeRow(ROW, tests).why.length).toBeGreaterThan(0);
  });
});

it('there are fifty-two rows, each once', () => {
  expect(new Set(ROWS.map(({ id }) => id)).size).toBe(52);
  expect(ROWS.every(({ least }) => least > 0)).toBe(true);
});
