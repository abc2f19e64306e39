import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { ENTRY, scratch, whydunit } from './run.js';

/** An answer of batch; every tenth run failed. */
function answer(n: number, prefix = 'r') {
  const failed = n % 10 === 0;
  const finding = {
    pattern: 'pytest/assertion',
    title: 'A test fails',
    severity: 'P2',
    cause: 'test',
    primary: true,
    fingerprint: n.toString(16).padStart(16, '0'),
    evidence: [{ line: 1, text: 'E assert 1 == 2' }],
    tests: [`test_${n}`, 'test_always'],
  };
  return {
    id: `${prefix}${n}`,
    time: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
    status: failed ? 'failed' : 'passed',
    diagnoses: failed ? [finding] : [],
    unknown: [],
    lines: 1,
  };
}

const jsonl = (records: readonly object[]) => records.map((each) => `${JSON.stringify(each)}\n`).join('');

function answers(folder: string, many: number, prefix?: string): string {
  const path = join(folder, `${prefix ?? 'answers'}.jsonl`);
  writeFileSync(path, jsonl(Array.from({ length: many }, (_, n) => answer(n, prefix))));
  return path;
}

/** Asks a database of the test's own knowledge, without the program. */
async function counted(path: string): Promise<{ runs: number; failed: number; findings: number; tests: number }> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  const rows = await connection.runAndReadAll(
    `SELECT (SELECT count(*) FROM runs)::INTEGER AS runs,
       (SELECT count(*) FROM runs WHERE status = 'failed')::INTEGER AS failed,
       (SELECT count(*) FROM findings)::INTEGER AS findings, (SELECT count(*) FROM tests)::INTEGER AS tests`,
  );
  connection.closeSync();
  instance.closeSync();
  return rows.getRowObjectsJson()[0] as never;
}

test('what batch answered is added once, and asked', async () => {
  const folder = scratch();
  const db = join(folder, 'h.duckdb');
  const path = answers(folder, 100);
  const first = await whydunit(['history', 'add', path, '--history', db]);
  expect(first).toMatchObject({ code: 0, stdout: `100 runs added to ${db}\n`, stderr: '' });
  const again = await whydunit(['history', 'add', folder, '--history', db]);
  expect(again.stdout).toBe(`0 runs added to ${db}, 100 were there already\n`);
  expect(await counted(db)).toEqual({ runs: 100, failed: 10, findings: 10, tests: 20 });
  const top = await whydunit(['history', 'top', '--history', db, '--json']);
  expect(JSON.parse(top.stdout)).toMatchObject([{ cause: 'pytest/assertion', runs: 10 }]);
  expect(readdirSync(folder).sort()).toEqual(['answers.jsonl', 'h.duckdb']);
});

test('reports are added by run, attempt and job; a table is one line a row whatever a name holds', async () => {
  const folder = scratch();
  const db = join(folder, 'h.duckdb');
  const log = 'error[E0382]: borrow of moved value: `x`\n --> src/main.rs:3:5\nerror: could not compile `x`\n';
  const made = await whydunit(['diagnose', '-', '--format', 'json'], { input: log });
  const report = JSON.parse(made.stdout) as { run: object };
  for (const [name, run] of Object.entries({
    one: { repository: 'a/b', runId: 1, runAttempt: 1, job: 'build\nx' },
    same: { repository: 'a/b', runId: 1, runAttempt: 1, job: 'build\nx' },
    retry: { repository: 'a/b', runId: 1, runAttempt: 2, job: 'build\nx' },
    other: { repository: 'a/b', runId: 1, runAttempt: 1, job: 'test' },
    nowhere: {},
  }))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ ...report, run }));
  writeFileSync(join(folder, 'package.json'), '{"name": "no report"}');
  const { stdout, stderr } = await whydunit(['history', 'add', folder, '--history', db]);
  expect(stdout).toBe(`4 runs added to ${db}, 1 were there already\n`);
  expect(stderr).toContain('package.json: is no report of whydunit');
  const { stdout: table } = await whydunit(['history', 'first-seen', '--history', db]);
  expect(table.split('\n').filter((line) => line.includes('rust/moved-value'))).toHaveLength(1);
});

test('killed at ten points it loses nothing and doubles nothing', async () => {
  const folder = scratch();
  const path = answers(folder, 12_000);
  const all = { runs: 12_000, failed: 1_200, findings: 1_200, tests: 2_400 };
  const began = Date.now();
  const whole = join(folder, 'whole.duckdb');
  expect((await whydunit(['history', 'add', path, '--history', whole])).code).toBe(0);
  const took = Date.now() - began;
  expect(await counted(whole)).toEqual(all);
  const db = join(folder, 'h.duckdb');
  let before = 0;
  for (let point = 1; point <= 10; point++) {
    const child = spawn(process.execPath, [ENTRY, 'history', 'add', path, '--history', db], { stdio: 'ignore' });
    const ended = new Promise((done) => child.on('close', done));
    await new Promise((done) => setTimeout(done, (took * point) / 11));
    child.kill('SIGKILL');
    await ended;
    if (!existsSync(db)) continue;
    const { runs, failed, findings, tests } = await counted(db);
    expect(runs).toBeGreaterThanOrEqual(before);
    expect([runs % 1_000, findings, tests]).toEqual([0, failed, 2 * failed]);
    before = runs;
  }
  expect((await whydunit(['history', 'add', path, '--history', db])).code).toBe(0);
  expect(await counted(db)).toEqual(all);
});

