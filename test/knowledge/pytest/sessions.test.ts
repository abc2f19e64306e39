import { describe, expect, it } from 'vitest';
import { pytestText } from '../../../src/knowledge/pytest/pytest-text.js';
import { runParser } from '../run-parser.js';

const rule = (title: string, mark = '=') =>
  ` ${title} `.padStart(40 + Math.ceil((title.length + 2) / 2), mark).padEnd(80, mark);
const START = rule('test session starts');
const END = rule('1 failed in 0.12s');
const SUMMARY = rule('short test summary info');
const read = (...lines: string[]) => runParser(pytestText, lines.join('\n'));
const told = (...lines: string[]) =>
  read(...lines).failures.map(({ kind, role, name, code, message, facts }) => [
    kind,
    role,
    name,
    code,
    message,
    facts['phase'],
  ]);
const of = (...lines: string[]) => read(...lines).failures[0];
const block = (title: string, ...lines: string[]) => [START, '', rule('FAILURES'), rule(title, '_'), ...lines];
const LONG = [
  '',
  '    def test_a():',
  '>       assert heat() == 3',
  'E       assert 2 == 3',
  'E        +  where 2 = heat()',
  '',
  'tests/test_a.py:9: AssertionError',
];

describe('a failure of which only its line in the summary is left', () => {
  it.each<[line: string, expected: unknown[]]>([
    [
      'FAILED a.py::test_b - assert 1 == 2',
      ['test', 'cause', 'a.py::test_b', 'AssertionError', 'assert 1 == 2', 'call'],
    ],
    [
      'FAILED a.py::test_b - assertion of mine',
      ['test', 'cause', 'a.py::test_b', undefined, 'assertion of mine', 'call'],
    ],
    ['FAILED a.py::test_b - x.KeyError: 1', ['test', 'cause', 'a.py::test_b', 'KeyError', 'x.KeyError: 1', 'call']],
    ['FAILED a.py::test_b', ['test', 'cause', 'a.py::test_b', undefined, 'a.py::test_b failed', 'call']],
    ['ERROR a.py::test_b - KeyError: 1', ['test', 'cause', 'a.py::test_b', 'KeyError', 'KeyError: 1', 'setup']],
    ['ERROR a.py - KeyError: 1', ['collection', 'cause', 'a.py', 'KeyError', 'KeyError: 1', 'collect']],
    ['ERROR a.py', ['collection', 'cause', 'a.py', undefined, 'a.py failed', 'collect']],
  ])('%s', (line, expected) => {
    expect(told(START, SUMMARY, line, END)).toEqual([expected]);
    expect(of(START, SUMMARY, line, END)?.location).toEqual({ file: 'a.py' });
  });
});

