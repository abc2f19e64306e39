import { expect, test } from 'vitest';
import { parseAnswer } from '../../../src/core/reports/answers.js';
import { parseReport } from '../../../src/core/reports/report-schema.js';
import { rowsOfAnswer, rowsOfReport } from '../../../src/core/reports/rows.js';

const AT = '2026-11-29T05:00:00.000Z';
const same = (text: string) => text;

const failure = { tool: 'pytest', kind: 'test', name: 'test_x', message: 'assert 1 == 2' };
const evidence = [
  { source: 'a', line: 1, text: 'context' },
  { source: 'a', line: 2, text: 'E assert 1 == 2', proof: true },
];
const report = {
  schema: 1,
  tool: { name: 'whydunit', version: '1.2.3' },
  run: { repository: 'a/b', workflow: 'ci', runId: 7, runAttempt: 2, job: 'test', sha: 'abc', pullRequest: 3 },
  status: 'failed',
  diagnoses: [],
  unknown: [
    {
      fingerprint: 'f1',
      primary: true,
      failure,
      failures: [failure, { ...failure, name: 'test_y' }, failure],
      evidence,
    },
    { fingerprint: 'f1', primary: false, failure, evidence },
  ],
  verdict: { gate: 'fail', failOn: 'any' },
  waivers: [{ pattern: 'a/b', reason: 'later', owner: 'me', expires: '2026-12-01', state: 'applied' }],
};
const rowsOf = (value: object, redact = same) => {
  const text = JSON.stringify(value);
  return rowsOfReport(parseReport(text, 'report.json'), text, AT, redact);
};

test('a report is a run with what was found in it, each finding and test once', () => {
  const { runs, findings, tests, waivers } = rowsOf(report);
  const key = runs[0]?.key;
  expect(runs).toMatchObject([{ ran_at: AT, status: 'failed', run_id: 7, attempt: 2, job: 'test', version: '1.2.3' }]);
  expect(findings).toEqual([
    {
      ...{ key, fingerprint: 'f1', title: 'assert 1 == 2', is_primary: true, state: 'new', line: 'E assert 1 == 2' },
      cluster: expect.not.stringContaining('2'),
    },
  ]);
  expect(tests.map(({ test: name }) => name)).toEqual(['test_x', 'test_y']);
  expect(waivers).toEqual([
    { key, covers: 'a/b', owner: 'me', reason: 'later', expires: '2026-12-01', state: 'applied' },
  ]);
});

test('the key is that of run, attempt and job; where no run is named, of the text', () => {
  const keyOf = (run: object) => rowsOf({ ...report, run }).runs[0]?.key;
  const { run } = report;
  expect(keyOf({ ...run, sha: 'other' })).toBe(keyOf(run));
  expect(keyOf({ ...run, serverUrl: 'https://github.com' })).toBe(keyOf(run));
  for (const other of [
    { runId: 8 },
    { runAttempt: 1 },
    { job: 'lint' },
    { repository: 'a/c' },
    { serverUrl: 'https://x' },
  ])
    expect(keyOf({ ...run, ...other })).not.toBe(keyOf(run));
  expect(keyOf({})).toMatch(/^report [0-9a-f]{16}$/);
  expect(rowsOf({ ...report, run: {}, status: 'unknown' }).runs[0]?.key).not.toBe(keyOf({}));
});

test('every text passes the redaction', () => {
  const rows = rowsOf(report, () => '***');
  expect(rows.findings[0]).toMatchObject({ title: '***', line: '***' });
  expect(rows.tests[0]).toMatchObject({ test: '***' });
  expect(rows.waivers[0]).toMatchObject({ owner: '***', reason: '***' });
});

test('an answer of batch gives the same run as a report of it', () => {
  const { run } = report;
  const answer = parseAnswer(
    JSON.stringify({
      id: '1',
      job: run.job,
      time: '2026-11-29T07:00:00+02:00',
      run,
      status: 'failed',
      diagnoses: [],
      unknown: [],
    }),
    'a:1',
  );
  const rows = rowsOfAnswer(answer as NonNullable<typeof answer>, 'never', same);
  expect(rows.runs[0]).toMatchObject({ key: rowsOf(report).runs[0]?.key, ran_at: AT, sha: 'abc' });
});

test.each([
  ['{"id": "1", "error": "not found"}', undefined],
  ['{"id": null, "line": 3, "error": "no record"}', undefined],
])('%s is nothing to keep', (line, expected) => {
  expect(parseAnswer(line, 'a.jsonl:1')).toBe(expected);
});

test.each([
  ['junk', 'a.jsonl:1: is no JSON'],
  ['{"id": "1"}', 'a.jsonl:1: is no answer of whydunit batch: status'],
  ['{"id": "1", "status": "passed", "diagnoses": [], "unknown": [], "time": "noon"}', 'time: is no time'],
])('%s is refused', (line, words) => {
  expect(() => parseAnswer(line, 'a.jsonl:1')).toThrow(words);
});
