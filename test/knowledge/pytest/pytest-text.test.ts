import { describe, expect, it } from 'vitest';
import { pytestText } from '../../../src/knowledge/pytest/pytest-text.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(pytestText, text).failures;
const of = (scenario: string) => read(recorded(`pytest/${scenario}`));
const rule = (title: string, mark = '=') => {
  const fill = mark.repeat(Math.max(1, Math.floor((78 - title.length) / 2)));
  return `${fill} ${title} ${fill}`.padEnd(80, mark);
};
const session = (...lines: string[]) => [rule('test session starts'), 'collected 3 items', '', ...lines].join('\n');

describe('one failing suite in every style', () => {
  it.each(['auto', 'tb-long', 'tb-short', 'tb-line', 'tb-native', 'quiet', 'verbose-ra', 'xdist'])('%s', (style) => {
    const failures = of(`assertion-${style}`);
    expect(failures.map(({ name }) => name).sort()).toEqual([
      'tests/test_basket.py::test_basket_report',
      'tests/test_basket.py::test_basket_total',
    ]);
    expect(failures.find(({ name }) => name?.endsWith('total'))).toMatchObject({
      tool: 'pytest',
      kind: 'test',
      role: 'cause',
      code: 'AssertionError',
      message: expect.stringContaining('assert 614 == 647'),
      location: { file: expect.stringContaining('test_basket.py'), line: 10 },
      facts: { phase: 'call', exception: 'AssertionError', rootException: 'AssertionError' },
    });
  });

  it('--tb=no tells each failure in its summary line alone', () => {
    expect(of('assertion-tb-no')).toMatchObject([
      {
        name: 'tests/test_basket.py::test_basket_total',
        code: 'AssertionError',
        location: { file: 'tests/test_basket.py' },
      },
      { name: 'tests/test_basket.py::test_basket_report' },
    ]);
  });

  it('keeps captured output in the failure, and its statement as key lines', () => {
    const failure = of('assertion-auto').find(({ name }) => name?.endsWith('report'));
    expect(failure?.lines.map(({ text }) => text)).toContain('checking 2 items');
    const key = failure?.lines.filter(({ number }) => failure.key.includes(number)).map(({ text }) => text) ?? [];
    expect(key[0]).toMatch(/^E +AssertionError: assert/);
    expect(key.at(-1)).toMatch(/^FAILED tests\/test_basket\.py::test_basket_report/);
  });
});

describe('what surrounds tests', () => {
  it('setup and teardown', () => {
    expect(of('setup-teardown')).toMatchObject([
      { kind: 'test', facts: { phase: 'setup', exception: 'RuntimeError' } },
    ]);
    expect(of('setup-teardown-after')).toMatchObject([{ facts: { phase: 'teardown' } }]);
  });

  it('collection', () => {
    expect(of('collection-import')).toMatchObject([
      { kind: 'collection', code: 'ValueError', location: { file: 'shop/region.py', line: 6 } },
    ]);
    expect(of('syntax')).toMatchObject([
      {
        kind: 'collection',
        code: 'SyntaxError',
        message: expect.stringMatching(/^SyntaxError: /),
        location: { line: 1 },
      },
    ]);
  });

  it('a missing fixture has no exception, but a statement and a place', () => {
    expect(of('fixture-not-found')).toMatchObject([
      { message: "fixture 'auth_client' not found", location: { line: 1 } },
    ]);
  });

  it('a crashed worker', () => {
    expect(of('worker-crashed')).toMatchObject([
      {
        name: 'tests/test_native.py::test_native_call',
        message: expect.stringMatching(/^worker 'gw\d' crashed while running/),
      },
    ]);
  });

  it('nothing collected', () => {
    for (const scenario of ['no-tests', 'no-tests-quiet'])
      expect(of(scenario)).toMatchObject([{ kind: 'session', role: 'cause', code: '5' }]);
    expect(of('no-tests-deselected')).toMatchObject([{ role: 'wrapper', facts: { deselected: 3 } }]);
    const [quiet] = runParser(pytestText, '3 deselected in 0.95s\n').failures;
    expect(quiet).toMatchObject({ role: 'wrapper', facts: { deselected: 3 } });
  });

  it('a usage error explains that nothing ran: another parser tells it', () => {
    for (const scenario of ['usage-file', 'usage-node']) expect(of(scenario)).toEqual([]);
  });

  it('low coverage is the cause only where no test failed', () => {
    expect(of('coverage-threshold')).toMatchObject([{ kind: 'session', role: 'cause', code: 'coverage' }]);
    expect(of('coverage-threshold-and-failure')).toMatchObject([
      { kind: 'test' },
      { role: 'wrapper', code: 'coverage' },
    ]);
  });
});