describe('a failure that is explained', () => {
  it('states what was found, where and in which test', () => {
    const [failure] = read(
      ...block('test_a', ...LONG),
      SUMMARY,
      'FAILED tests/test_a.py::test_a - assert 2 == 3',
      END,
    ).failures;
    expect(failure).toMatchObject({
      kind: 'test',
      name: 'tests/test_a.py::test_a',
      code: 'AssertionError',
      message: 'assert 2 == 3',
      location: { file: 'tests/test_a.py', line: 9 },
      facts: {
        phase: 'call',
        exception: 'AssertionError',
        rootException: 'AssertionError',
        rootMessage: 'assert 2 == 3',
      },
    });
    expect(failure?.key).toEqual([8, 9, 11, 13]);
  });

  it.each<[title: string, expected: unknown[]]>([
    ['test_a', ['test', 'call', 'test_a']],
    ['TestX.test_a[b c]', ['test', 'call', 'TestX.test_a[b c]']],
    ['ERROR at setup of test_a', ['test', 'setup', 'test_a']],
    ['ERROR at teardown of test_a', ['test', 'teardown', 'test_a']],
    ['ERROR collecting tests/a.py', ['collection', 'collect', 'tests/a.py']],
  ])('is titled %s', (title, expected) => {
    const failure = of(...block(title, 'E   KeyError: 1', 'conftest.py:3: KeyError'), END);
    expect([failure?.kind, failure?.facts['phase'], failure?.name]).toEqual(expected);
  });

  it('is named by its own file where the traceback shows the test', () => {
    expect(
      of(...block('TestX.test_a[b]', ...LONG.map((line) => line.replace('def test_a', 'def test_a'))), END)?.name,
    ).toBe('tests/test_a.py::TestX::test_a[b]');
    expect(
      of(
        ...block('test_a', '    def other():', '>       x', 'E       KeyError: 1', '', 'tests/test_a.py:9: KeyError'),
        END,
      )?.name,
    ).toBe('test_a');
    expect(of(...block('test_a', 'tests/test_a.py:9: in test_a', '    x', 'E   KeyError: 1'), END)?.name).toBe(
      'tests/test_a.py::test_a',
    );
    expect(of(...block('test_a', '/srv/tests/test_a.py:9: in test_a', '    x', 'E   KeyError: 1'), END)?.name).toBe(
      'test_a',
    );
    expect(of(...block('test_a', 'src/a.py:9: in test_a', '    x', 'E   KeyError: 1'), END)?.name).toBe('test_a');
  });

  it('is told by its last error, and placed in the project where it was asked for', () => {
    const frames = [
      'tests/test_a.py:9: in test_a',
      '    x()',
      'src/a.py:3: in x',
      '    y()',
      '/usr/lib/python3.12/json/decoder.py:7: in y',
      '    z()',
      'E   json.decoder.JSONDecodeError: no',
    ];
    expect(of(...block('test_a', ...frames), END)).toMatchObject({
      code: 'JSONDecodeError',
      message: 'json.decoder.JSONDecodeError: no',
      location: { file: 'src/a.py', line: 3 },
    });
    expect(
      of(...block('test_a', '/usr/lib/python3.12/json/decoder.py:7: in y', '    z()', 'E   KeyError: 1'), END)
        ?.location,
    ).toMatchObject({ line: 7 });
  });

  it('is a chain of errors, of which the first is the root', () => {
    const chain = [
      'src/a.py:3: in x',
      'E   KeyError: 1',
      '',
      'The above exception was the direct cause of the following exception:',
      'src/b.py:5: in y',
      'E   ValueError: 2',
    ];
    expect(of(...block('test_a', ...chain), END)).toMatchObject({
      code: 'ValueError',
      message: 'ValueError: 2',
      facts: { exception: 'ValueError', rootException: 'KeyError', rootMessage: '1' },
    });
  });

  it('does not read what the test printed', () => {
    const printed = [
      ...LONG,
      '----------------------------- Captured stdout call -----------------------------',
      'E   KeyError: 1',
      'src/b.py:5: KeyError',
    ];
    expect(of(...block('test_a', ...printed), END)).toMatchObject({ message: 'assert 2 == 3', lines: { length: 11 } });
  });

  it('without an error says its first words', () => {
    expect(of(...block('test_a', 'file tests/a.py, line 3', 'said so', 'and more'), END)).toMatchObject({
      message: 'said so',
    });
    expect(of(...block('test_a', '[gw0] linux -- Python 3.12'), END)).toMatchObject({ message: 'test_a' });
    expect(of(...block('tests/a.py', "worker 'gw0' crashed while running 'tests/a.py::test_b'"), END)).toMatchObject({
      name: 'tests/a.py::test_b',
    });
  });

  it('ends with the next title, as wide as the report', () => {
    expect(
      told(...block('test_a', 'E   KeyError: 1', rule('test_b', '_'), 'E   KeyError: 2'), END).map(
        ([, , name]) => name,
      ),
    ).toEqual(['test_a', 'test_b']);
    expect(
      told(...block('test_a', 'E   KeyError: 1', '___ test_b ___', 'E   KeyError: 2'), END).map(([, , name]) => name),
    ).toEqual(['test_a']);
    expect(told(...block('test_a', 'E   KeyError: 1', '_ _ _ _ _ _ _ _', 'E   KeyError: 2'), END)).toHaveLength(1);
    expect(told(...block('test_a', 'E   KeyError: 1', '=== printed ===', 'E   KeyError: 2'), END)[0]?.[4]).toBe(
      'KeyError: 2',
    );
    expect(told(...block('test_a', 'E   KeyError: 1', rule('plugin'), 'E   KeyError: 2'), END)[0]?.[4]).toBe(
      'KeyError: 1',
    );
  });

  it('in one line has the place that it ended at', () => {
    const lines = [
      START,
      rule('FAILURES'),
      '/srv/tests/test_a.py:9: assert 1 == 2',
      '/srv/tests/test_a.py:12: KeyError: 1',
      END,
    ];
    expect(told(...lines)).toEqual([
      ['test', 'cause', '/srv/tests/test_a.py', 'AssertionError', 'assert 1 == 2', 'call'],
      ['test', 'cause', '/srv/tests/test_a.py', 'KeyError', 'KeyError: 1', 'call'],
    ]);
    const summary = [SUMMARY, 'FAILED tests/test_a.py::b', 'FAILED tests/test_a.py::c'];
    expect(told(...lines.slice(0, -1), ...summary, END).map(([, , name]) => name)).toEqual([
      'tests/test_a.py::b',
      'tests/test_a.py::c',
    ]);
    expect(told(...lines.slice(0, -1), ...summary, 'FAILED tests/test_a.py::d', END)).toHaveLength(5);
  });
});

