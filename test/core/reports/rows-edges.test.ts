import { expect, test } from 'vitest';
import { parseAnswer } from '../../../src/core/reports/answers.js';
import { parseReport } from '../../../src/core/reports/report-schema.js';
import { rowsOfAnswer, rowsOfReport, runKey } from '../../../src/core/reports/rows.js';

const AT = '2026-11-29T05:00:00.000Z';
const same = (text: string) => text;

const failure = { tool: 'pytest', kind: 'test', name: 'test_x', message: 'assert 1 == 2' };
const diagnosis = {
  pattern: 'net/refused',
  title: 'Nobody listens at port 6379',
  severity: 'P1',
  cause: 'environment',
  confidence: 'high',
  primary: true,
  fingerprint: 'f1',
  state: 'known',
  rootCause: 'x',
};
const bare = {
  schema: 1,
  tool: { name: 'whydunit', version: '1.2.3' },
  status: 'failed',
  diagnoses: [],
  unknown: [],
  verdict: { gate: 'fail', failOn: 'any' },
};
const rowsOf = (over: object, redact = same) => {
  const text = JSON.stringify({ ...bare, ...over });
  return rowsOfReport(parseReport(text, 'report.json'), text, AT, redact);
};
/** Without what is undefined, as a table takes it. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

test('all that is known of a run stands in its row, times in UTC', () => {
  const run = {
    repository: 'a/b',
    workflow: 'ci',
    runId: 7,
    runAttempt: 2,
    job: 'test',
    sha: 'abc',
    pullRequest: 3,
    author: 'mona',
    seconds: 12.5,
    committedAt: '2026-11-29T07:00:00+02:00',
    startedAt: '2026-11-28T08:00:00Z',
    step: 'one',
  };
  expect(plain(rowsOf({ run }).runs)).toEqual([
    {
      key: 'run ["https://github.com","a/b","ci",7,2,"test","one"]',
      ran_at: '2026-11-28T08:00:00Z',
      status: 'failed',
      version: '1.2.3',
      repository: 'a/b',
      workflow: 'ci',
      job: 'test',
      run_id: 7,
      attempt: 2,
      sha: 'abc',
      pull_request: 3,
      author: 'mona',
      seconds: 12.5,
      committed_at: AT,
    },
  ]);
  const [nameless] = rowsOf({}).runs;
  expect(plain(nameless)).toEqual({
    key: expect.stringMatching(/^report [0-9a-f]{16}$/),
    ran_at: AT,
    status: 'failed',
    version: '1.2.3',
  });
});

test('a run is known by its number; the first attempt is one that does not say', () => {
  const key = (run: object) => rowsOf({ run }).runs[0]?.key;
  expect(key({ runId: 7 })).toBe(key({ runId: 7, runAttempt: 1 }));
  expect(key({ runId: 7, workflow: 'a' })).not.toBe(key({ runId: 7 }));
  expect(key({ runId: 7, step: 'a' })).not.toBe(key({ runId: 7 }));
  expect(key({ runId: 0 })).toMatch(/^run /);
});

test('a diagnosis is a row with its first proof and the tests that failed of it, folded ones too', () => {
  const folded = [{ fingerprint: 'd1', title: 'x', failures: [{ ...failure, name: 'test_z' }] }];
  const failures = [failure, { ...failure, kind: 'panic', name: 'no test' }, { tool: 'x', kind: 'test', message: '' }];
  const evidence = [
    { source: 'a', line: 1, text: 'context' },
    { source: 'a', line: 2, text: 'refused', proof: true },
    { source: 'a', line: 3, text: 'again', proof: true },
  ];
  const { runs, findings, tests } = rowsOf({ diagnoses: [{ ...diagnosis, failures, folded, evidence }] });
  const key = runs[0]?.key;
  expect(findings).toEqual([
    {
      key,
      fingerprint: 'f1',
      title: diagnosis.title,
      is_primary: true,
      cluster: 'net/refused',
      line: 'refused',
      pattern: 'net/refused',
      severity: 'P1',
      cause: 'environment',
      state: 'known',
    },
  ]);
  expect(tests).toEqual(['test_x', 'test_z'].map((name) => ({ key, fingerprint: 'f1', test: name })));
});

test('a failure that nobody knows is a row by its words, with every test that failed of it', () => {
  const [second, third] = ['test_y', 'test_z'].map((name) => ({ ...failure, name }));
  const strange = { fingerprint: 'u1', primary: false, state: 'known', failure };
  const { findings, tests } = rowsOf({
    unknown: [
      { ...strange, failures: [failure, second], folded: [{ fingerprint: 'd1', title: 'x', failures: [third] }] },
      { ...strange, fingerprint: 'u2', failure: { tool: 'log', kind: 'output', message: 'took 31 s at /tmp/a' } },
    ],
  });
  expect(findings.map(({ title, cluster, state, is_primary }) => [title, cluster, state, is_primary])).toEqual([
    ['assert 1 == 2', 'assert 0 == 0', 'known', false],
    ['took 31 s at /tmp/a', 'took 0 at <path>', 'known', false],
  ]);
  expect(findings.some((finding) => 'line' in finding)).toBe(false);
  expect(tests.map(({ fingerprint, test: name }) => [fingerprint, name])).toEqual([
    ['u1', 'test_x'],
    ['u1', 'test_y'],
    ['u1', 'test_z'],
  ]);
});

test('texts are cut before a table takes them, to 500 characters', () => {
  const long = `${'x'.repeat(499)}yz`;
  const name = { ...failure, name: long };
  const evidence = [{ source: 'a', line: 1, text: long, proof: true }];
  const { findings, tests } = rowsOf({ diagnoses: [{ ...diagnosis, title: long, failures: [name], evidence }] });
  const cut = long.slice(0, 500);
  expect([findings[0]?.title, findings[0]?.line, tests[0]?.test]).toEqual([cut, cut, cut]);
});

test('a waiver is a row by what it covers; the name of a test, of an owner and a reason may hold what must not be kept', () => {
  const waiver = { reason: 'later', owner: 'me', expires: '2026-12-01', state: 'unused' };
  const waivers = [{ pattern: 'a/b' }, { fingerprint: 'f1' }, { test: 'test_x' }].map((each) => ({
    ...waiver,
    ...each,
  }));
  const covers = (redact: typeof same) => rowsOf({ waivers }, redact).waivers.map((row) => row.covers);
  expect(covers(same)).toEqual(['a/b', 'f1', 'test_x']);
  expect(covers(() => '***')).toEqual(['a/b', 'f1', '***']);
  expect(rowsOf({}).waivers).toEqual([]);
});

const answer = (over: object) =>
  parseAnswer(JSON.stringify({ id: '1', status: 'failed', diagnoses: [], unknown: [], ...over }), 'a.jsonl:1');
const rowsOfRecord = (over: object) => rowsOfAnswer(answer(over)!, AT, same);

test('an answer of batch is a row of what its record says', () => {
  const run = { repository: 'a/b', runId: 7, author: 'mona', committedAt: '2026-11-29T07:00:00+02:00', seconds: 3 };
  const given = { id: '1', job: 'test', time: '2026-11-28T10:00:00+02:00', run };
  const finding = { fingerprint: 'f1', message: 'cold', evidence: [{ text: 'cold' }], tests: ['test_x', 'test_x'] };
  const { runs, findings, tests, waivers } = rowsOfRecord({ ...given, unknown: [finding], diagnoses: [diagnosis] });
  expect(plain(runs)).toEqual([
    {
      key: runKey(given),
      ran_at: '2026-11-28T08:00:00.000Z',
      status: 'failed',
      job: 'test',
      repository: 'a/b',
      run_id: 7,
      author: 'mona',
      committed_at: AT,
      seconds: 3,
    },
  ]);
  expect(findings.map(({ fingerprint, title, is_primary }) => [fingerprint, title, is_primary])).toEqual([
    ['f1', diagnosis.title, true],
  ]);
  expect([tests, waivers]).toEqual([[], []]);
  expect(rowsOfRecord({ unknown: [finding, { fingerprint: 'f2' }] }).findings).toMatchObject([
    { title: 'cold', is_primary: false, line: 'cold' },
    { title: '', is_primary: false },
  ]);
  expect(rowsOfRecord({ unknown: [finding] }).tests.map(({ test: name }) => name)).toEqual(['test_x']);
  expect(rowsOfRecord({}).runs[0]).toMatchObject({ ran_at: AT });
});

test('a record without a run is known by its id, job and time', () => {
  expect(runKey({ id: '1' })).toBe('record ["1",null,null]');
  expect(runKey({ id: '1', job: 'a', time: 'b' })).toBe('record ["1","a","b"]');
  expect(runKey({ id: '1', job: 'a', run: { runId: 3 } })).toBe('run ["https://github.com",null,null,3,1,"a",null]');
});

test('what is refused says where and what to do', () => {
  for (const line of ['junk', '{}', '"text"', 'null', '[]', '7'])
    expect(() => parseAnswer(line, 'a.jsonl:7')).toThrow(/^a\.jsonl:7: .*\n?.*Write answers with whydunit batch/s);
  expect(() => parseAnswer('{"id":"1","run":{"runId":-1}}', 'a:1')).toThrow(/: run\.runId: /);
  expect(() => answer({ time: 'noon' })).toThrow('time: is no time; write it as ISO 8601');
});
