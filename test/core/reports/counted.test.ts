import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/domain/report.js';
import type { TestCounts } from '../../../src/core/domain/tests.js';
import { toV1 } from '../../../src/core/render/json.js';
import { renderMarkdown } from '../../../src/core/render/markdown.js';
import { baselineOf, compare } from '../../../src/core/reports/compare.js';
import { merge } from '../../../src/core/reports/merge.js';
import { parseReport } from '../../../src/core/reports/report-schema.js';
import { restore } from '../../../src/core/reports/restore.js';
import { report } from '../render/reports.js';

const counts = (passed: number, failed = 0, skipped = 0): TestCounts => ({ passed, failed, skipped });
const job = (name: string, tests?: TestCounts, step?: string): Report =>
  report({ status: 'passed', run: { job: name, ...(step && { step }) }, ...(tests && { tests }) });
const base = (...reports: readonly Report[]) => baselineOf(reports.map(toV1), 'main');
const joined = (...reports: readonly Report[]) => merge(reports, {}, { failOn: 'P0', problems: [] });

describe('what the base counted', () => {
  it('is of the same job and step, whichever others there were', () => {
    const before = base(job('unit', counts(10)), job('unit', counts(3), 'slow'), job('web', counts(7)));
    expect(compare(job('unit', counts(12)), before).baseTests).toEqual(counts(10));
    expect(compare(job('unit', counts(4), 'slow'), before).baseTests).toEqual(counts(3));
    expect(compare(job('lint', counts(4)), before).baseTests).toBeUndefined();
  });

  it('is not known where two reports tell of one job', () => {
    const before = base(job('unit', counts(10)), job('unit', counts(11)));
    expect(compare(job('unit', counts(12)), before).baseTests).toBeUndefined();
    expect(compare(joined(job('unit', counts(12)), job('web', counts(1))), before).baseTests).toBeUndefined();
  });

  it('is the sum of all jobs for a joined report, and of none where they are others', () => {
    const now = joined(job('unit', counts(12)), job('web', counts(7)), job('lint'));
    const before = base(job('web', counts(8)), job('lint'), job('unit', counts(10, 0, 1)));
    expect(compare(now, before).baseTests).toEqual(counts(18, 0, 1));
    expect(compare(now, base(job('web', counts(8)), job('unit', counts(10)))).baseTests).toBeUndefined();
    expect(compare(now, base(now)).baseTests).toEqual(counts(19));
  });

  it('is of no other jobs whose names read alike when joined', () => {
    const before = base(joined(job('linux, unit', counts(3)), job('web', counts(7))));
    const now = joined(job('linux', counts(3)), job(' unit,web', counts(7)));
    expect(compare(now, before).baseTests).toBeUndefined();
    const alike = base(joined(job('a,b', counts(3)), job('c', counts(7))));
    expect(compare(joined(job('a', counts(3)), job('b,c', counts(7))), alike).baseTests).toBeUndefined();
  });

  it('goes with a job into what is joined later, if each that counts knows it', () => {
    const known = compare(job('unit', counts(12)), base(job('unit', counts(10))));
    const back = restore(parseReport(JSON.stringify(toV1(known)), 'r.json'), new Map());
    expect(back.baseTests).toEqual(counts(10));
    expect(joined(back, job('lint')).baseTests).toEqual(counts(10));
    expect(joined(back, job('web', counts(1))).baseTests).toBeUndefined();
  });
});

describe('is told', () => {
  const headline = (now: TestCounts, before?: TestCounts) =>
    renderMarkdown(compare(job('unit', now), base(job('unit', before)))).split('\n\n')[0];

  it('by what is more and what is fewer', () => {
    expect(headline(counts(1408, 0, 2), counts(408, 0, 5))).toContain(
      '1,408 passed (+1,000), 2 skipped (−3), ± against the base',
    );
    expect(headline(counts(5), counts(5, 0, 2))).toContain('5 passed, 0 skipped (−2), ± against the base');
  });

  it('only where it differs and is known', () => {
    expect(headline(counts(5), counts(5))).toMatch(/5 passed\.?$/);
    expect(headline(counts(5))).toMatch(/5 passed\.?$/);
    expect(headline(counts(0), counts(0))).not.toContain('passed (');
  });
});
