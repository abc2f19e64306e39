import { describe, expect, it } from 'vitest';
import { toV1 } from '../../../src/core/render/json.js';
import { accept } from '../../../src/core/reports/accept.js';
import { diagnosis, RUN, report } from '../render/reports.js';

const of = (run: object, over = {}) => ({
  name: 'a report',
  report: toV1(report({ run: { ...RUN, ...run }, ...over })),
});
const WANTED = { repository: 'acme/orders', runId: RUN.runId as number, sha: RUN.sha as string, attempt: 2 };

describe('reports from elsewhere', () => {
  it.each([
    ['another repository', { repository: 'mona/orders' }, 'it is a report of mona/orders, not of acme/orders'],
    ['another run', { runId: 1 }, 'it is a report of run 1, not of run 9182736455'],
    ['another commit', { sha: 'b'.repeat(40) }, 'it is a report of commit bbbbbbb, not of 4f2c9d1'],
    ['no run', { runId: undefined }, 'it is a report of run unknown'],
  ])('of %s are left out, with the reason', (_, run, reason) => {
    const { reports, problems, lay } = accept([of(run), of({})], WANTED);
    expect(reports).toHaveLength(1);
    expect(problems).toEqual([expect.stringContaining(`a report: ${reason}`)]);
    expect(lay.map(({ aside }) => aside)).toEqual([expect.stringContaining(reason), undefined]);
  });

  it('whatever pull request they claim: nobody asks them', () => {
    expect(accept([of({ pullRequest: 99 })], WANTED).problems).toEqual([]);
  });

  it('all count, whichever came last or claims the higher attempt; the same one twice is one', () => {
    const all = [of({ job: 'a', runAttempt: 2 }), of({ job: 'a', runAttempt: 1 }), of({ job: 'b', runAttempt: 1 })];
    expect(
      accept([...all, of({ job: 'b', runAttempt: 1 })], WANTED).reports.map(({ run }) => [run.job, run.runAttempt]),
    ).toEqual([
      ['a', 2],
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('of an attempt that GitHub does not know count, and are named', () => {
    const { reports, problems } = accept([of({ runAttempt: 999 }), of({ runAttempt: 2 })], WANTED);
    expect(reports).toHaveLength(2);
    expect(problems).toEqual(['a report: it says that it is of attempt 999, and GitHub knows 2 of this run']);
  });

  describe('of a job that was run again', () => {
    const job = (name: string, attempt: number, conclusion: string, id?: number) => ({
      name,
      attempt,
      conclusion,
      ...(id !== undefined && { id }),
    });
    const asides = (jobs: Parameters<typeof accept>[1]['jobs'], ...runs: object[]) =>
      accept(
        runs.map((run) => of(run, { diagnoses: [diagnosis()] })),
        { ...WANTED, ...(jobs && { jobs }) },
      ).lay.map(({ aside }) => aside);
    const first = { job: 'test', runAttempt: 1 };

    it('are set aside where GitHub says that it failed then and passed since', () => {
      const jobs = { latest: [job('test', 2, 'success')], earlier: [job('test', 1, 'failure')] };
      const why = 'its job failed in attempt 1 and passed in attempt 2, as GitHub says';
      expect(asides(jobs, first, { job: 'test', runAttempt: 2 })).toEqual([why, undefined]);
      const numbered = { latest: [job('Run it', 2, 'success', 9)], earlier: [job('Run it', 1, 'failure', 8)] };
      expect(asides(numbered, { ...first, jobId: 8 }, { ...first, jobId: 9 })).toEqual([why, undefined]);
    });

    it.each([
      ['it failed again', { latest: [job('test', 2, 'failure')], earlier: [job('test', 1, 'failure')] }],
      ['it was not run again', { latest: [job('test', 1, 'success')], earlier: [job('test', 1, 'failure')] }],
      ['it had passed then too', { latest: [job('test', 2, 'success')], earlier: [job('test', 1, 'success')] }],
      ['it was skipped since', { latest: [job('test', 2, 'skipped')], earlier: [job('test', 1, 'failure')] }],
      ['another one passed', { latest: [job('lint', 2, 'success')], earlier: [job('test', 1, 'failure')] }],
      [
        'there are two of the name',
        { latest: [job('test', 2, 'success'), job('test', 2, 'failure')], earlier: [job('test', 1, 'failure')] },
      ],
      ['nobody knows the jobs', undefined],
    ])('count where %s', (_, jobs) => {
      expect(asides(jobs, first)).toEqual([undefined]);
    });
  });
});
