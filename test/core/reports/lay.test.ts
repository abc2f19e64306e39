import { expect, it } from 'vitest';
import { toV1 } from '../../../src/core/render/json.js';
import { layAs } from '../../../src/core/reports/accept.js';
import { parseReports } from '../../../src/core/reports/parse-all.js';
import { codeOwners } from '../../../src/core/reports/whose/code-owners.js';
import { diagnosis, RUN, report, unknown } from '../render/reports.js';

const laid = (over: Parameters<typeof report>[0], aside?: string) => layAs('a.json', toV1(report(over)), aside);

it('a report lies before the gate with its job, step, attempt and how much it found, and nothing that it does not say', () => {
  const run = { ...RUN, job: 'test', step: 'first', runAttempt: 2 };
  expect(laid({ run, diagnoses: [diagnosis()], unknown: [unknown()] }, 'too late')).toEqual({
    name: 'a.json',
    job: 'test',
    step: 'first',
    attempt: 2,
    findings: 2,
    aside: 'too late',
  });
  expect(laid({ run: {} })).toEqual({ name: 'a.json', findings: 0 });
  expect(laid({ run: { job: '' } })).toEqual({ name: 'a.json', findings: 0 });
});

it('one of several jobs lies there under all their names', () => {
  const jobs = [
    { name: 'test (1)', status: 'failed' },
    { name: 'test (2)', status: 'passed' },
  ] as const;
  expect(laid({ run: {}, jobs })).toEqual({ name: 'a.json', job: 'test (1), test (2)', findings: 0 });
});

it('where every report can be read none is broken', () => {
  expect(parseReports([{ name: 'a.json', text: JSON.stringify(toV1(report({}))) }]).broken).toEqual([]);
  expect(parseReports([{ name: 'a.json', text: '{' }]).broken).toHaveLength(1);
});

it.each(['', '# docs @a', '[Section] @a', '^[Section] @a', '!docs @a', `docs${' '.repeat(2_000)}@a`])(
  'nobody answers for a path by a line that is no rule: %j',
  (line) => {
    for (const path of ['docs', '# docs', '[Section]', '^[Section]', '!docs'])
      expect(codeOwners(`${line}\n`)(path)).toEqual([]);
  },
);