describe('a session', () => {
  it('that was killed tells the tests that it had shown to fail', () => {
    expect(
      told(
        START,
        'tests/a.py::test_b FAILED [ 10%]',
        'tests/a.py::test_c PASSED [ 20%]',
        '##[error]Process completed with exit code 1.',
      ),
    ).toEqual([['test', 'cause', 'tests/a.py::test_b', undefined, 'tests/a.py::test_b failed', 'call']]);
    expect(of(START, 'tests/a.py::test_b FAILED')?.facts['told']).toBe('progress');
  });

  it('that ran nothing', () => {
    expect(told(START, rule('no tests ran in 0.01s'))).toEqual([
      ['session', 'cause', undefined, '5', 'no tests ran in 0.01s', undefined],
    ]);
    expect(told(START, rule('3 deselected in 0.01s'))).toEqual([
      ['session', 'wrapper', undefined, '5', '3 deselected in 0.01s', undefined],
    ]);
    expect(of(START, rule('3 deselected in 0.01s'))?.facts).toEqual({ exitCode: 5, deselected: 3 });
    expect(told(START, rule('no tests ran in 0.01s'), 'ERROR: file or directory not found: x')).toEqual([]);
    expect(told(START, 'INTERNALERROR> x', rule('no tests ran in 0.01s'))).toEqual([]);
    expect(told(START, rule('1 warning in 0.01s')).length).toBe(1);
    expect(told(START, rule('1 skipped in 0.01s'))).toEqual([]);
  });

  it('that was stopped', () => {
    expect(told(START, '!!!!!!!! _pytest.outcomes.Exit: no kiln !!!!!!!!', rule('no tests ran in 0.01s'))).toEqual([
      ['session', 'cause', undefined, 'Exit', '_pytest.outcomes.Exit: no kiln', undefined],
    ]);
    expect(told(START, rule('1 passed in 0.1s'), '!!!!!!!! KeyboardInterrupt !!!!!!!!')).toEqual([
      ['session', 'cause', undefined, 'Exit', 'KeyboardInterrupt', undefined],
    ]);
    expect(told(START, '!!!!!!!! stopping after 1 failures !!!!!!!!', rule('1 passed in 0.1s'))).toEqual([]);
  });

  it('whose tests cover too little', () => {
    const coverage = 'FAIL Required test coverage of 90% not reached. Total coverage: 80.00%';
    expect(told(START, coverage, rule('1 passed in 0.1s'))).toEqual([
      [
        'session',
        'cause',
        undefined,
        'coverage',
        'Required test coverage of 90% not reached. Total coverage: 80.00%',
        undefined,
      ],
    ]);
    expect(told(...block('test_a', ...LONG), coverage, END).map(([kind, role]) => `${kind} ${role}`)).toEqual([
      'test cause',
      'session wrapper',
    ]);
  });

  it('that passed takes back what was printed in it', () => {
    expect(read('x', START, 'x', rule('1 passed in 0.1s')).recoveries).toEqual([{ tool: 'python', line: 4, since: 2 }]);
    expect(read(START, 'run-last-failure: rerun previous 1 failure', rule('1 passed in 0.1s')).recoveries).toEqual([
      { tool: 'python', line: 3, since: 1 },
      { tool: 'pytest', line: 3 },
    ]);
    expect(read(START, rule('1 skipped in 0.1s')).recoveries).toEqual([]);
    expect(read(...block('test_a', ...LONG), END).recoveries).toEqual([]);
    expect(read('..', '2 passed in 0.1s').recoveries).toEqual([{ tool: 'python', line: 2, since: 1 }]);
    expect(read('a ..', '2 passed in 0.1s').recoveries).toEqual([]);
    expect(read('..', '2 passed, 1 failed in 0.1s').recoveries).toEqual([]);
  });

  it('says how asyncio runs in it', () => {
    const mode = (line: string) => of(START, line, SUMMARY, 'FAILED a.py::b', END)?.facts['asyncioMode'];
    expect([
      mode('asyncio: mode=Mode.STRICT'),
      mode('asyncio: mode=auto, x'),
      mode('asyncio: mode=other'),
      mode('x'),
    ]).toEqual(['strict', 'auto', undefined, undefined]);
  });

  it('ends with the next one and with its step', () => {
    expect(told(START, SUMMARY, 'FAILED a.py::b', START, SUMMARY, 'FAILED c.py::d').map(([, , name]) => name)).toEqual([
      'a.py::b',
      'c.py::d',
    ]);
    for (const over of [
      '##[group]Run x',
      'Post job cleanup.',
      'travis_fold:end:x',
      '##[error]Process completed with exit code 1.',
    ])
      expect([over, told(START, SUMMARY, 'FAILED a.py::b', over, 'x').length]).toEqual([over, 1]);
  });
});
