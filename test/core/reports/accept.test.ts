import { describe, expect, it } from 'vitest';
import { toV1 } from '../../../src/core/render/json.js';
import { accept } from '../../../src/core/reports/accept.js';
import { RUN, report } from '../render/reports.js';

const of = (run: object) => ({ name: 'a report', report: toV1(report({ run: { ...RUN, ...run } })) });
const WANTED = { repository: 'acme/orders', runId: RUN.runId as number, sha: RUN.sha as string };

describe('reports from elsewhere', () => {
  it.each([
    ['another repository', { repository: 'mona/orders' }, 'it is a report of mona/orders, not of acme/orders'],
    ['another run', { runId: 1 }, 'it is a report of run 1, not of run 9182736455'],
    ['another commit', { sha: 'b'.repeat(40) }, 'it is a report of commit bbbbbbb, not of 4f2c9d1'],
    ['no run', { runId: undefined }, 'it is a report of run unknown'],
  ])('of %s are left out, with the reason', (_, run, reason) => {
    const { reports, problems } = accept([of(run), of({})], WANTED);
    expect(reports).toHaveLength(1);
    expect(problems).toEqual([expect.stringContaining(`a report: ${reason}`)]);
  });

  it('whatever pull request they claim: nobody asks them', () => {
    expect(accept([of({ pullRequest: 99 })], WANTED).problems).toEqual([]);
  });

  it('count once for each job, by its latest attempt', () => {
    const all = [of({ job: 'a', runAttempt: 2 }), of({ job: 'a', runAttempt: 1 }), of({ job: 'b', runAttempt: 1 })];
    expect(accept(all, WANTED).reports.map(({ run }) => [run.job, run.runAttempt])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });
});
