import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { eslint } from '../../../src/knowledge/lint/eslint.js';
import { mypy } from '../../../src/knowledge/lint/mypy.js';
import { prettier } from '../../../src/knowledge/lint/prettier.js';
import { pythonFormat } from '../../../src/knowledge/lint/python-format.js';
import { ruff } from '../../../src/knowledge/lint/ruff.js';
import { tsc } from '../../../src/knowledge/lint/tsc.js';
import { recorded, runParser } from '../run-parser.js';

describe('ESLint', () => {
  test('one failure for the whole table', () => {
    expect(runParser(eslint, recorded('lint/eslint')).failures).toMatchObject([
      {
        kind: 'lint',
        name: 'prefer-const',
        code: 'prefer-const',
        facts: { errors: 4, warnings: 1 },
        location: { line: 1, column: 5 },
      },
    ]);
  });
  test('warnings fail only where a maximum says so', () => {
    expect(runParser(eslint, recorded('lint/eslint-warnings-pass')).failures).toEqual([]);
    expect(runParser(eslint, recorded('lint/eslint-warnings')).failures).toMatchObject([
      { message: expect.stringContaining('too many warnings'), code: 'semi' },
    ]);
  });
  test('marked by the runner', () => {
    const log = [
      '/w/src/a.js',
      '##[warning]  1:5  warning  old  no-old',
      "##[error]  3:5  error    'x' is not defined  no-undef",
      '',
      '✖ 2 problems (1 error, 1 warning)',
      '##[error]Process completed with exit code 1.',
    ];
    expect(runParser(eslint, log.join('\n')).failures).toMatchObject([
      { code: 'no-undef', location: { file: '/w/src/a.js', line: 3 }, span: { last: 5 } },
    ]);
  });
  test('as Next.js prints it', () => {
    const log = [
      'Failed to compile.',
      '',
      './app/page.tsx',
      '7:9  Error: `x` is never used.  @typescript-eslint/no-unused-vars',
      '',
      'info  - Need to disable some ESLint rules?',
    ];
    expect(runParser(eslint, log.join('\n')).failures).toMatchObject([
      { code: '@typescript-eslint/no-unused-vars', location: { file: './app/page.tsx', line: 7 } },
    ]);
  });
  test('a crash', () => {
    expect(runParser(eslint, recorded('lint/eslint-crash')).failures).toMatchObject([
      { kind: 'configuration', message: "Error: Cannot find module './rules'" },
    ]);
  });
});

describe('ruff and its kin', () => {
  test.each(['ruff', 'ruff-concise'])('%s', (scenario) => {
    expect(runParser(ruff, recorded(`lint/${scenario}`)).failures).toMatchObject([
      {
        tool: 'ruff',
        kind: 'lint',
        facts: { errors: 2 },
        location: { file: 'src/total.py', line: 1, column: 8 },
        message: expect.stringMatching(/^F401 /),
      },
    ]);
  });
  test('what ruff repaired is none', () => {
    expect(runParser(ruff, recorded('lint/ruff-fixed-passes')).failures).toEqual([]);
    expect(
      runParser(ruff, 'a.py:1:8: F401 [*] `os` imported but unused\nFound 1 error (1 fixed, 0 remaining).').failures,
    ).toEqual([]);
  });
  test('the old full form', () => {
    const log = [
      'src/a.py:1:8: F401 [*] `os` imported but unused',
      '  |',
      '1 | import os',
      '  |        ^^ F401',
      '  |',
      '  = help: Remove unused import: `os`',
      '',
      'Found 1 error.',
      '[*] 1 fixable with the `--fix` option.',
    ];
    expect(runParser(ruff, log.join('\n')).failures).toMatchObject([{ tool: 'ruff', facts: { errors: 1 } }]);
  });
  test('flake8 counts when the command is said to have failed', () => {
    expect(runParser(ruff, recorded('lint/flake8')).failures).toMatchObject([
      { tool: 'python', name: 'flake8', facts: { errors: 2 } },
    ]);
    expect(runParser(ruff, recorded('lint/flake8-exit-zero-passes')).failures).toEqual([]);
  });
  test('a pytest location is no lint', () => {
    expect(runParser(ruff, 'tests/test_a.py:12: AssertionError\ntests/test_a.py::test_error PASSED').failures).toEqual(
      [],
    );
  });
});

test('formatters', () => {
  expect(runParser(pythonFormat, recorded('lint/black')).failures).toMatchObject([
    { tool: 'python', name: 'black', kind: 'format', facts: { files: 1 } },
  ]);
  expect(runParser(pythonFormat, recorded('lint/ruff-format')).failures).toMatchObject([
    { tool: 'ruff', location: { file: 'src/total.py' } },
  ]);
  expect(runParser(pythonFormat, 'Would reformat: a.py\n1 file would be reformatted').failures).toMatchObject([
    { tool: 'ruff', location: { file: 'a.py' } },
  ]);
  expect(runParser(pythonFormat, recorded('lint/black-passes')).failures).toEqual([]);
  expect(runParser(prettier, recorded('lint/prettier')).failures).toMatchObject([
    { kind: 'format', location: { file: 'src/total.js' }, facts: { files: 1 } },
  ]);
  expect(runParser(prettier, recorded('lint/prettier-passes')).failures).toEqual([]);
});

test('mypy and pyright', () => {
  expect(runParser(mypy, recorded('lint/mypy')).failures).toMatchObject([
    { code: 'return-value', facts: { errors: 1 }, location: { file: 'src/total.py', line: 2 } },
  ]);
  expect(runParser(mypy, recorded('lint/mypy-passes')).failures).toEqual([]);
  expect(
    runParser(
      mypy,
      '/w/a.py\n  /w/a.py:3:5 - error: "x" is not defined (reportUndefinedVariable)\n1 error, 0 warnings, 0 informations',
    ).failures,
  ).toMatchObject([{ code: 'reportUndefinedVariable', location: { line: 3, column: 5 } }]);
});

test('TypeScript, plain, pretty and without a file', () => {
  for (const scenario of ['lint/tsc', 'lint/tsc-pretty']) {
    expect(runParser(tsc, stripVTControlCharacters(recorded(scenario))).failures).toMatchObject([
      { tool: 'tsc', code: 'TS2551', location: { file: 'src/total.ts', line: 2, column: 18 }, facts: { errors: 1 } },
    ]);
  }
  expect(
    runParser(tsc, "error TS5057: Cannot find a tsconfig.json file at the specified directory: 'ts'.").failures,
  ).toMatchObject([{ code: 'TS5057' }]);
});
