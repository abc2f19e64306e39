import { describe, expect, it } from 'vitest';
import { containerGroup, type Source } from '../../src/core/domain/source.js';
import { renderJson } from '../../src/core/render/json.js';
import { renderPatternList } from '../../src/core/render/pattern/list.js';
import { parseReport } from '../../src/core/reports/report-schema.js';
import { restore } from '../../src/core/reports/restore.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../src/walk/diagnose.js';

const patterns = await loadCatalogue([]);

async function told(text: string, about: Partial<Source> = {}) {
  const open = async function* () {
    yield Buffer.from(text);
  };
  const source: Source = { name: 'x', kind: 'file', outcome: 'unknown', open, ...about };
  return diagnose({ sources: [source], patterns, failOn: 'P0', run: {} });
}
const severities = async (text: string, about?: Partial<Source>) =>
  (await told(text, about)).diagnoses.map(({ pattern, severity }) => `${severity} ${pattern}`);

const REFUSED = [
  'Traceback (most recent call last):',
  '  File "/srv/app.py", line 7, in <module>',
  '    connect()',
  'redis.exceptions.ConnectionError: Error 111 connecting to cache:6379. Connection refused.',
].join('\n');
const IN_TEST = [
  '================ FAILURES ================',
  '_______________ test_total _______________',
  '    def test_total():',
  '>       cart().total()',
  'E       redis.exceptions.ConnectionError: Error 111 connecting to cache:6379. Connection refused.',
  'tests/test_cart.py:9: ConnectionError',
  '======== short test summary info =========',
  'FAILED tests/test_cart.py::test_total - redis.exceptions.ConnectionError: Error 111',
  '=========== 1 failed in 0.21s ============',
].join('\n');

describe('severity fits the place', () => {
  it('a service that does not answer keeps a program from starting, and a test from being run', async () => {
    const container = { kind: 'container', outcome: 'failed', group: containerGroup('web') } as const;
    expect(await severities(REFUSED, container)).toContain('P0 redis/connection-refused');
    expect(await severities(IN_TEST)).toContain('P2 redis/connection-refused');
  });

  it('a report that is read back weighs the same, whatever it claims', async () => {
    const known = new Map(patterns.patterns.map((pattern) => [pattern.id, pattern]));
    const json = renderJson(await told(IN_TEST));
    const back = (text: string) =>
      restore(parseReport(text, 'x'), known).diagnoses.find(({ pattern }) => pattern === 'redis/connection-refused')
        ?.severity;
    expect(back(json)).toBe('P2');
    expect(back(json.replace(/"severity": "P2"/g, '"severity": "P3"'))).toBe('P2');
  });

  it('the list of patterns says it', () => {
    expect(renderPatternList(patterns.patterns, { colour: false, width: 200 })).toMatch(
      /P0 {2}redis\/connection-refused .*\(test P2, build P2\)/,
    );
  });
});

describe('what is only said in passing', () => {
  const end = 'frobnicating\n'.repeat(5);

  it.each([
    "QStandardPaths: XDG_RUNTIME_DIR not set, defaulting to '/tmp/runtime-runner'",
    'S3_BUCKET, or ARTIFACTS_FILE_SUFFIX not set, not uploading',
    "test_dump ... skipped 'SHOP_TEST_DSN is not set'",
  ])('is nothing: %s', async (line) => {
    expect(await severities(`${line}\n${end}##[error]Process completed with exit code 1.\n`)).toEqual([]);
  });

  it('is no P0 unless the program died there', async () => {
    const line = 'API_TOKEN is not set';
    expect(await severities(`${line}\n${end}##[error]Process completed with exit code 1.\n`)).toEqual([
      'P1 container/env-missing',
    ]);
    expect(await severities(`starting\n${line}\n##[error]Process completed with exit code 1.\n`)).toEqual([
      'P0 container/env-missing',
    ]);
  });
});

describe('words of a test elsewhere in the text lower nothing', () => {
  it.each([
    'FAILED tests/test_x.py::test_total - assert 1 == 2',
    'test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s',
    '--- FAIL: TestTotal (0.00s)',
    '##[group]Run pytest\npytest\nshell: /usr/bin/bash -e {0}\n##[endgroup]',
    "thread 'tests::pays' panicked at tests/pays.rs:3:5:\nassertion failed: paid",
  ])('%s', async (words) => {
    for (const text of [`${words}\n${REFUSED}\n`, `${REFUSED}\n${words}\n`])
      expect(await severities(text)).toContain('P0 redis/connection-refused');
  });
});
