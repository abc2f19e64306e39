import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

it('a row has failed where one of its tests tried fewer cases than it asks for', () => {
  const row = { ...ROW, full: ['100 seeds'] };
  const judge = (figure?: string) => judgeRow(row, [ran('[F1] a', 'passed', figure), ran('[F1] b')]);
  expect(judge('8 jobs, 100 seeds').result).toBe('passed');
  for (const figure of ['8 jobs, 4 seeds', undefined])
    expect(judge(figure)).toMatchObject({ result: 'FAILED', why: ['not all cases: 100 seeds'] });
});

it('each row has a test of its own, and no test names a row that is none', () => {
  const root = join(import.meta.dirname, '..');
  const named = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && file !== join('scripts', 'scorecard.test.ts'))
    .flatMap(
      (file) => readFileSync(join(root, file), 'utf8').match(/(?<=['"`(][^'"`\n]{0,20}\[)[LFBSG]\d{1,2}(?=\])/g) ?? [],
    );
  expect([...new Set(named)].sort()).toEqual(ROWS.map(({ id }) => id).sort());
});

it('there are fifty-two rows, each once', () => {
  expect(new Set(ROWS.map(({ id }) => id)).size).toBe(52);
  expect(ROWS.every(({ least }) => least > 0)).toBe(true);
});