test('writers wait for one another, and a reader for them', async () => {
  const folder = scratch();
  const db = join(folder, 'h.duckdb');
  const add = (prefix: string) => whydunit(['history', 'add', answers(folder, 3_000, prefix), '--history', db]);
  const ended = await Promise.all([add('a'), add('b'), add('a'), add('c')]);
  expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual(Array(4).fill([0, '']));
  expect(await counted(db)).toEqual({ runs: 9_000, failed: 900, findings: 900, tests: 1_800 });
  const [, read] = await Promise.all([add('d'), whydunit(['history', 'unknown', '--history', db])]);
  expect([read.code, read.stderr]).toEqual([0, '']);
  expect(readdirSync(folder).filter((name) => name.includes('.new'))).toEqual([]);
});

async function database(path: string, ...statements: readonly string[]): Promise<string> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
  return path;
}

test('a history of a later version, of something else, or none at all is refused with a sentence', async () => {
  const folder = scratch();
  const path = answers(folder, 1);
  const version = 'CREATE TABLE whydunit_history (version INTEGER)';
  const later = await database(join(folder, 'later'), version, 'INSERT INTO whydunit_history VALUES (99)');
  const other = await database(join(folder, 'other'), 'CREATE TABLE customers (name VARCHAR)');
  const text = join(folder, 'text');
  writeFileSync(text, 'not a database at all');
  for (const [file, words] of [
    [later, 'later: was written by a later whydunit: its tables are version 99, this one knows 3. Update whydunit'],
    [other, 'other: is a database of something else'],
    [text, 'text: is no DuckDB database'],
  ] as const)
    for (const args of [['add', path], ['top']]) {
      const { code, stderr } = await whydunit(['history', ...args, '--history', file]);
      expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
      expect(stderr).toContain(words);
    }
  const nowhere = await whydunit(['history', 'top', '--history', join(folder, 'nowhere')]);
  expect(nowhere).toMatchObject({ code: 2, stdout: '' });
  expect(existsSync(join(folder, 'nowhere'))).toBe(false);
});

test('without DuckDB a sentence says what to install', async () => {
  const folder = scratch();
  cpSync(dirname(ENTRY), join(folder, 'dist'), { recursive: true });
  const args = [join(folder, 'dist/cli.js'), 'history', 'add', answers(folder, 1)];
  const { status: code, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe(
    'whydunit: A history needs DuckDB, which is not installed. Install it beside whydunit: npm install @duckdb/node-api (with -g where whydunit is global)\n',
  );
  expect([code, readdirSync(folder).sort()]).toEqual([2, ['answers.jsonl', 'dist']]);
});

test('what is known to be secret is not kept, and Parquet answers as the database does', async () => {
  const folder = scratch();
  const db = join(folder, 'h.duckdb');
  const told = { ...answer(0), diagnoses: [{ ...answer(0).diagnoses[0], tests: ['test_hunter2hunter2'] }] };
  writeFileSync(join(folder, 'a.jsonl'), jsonl([told, answer(10), answer(1)]));
  const env = { DEPLOY_TOKEN: 'hunter2hunter2' };
  expect((await whydunit(['history', 'add', folder, '--history', db], { env })).code).toBe(0);
  const judged = await whydunit([
    'history',
    'judge',
    answer(10).diagnoses[0]?.fingerprint ?? '',
    'wrong',
    '--history',
    db,
  ]);
  expect(judged.stdout).toBe('pytest/assertion was wrong\n');
  const tables = join(folder, 'tables');
  expect((await whydunit(['history', 'export', tables, '--history', db])).code).toBe(0);
  for (const view of [
    'top',
    'flaky',
    'back',
    'first-seen',
    'green',
    'outages',
    'unknown',
    'old-waivers',
    'precision',
  ]) {
    const [of, from] = await Promise.all(
      [db, tables].map((history) => whydunit(['history', view, '--history', history, '--json'])),
    );
    expect([of?.code, from?.stdout]).toEqual([0, of?.stdout]);
    expect(of?.stdout).not.toContain('hunter2');
  }
});

test.each([
  [['history'], 'history: needs to know what to do'],
  [['history', 'tops'], 'Did you mean history top?'],
  [['history', 'add'], 'Write whydunit history add REPORT.json…'],
  [['history', 'judge', 'abc', 'maybe'], 'Write whydunit history judge FINGERPRINT right|wrong'],
  [['history', 'top', 'x'], 'takes no further words'],
  [['history', 'top', '--days', '0'], '--days 0: is no number of days'],
  [['history', 'add', 'x.json', '--json'], '--json: does not belong to history add'],
  [['history', 'add', '/nowhere.json'], '/nowhere.json: does not exist'],
])('%j is answered in a line', async (args, words) => {
  const { code, stderr } = await whydunit(args, { cwd: scratch() });
  expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
  expect(stderr).toContain(words);
});
