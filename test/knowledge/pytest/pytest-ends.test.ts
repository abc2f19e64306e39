import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pytestConftest } from '../../../src/knowledge/pytest/pytest-conftest.js';
import { pytestInternal } from '../../../src/knowledge/pytest/pytest-internal.js';
import { pytestReportlog } from '../../../src/knowledge/pytest/pytest-reportlog.js';
import { pytestTimeout } from '../../../src/knowledge/pytest/pytest-timeout.js';
import { pytestUsage } from '../../../src/knowledge/pytest/pytest-usage.js';
import { recorded, runParser } from '../run-parser.js';

describe('a session that never reported', () => {
  it('conftest.py', () => {
    expect(runParser(pytestConftest, recorded('python/import-conftest')).failures).toMatchObject([
      { kind: 'collection', code: 'ModuleNotFoundError', facts: { phase: 'collect' } },
    ]);
    expect(runParser(pytestConftest, recorded('pytest/syntax-conftest')).failures).toMatchObject([
      { code: 'SyntaxError', location: { file: expect.stringContaining('tests/conftest.py') } },
    ]);
  });

  it('usage', () => {
    const said = (scenario: string) =>
      runParser(pytestUsage, recorded(`pytest/${scenario}`)).failures.map(({ message }) => message);
    expect(said('usage-argument')).toEqual(['unrecognized arguments: --cov=shop']);
    expect(said('usage-file')).toEqual(['file or directory not found: tests/test_nothing.py']);
    expect(said('usage-node')[0]).toMatch(/^not found: .*test_gone$/);
    expect(said('usage-config')[0]).toContain('unexpected line');
  });

  it('other programs have usage errors too', () => {
    for (const text of [
      'ERROR: usage: deploy [options]',
      'ERROR: not found: image',
      'error: unrecognized arguments: --x',
    ])
      expect(runParser(pytestUsage, text).failures).toEqual([]);
  });

  it('an internal error', () => {
    expect(runParser(pytestInternal, recorded('pytest/internal-error')).failures).toMatchObject([
      {
        kind: 'session',
        code: 'KeyError',
        location: { file: expect.stringContaining('tests/conftest.py') },
        facts: { exitCode: 3 },
      },
    ]);
  });

  it('a time-out that ends the process', () => {
    expect(runParser(pytestTimeout, recorded('pytest/timeout-thread')).failures).toMatchObject([
      {
        name: expect.stringMatching(/tests\/test_stock\.py::test_stock_arrives$/),
        code: 'Timeout',
        location: { file: expect.stringContaining('tests/test_stock.py') },
      },
    ]);
  });
});

describe('report log', () => {
  const log = readFileSync('fixtures/pytest/assertion-reportlog/report.jsonl', 'utf8');

  it('each failed phase of each test', () => {
    expect(runParser(pytestReportlog, log).failures).toMatchObject([
      {
        name: 'tests/test_basket.py::test_basket_total',
        code: 'AssertionError',
        message: 'AssertionError: assert 614 == 647',
        location: { line: 10 },
      },
      { name: 'tests/test_basket.py::test_basket_report' },
    ]);
  });

  it('quotes what the entry holds, not the entry', () => {
    const [failure] = runParser(pytestReportlog, log).failures;
    expect(failure?.lines[0]?.printed).toMatch(/^E +AssertionError: assert 614/);
  });

  it('cut and foreign entries are none', () => {
    const cut =
      log
        .split('\n')
        .find((line) => line.includes('"failed"'))
        ?.slice(0, 400) ?? '';
    expect(runParser(pytestReportlog, `${cut}\n{"outcome": "failed", "name": "job"}`).failures).toEqual([]);
  });
});