describe('chains', () => {
  it('begin at the root', () => {
    const [failure] = read(recorded('db/missing-table'));
    expect(failure).toMatchObject({
      code: 'OperationalError',
      facts: {
        exception: 'sqlalchemy.exc.OperationalError',
        rootException: 'sqlite3.OperationalError',
        rootMessage: 'no such table: customers',
      },
    });
  });

  it('name the field pydantic refuses', () => {
    expect(read(recorded('fastapi/validation-model'))).toMatchObject([{ facts: { field: 'quantity' } }]);
  });
});

describe('green reports', () => {
  it.each(['passes', 'passes-xdist-quiet', 'coverage-reached'])('%s', (scenario) => {
    expect(of(scenario)).toEqual([]);
  });

  it('take back the tracebacks that passing tests printed, and nothing older', () => {
    const { recoveries } = runParser(pytestText, recorded('pytest/passes'));
    expect(recoveries).toMatchObject([{ tool: 'python', since: 1 }]);
  });

  it('take back what was printed just above where -q shows no header', () => {
    const text = `Traceback (most recent call last):\n  File "/srv/a.py", line 1, in f\nKeyError: 1\n...   [100%]\n3 passed in 0.12s`;
    expect(runParser(pytestText, text)).toEqual({ failures: [], recoveries: [{ tool: 'python', line: 5, since: 1 }] });
    expect(runParser(pytestText, '1 failed, 3 passed in 0.12s').recoveries).toEqual([]);
  });

  it('take back failures when --lf passes', () => {
    const { failures, recoveries } = runParser(pytestText, recorded('pytest/passes-last-failed'));
    expect(failures).toHaveLength(1);
    expect(recoveries).toContainEqual(expect.objectContaining({ tool: 'pytest' }));
  });

  it('believe the closing line, not what a test printed', () => {
    const text = session(
      'tests/test_a.py FAILED other.py::test_x - boom',
      rule('FAILURES'),
      '.',
      rule('3 passed in 0.01s'),
    );
    expect(read(text)).toEqual([]);
  });
});

describe('odd reports', () => {
  it('rules that a test printed do not end its block', () => {
    const text = session(
      rule('FAILURES'),
      rule('test_a', '_'),
      'E   ValueError: first',
      'test_a.py:3: ValueError',
      rule('Captured stdout call', '-'),
      '===== REPORT =====',
      '____ part ____',
      rule('test_b', '_'),
      'E   KeyError: 7',
      'test_a.py:6: KeyError',
      rule('2 failed in 0.01s'),
    );
    expect(read(text).map(({ name, code }) => [name, code])).toEqual([
      ['test_a', 'ValueError'],
      ['test_b', 'KeyError'],
    ]);
  });

  it('a session that was killed tells the failures it had shown', () => {
    const text = session('tests/test_a.py::test_a PASSED [ 30%]', 'tests/test_a.py::test_b FAILED [ 60%]', 'Killed');
    expect(read(text)).toMatchObject([{ name: 'tests/test_a.py::test_b' }]);
  });

  it('parameters may hold the separator of the summary', () => {
    const text = [
      rule('short test summary info'),
      "FAILED t/test_a.py::test_p[a - b] - assert 'a' == 3",
      '1 failed in 0.01s',
    ].join('\n');
    expect(read(text)).toMatchObject([{ name: 't/test_a.py::test_p[a - b]', message: "assert 'a' == 3" }]);
  });

  it('Windows paths', () => {
    const text = session(
      rule('FAILURES'),
      rule('test_a', '_'),
      'C:\\app\\tests\\test_a.py:12: in test_a',
      '    run()',
      'E   OSError: [WinError 32] in use',
      rule('1 failed in 0.01s'),
    );
    expect(read(text)).toMatchObject([{ code: 'OSError', location: { file: 'C:\\app\\tests\\test_a.py', line: 12 } }]);
  });

  it('a step that ends closes the session', () => {
    const text = `${session(rule('FAILURES'), rule('test_a', '_'), 'E   ValueError: x')}\n##[error]Process completed with exit code 1.\nmore`;
    expect(read(text)[0]?.lines.at(-1)?.text).toBe('E   ValueError: x');
  });

  it('a worker that died is told once: its block is titled with the file, the summary names the test', () => {
    const text = session(
      rule('FAILURES'),
      rule('t/test_scale.py', '_'),
      '[gw1] linux -- Python 3.12.1 /usr/bin/python3',
      "worker 'gw1' crashed while running 't/test_scale.py::test_weighs'",
      rule('short test summary info'),
      'FAILED t/test_scale.py::test_weighs',
      rule('1 failed in 0.01s'),
    );
    expect(read(text)).toMatchObject([{ name: 't/test_scale.py::test_weighs' }]);
  });

  it('pytest.exit ends with its reason', () => {
    const text = session(
      'tests/test_a.py .',
      rule('1 passed in 0.01s'),
      '!!!!!!!! _pytest.outcomes.Exit: no licence !!!!!!!!',
    );
    expect(read(text)).toMatchObject([{ kind: 'session', code: 'Exit', message: '_pytest.outcomes.Exit: no licence' }]);
  });
});
