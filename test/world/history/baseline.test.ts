import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rows, RunRow } from '../../../src/core/reports/rows.js';
import { exportParquet } from '../../../src/world/history/ask.js';
import { historyBaseline, isHistory } from '../../../src/world/history/baseline.js';
import { HistoryStore } from '../../../src/world/history/store.js';
import { readBaseline } from '../../../src/world/reports/baseline-file.js';

const work = mkdtempSync(join(tmpdir(), 'whydunit-baseline-'));
const path = join(work, 'h.duckdb');
afterAll(() => rmSync(work, { recursive: true, force: true }));

function ran(hour: number, run: Partial<RunRow>, fingerprint?: string): Rows {
  const key = `k${hour}`;
  const ran_at = new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
  const status = fingerprint === undefined ? 'passed' : 'failed';
  const finding = { key, title: 't', is_primary: true, pattern: 'a/b', cluster: 'a/b' };
  return {
    runs: [{ key, ran_at, status, repository: 'o/r', job: 'test', sha: key, run_id: hour, ...run }],
    findings: fingerprint === undefined ? [] : [{ ...finding, fingerprint }],
    tests: fingerprint === undefined ? [] : [{ key, fingerprint, test: `test_${fingerprint}` }],
    waivers: [],
  };
}

beforeAll(async () => {
  const store = await HistoryStore.open(path);
  await store.add([
    ran(0, {}, 'old'),
    ...Array.from({ length: 60 }, (_, n) => ran(100 + n, {})),
    ran(201, {}, 'main'),
    ran(202, { repository: 'o/other' }, 'elsewhere'),
    ran(203, { pull_request: 7 }, 'mine'),
    ran(204, { sha: 'x', attempt: 1 }, 'flake'),
    ran(205, { sha: 'x', attempt: 2 }),
    ran(206, {}, 'itself'),
  ]);
  store.close();
});

test('known is what the last runs of the repository showed, without the run itself and its own pull request', async () => {
  const { known } = await historyBaseline(path, { repository: 'o/r', runId: 206, pullRequest: 7 });
  expect([...known.keys()].sort()).toEqual(['flake', 'main']);
  expect(known.get('main')).toEqual({ since: '2026-01-09T09:00:00Z' });
  const everywhere = await historyBaseline(path, {});
  expect([...everywhere.known.keys()].sort()).toEqual(['elsewhere', 'flake', 'itself', 'main', 'mine']);
});

test('a flaky test comes with how often it was', async () => {
  const { flaky } = await historyBaseline(path, { repository: 'o/r', runId: 206, pullRequest: 7 });
  expect([...(flaky ?? [])]).toEqual([['test_flake', { commits: 1, of: 49 }]]);
});

test('a database and its export are histories, a log and a folder of logs are none', async () => {
  const [tables, log] = [join(work, 'tables'), join(work, 'a.log')];
  mkdirSync(tables);
  await exportParquet(path, tables);
  writeFileSync(log, 'error: no history');
  expect(await Promise.all([path, tables, log, work, '/nowhere'].map(isHistory))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  const [of, from] = [await readBaseline(path), await readBaseline(tables)];
  expect('report' in of && 'report' in from && [...from.report.known]).toEqual('report' in of && [...of.report.known]);
});
