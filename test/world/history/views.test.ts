import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { FindingRow, Rows, RunRow, WaiverRow } from '../../../src/core/reports/rows.js';
import { openHistory, type Window } from '../../../src/world/history/ask.js';
import { open } from '../../../src/world/history/duckdb.js';
import { MIGRATIONS, migrate, versionOf } from '../../../src/world/history/schema.js';
import { HistoryStore } from '../../../src/world/history/store.js';
import type { ViewName } from '../../../src/world/history/views.js';

const work = mkdtempSync(join(tmpdir(), 'whydunit-history-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Told extends Partial<RunRow> {
  readonly finding?: Partial<FindingRow>;
  readonly tests?: readonly string[];
  readonly waiver?: Partial<WaiverRow>;
}

let keys = 0;

/** A run of a job at an hour, counted from the beginning of the year; with a finding it failed. */
function ran(hour: number, { finding, tests = [], waiver, ...run }: Told = {}): Rows {
  const key = `k${keys++}`;
  const fingerprint = finding?.fingerprint ?? 'f';
  const ran_at = new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
  const about = { fingerprint, title: 'It fails', is_primary: true, pattern: 'a/b', cluster: 'a/b' };
  return {
    runs: [{ key, ran_at, status: finding ? 'failed' : 'passed', repository: 'o/r', job: 'test', sha: key, ...run }],
    findings: finding ? [{ key, ...about, ...finding }] : [],
    tests: tests.map((each) => ({ key, fingerprint, test: each })),
    waivers: waiver
      ? [{ key, covers: 'a/b', owner: 'me', reason: 'r', expires: '2026-02-01', state: 'applied', ...waiver }]
      : [],
  };
}

async function answer(view: ViewName, rows: readonly Rows[], window?: Window) {
  const path = join(work, `${keys++}.duckdb`);
  const store = await HistoryStore.open(path);
  await store.add(rows);
  store.close();
  const history = await openHistory(path, window);
  try {
    return await history.view(view);
  } finally {
    history.close();
  }
}

const FAILED = { finding: {} };

test('a cause costs the hours to the next run of its job, whoever else runs', async () => {
  const rows = [ran(0), ran(1, FAILED), ran(2, { job: 'other' }), ran(2, { pull_request: 4 }), ran(4), ran(5, FAILED)];
  expect(await answer('top', rows)).toMatchObject([{ cause: 'a/b', hours: 3, runs: 2, repositories: 1 }]);
});

test('what names neither repository nor job follows nothing', async () => {
  const nowhere = { repository: undefined, job: undefined } as object;
  expect(await answer('top', [ran(1, { ...FAILED, ...nowhere }), ran(9, nowhere)])).toMatchObject([{ hours: 0 }]);
});

test('a test is flaky that failed on a commit on which its job passed', async () => {
  const flaked = { finding: {}, tests: ['test_x'], sha: 's', attempt: 1 };
  const broken = { finding: { fingerprint: 'g' }, tests: ['test_y'] };
  const rows = [ran(0, flaked), ran(1, { sha: 's', attempt: 2 }), ran(2, broken), ran(3), ran(4)];
  expect(await answer('flaky', rows)).toMatchObject([{ test: 'test_x', commits: 1, rate: 0.25 }]);
});

test('what is seen again after five passed runs came back; what is flaky did not', async () => {
  const green = Array.from({ length: 5 }, (_, n) => ran(2 + n));
  const rows = [ran(1, FAILED), ...green, ran(9, { ...FAILED, sha: 'again' })];
  expect(await answer('back', rows)).toMatchObject([{ sha: 'again', passed: 5, left_at: '2026-01-01 01:00:00' }]);
  expect(await answer('back', [ran(1, FAILED), ...green.slice(1), ran(9, FAILED)])).toEqual([]);
  expect(await answer('back', [...rows, ran(10, { sha: 'again' })])).toEqual([]);
});

test('a failure was first seen by the commit and author of its first run', async () => {
  const rows = [ran(5, { ...FAILED, sha: 'late' }), ran(1, { ...FAILED, sha: 'early', author: 'ann' })];
  expect(await answer('first-seen', rows)).toMatchObject([{ sha: 'early', author: 'ann', runs: 2 }]);
});

test('a red streak lasts from its first failure to the next green run', async () => {
  const rows = [ran(0), ran(1, FAILED), ran(2, FAILED), ran(4), ran(5, FAILED), ran(6), ran(7, FAILED)];
  expect(await answer('green', rows)).toMatchObject([{ mean: 2, median: 2, longest: 3, times: 2 }]);
});

test('an outage breaks three repositories within an hour', async () => {
  const rows = ['a', 'b', 'c'].map((repository) => ran(3, { ...FAILED, repository }));
  expect(await answer('outages', rows)).toMatchObject([{ cause: 'a/b', repositories: 3, hour: '2026-01-01 03:00:00' }]);
  expect(await answer('outages', rows.slice(1))).toEqual([]);
});

test('unknown failures that say the same stand together', async () => {
  const unknown = (fingerprint: string) => ({ finding: { fingerprint, pattern: undefined, cluster: 'odd' } as object });
  expect(await answer('unknown', [ran(1, unknown('x')), ran(2, unknown('y')), ran(3, FAILED)])).toMatchObject([
    { runs: 2, fingerprint: 'x' },
  ]);
});

test('a waiver that is put off again and again is the oldest', async () => {
  const rows = [ran(0, { waiver: {} }), ran(48, { waiver: { expires: '2026-03-01', owner: 'you' } })];
  expect(await answer('old-waivers', rows)).toMatchObject([
    { days: 2, put_off: 1, owner: 'you', expires: '2026-03-01' },
  ]);
});

test('only the last days are looked at where that is asked for', async () => {
  const rows = [ran(0, FAILED), ran(24 * 9), ran(24 * 10, FAILED)];
  expect(await answer('first-seen', rows, { days: 5 })).toMatchObject([{ first: '2026-01-11 00:00:00', runs: 1 }]);
});

test('the last word on a finding is what counts for its pattern', async () => {
  const path = join(work, 'judged.duckdb');
  const store = await HistoryStore.open(path);
  await store.add([ran(0, FAILED), ran(1, { finding: { fingerprint: 'g' } })]);
  expect(await store.judge('nowhere', 'wrong', '2026-01-02T00:00:00Z')).toBeUndefined();
  for (const [fingerprint, verdict] of [
    ['f', 'wrong'],
    ['f', 'right'],
    ['g', 'wrong'],
  ] as const)
    expect(await store.judge(fingerprint, verdict, '2026-01-02T00:00:00Z')).toEqual({ pattern: 'a/b' });
  store.close();
  const history = await openHistory(path);
  expect(await history.view('precision')).toMatchObject([{ pattern: 'a/b', right: 1, wrong: 1, precision: 0.5 }]);
  history.close();
});

test('every earlier version is brought to this one, with what it held', async () => {
  for (let from = 0; from < MIGRATIONS.length; from++) {
    const path = join(work, `from-${from}.duckdb`);
    const { connection, close } = await open(path);
    if (from > 0) await migrate(connection, path, MIGRATIONS.slice(0, from));
    if (from > 0)
      await connection.run(`INSERT INTO runs (key, ran_at, status) VALUES ('k', TIMESTAMP '2026-01-01', 'passed')`);
    await migrate(connection, path);
    await migrate(connection, path);
    expect(await versionOf(connection, 'main', path)).toBe(MIGRATIONS.length);
    expect((await connection.runAndReadAll('SELECT key FROM runs')).getRowsJson()).toEqual(from > 0 ? [['k']] : []);
    close();
  }
});

test('a history that an earlier version wrote is not read as if it were of this one', async () => {
  const path = join(work, 'earlier.duckdb');
  const { connection, close } = await open(path);
  await migrate(connection, path, MIGRATIONS.slice(0, 1));
  close();
  await expect(openHistory(path)).rejects.toThrow('was written by an earlier whydunit: its tables are version 1');
});
