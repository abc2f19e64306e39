import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/domain/report.js';
import { type ToldJob, unexplained } from '../../../src/core/gate/unexplained.js';
import { plain } from '../../../src/core/render/safe/terminal.js';
import { RUN, report } from '../render/reports.js';

const job = (name: string, conclusion = 'failure'): ToldJob => ({ name, conclusion });
const of = (name: string, status: Report['status'] = 'failed') => report({ run: { ...RUN, job: name }, status });
const left = (jobs: ToldJob[], reports: Report[]) => unexplained(jobs, reports).map(plain);

describe('a job that failed', () => {
  it.each([
    ['by its id', 'test', 'test'],
    ['with its matrix cell', 'test (3.12, ubuntu-latest)', 'test (3.12, ubuntu-latest)'],
    ['by its id where the matrix is not told', 'test (3.12)', 'test'],
    ['called by another workflow', 'build / test', 'test'],
    ['called, with its matrix cell', 'build / test (3.12)', 'test'],
    ['by a name of its own, which no report can know', 'Run all the tests', 'test'],
  ])('is explained %s', (_, shown, told) => {
    expect(left([job(shown)], [of(told)])).toEqual([]);
  });

  it.each([
    ['that passed, it says', of('test', 'passed')],
    ['that found nothing', of('test', 'unknown')],
  ])('is not explained by a report %s', (_, told) => {
    expect(left([job('test')], [told])).toEqual(['the job `test` failed, and no report of it says why']);
  });

  it('is not explained by the report of a job that is another one', () => {
    const jobs = [job('test'), job('lint', 'success')];
    expect(left(jobs, [of('lint')])).toEqual(['the job `test` failed, and no report of it says why']);
    expect(left([job('testing')], [of('testing'), of('test')])).toEqual([]);
  });

  it('takes a report of its own each: one explains one', () => {
    const jobs = [job('test (1)'), job('test (2)'), job('Deploy it')];
    expect(left(jobs, [of('test'), of('test')])).toEqual(['the job `Deploy it` failed, and no report of it says why']);
    expect(left(jobs, [of('test'), of('test'), of('deploy')])).toEqual([]);
  });

  it('is looked for among the jobs of a joined report', () => {
    const joined = report({
      jobs: [
        { name: 'test (1)', status: 'failed' },
        { name: 'test (2)', status: 'passed' },
      ],
    });
    expect(left([job('test (1)'), job('test (2)')], [joined])).toEqual([
      'the job `test (2)` failed, and no report of it says why',
    ]);
  });
});

describe('a job that did not fail', () => {
  it.each(['success', 'skipped', 'neutral'])('%s needs no report', (conclusion) => {
    expect(left([job('test', conclusion)], [])).toEqual([]);
  });

  it.each([
    ['cancelled', 'the job `test` was cancelled, and no report of it says why'],
    ['timed_out', 'the job `test` ran out of time, and no report of it says why'],
    ['something new', 'the job `test` failed, and no report of it says why'],
  ])('%s is no success', (conclusion, sentence) => {
    expect(left([job('test', conclusion)], [of('anything else')])).toEqual([sentence]);
  });

  it('still running is not done', () => {
    expect(left([{ name: 'test', conclusion: undefined }], [of('test')])).toEqual([
      "the job `test` has not ended; let the gate's job need it",
    ]);
  });
});
