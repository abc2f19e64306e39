import { describe, expect, it } from 'vitest';
import { pytestText } from '../../../src/knowledge/pytest/pytest-text.js';
import { runParser } from '../run-parser.js';

const failures = (text: string) => runParser(pytestText, text).failures;
const CLOSING = 'tests/test_kiln.py:31: AssertionError';

describe('a failure pasted without the report around it', () => {
  it('is named after the function that is shown', () => {
    const pasted = `    def test_heat():\n>       assert kiln.heat == 1240\nE       assert 900 == 1240\n\n${CLOSING}`;
    expect(failures(pasted)).toMatchObject([
      {
        name: 'tests/test_kiln.py::test_heat',
        message: 'assert 900 == 1240',
        code: 'AssertionError',
        location: { line: 31 },
      },
    ]);
  });

  it('is named after its file where no function is', () => {
    const pasted = `        for name in names:\n>           assert ages[name] == 3\nE           AssertionError: assert 4 == 3\n\n${CLOSING}`;
    expect(failures(pasted)).toMatchObject([{ name: 'tests/test_kiln.py', message: 'AssertionError: assert 4 == 3' }]);
  });

  it('takes the name from a summary below, where one failure is left for it', () => {
    const pasted = `E       assert 4 == 3\n\n${CLOSING}\n=== short test summary info ===\nFAILED tests/test_kiln.py::test_age - assert 4 == 3\n=== 1 failed in 0.1s ===`;
    expect(failures(pasted)).toMatchObject([{ name: 'tests/test_kiln.py::test_age' }]);
  });

  it.each([
    ['pytest.fail', 'Failed', 'Failed: too hot'],
    ['an exception without a name of its own', 'Exception', 'Exception: too hot'],
  ])('may end with %s', (_, code, said) => {
    const pasted = `    def test_heat():\n>       heat()\nE       ${said}\n\ntests/test_kiln.py:9: ${code}`;
    expect(failures(pasted)).toMatchObject([{ name: 'tests/test_kiln.py::test_heat', message: said, code }]);
  });

  it('is none where a place alone names an error', () => {
    expect(failures(`checking\n${CLOSING}`)).toEqual([]);
  });

  it('does not keep what follows far below from other readers', () => {
    const text = `E       assert 4 == 3\n\n${CLOSING}\n${'unrelated\n'.repeat(300)}tests/test_other.py::test_x FAILED`;
    expect(failures(text).map(({ name }) => name)).toContain('tests/test_other.py::test_x');
  });

  const RED = 'E   AssertionError: 900 degrees\nE   assert 900 == 1240';

  it.each([
    [
      'below its title',
      `______ test_heat ______\ntests/test_kiln.py:31: in test_heat\n    assert heat() == 1240\n${RED}`,
      'tests/test_kiln.py::test_heat',
      31,
    ],
    [
      'with frames of the program',
      `tests/test_kiln.py:31: in test_heat\n    check(heat())\nkiln/check.py:7: in check\n    assert heat == 1240\n${RED}\n`,
      'tests/test_kiln.py::test_heat',
      7,
    ],
    [
      'on Windows',
      `C:\\kiln\\tests\\test_kiln.py:31: in test_heat\n    assert heat() == 1240\n${RED}\n\nC:\\kiln>`,
      'C:\\kiln\\tests\\test_kiln.py::test_heat',
      31,
    ],
  ] as const)('in the short style is told %s', (_, pasted, name, line) => {
    expect(failures(pasted)).toMatchObject([{ name, message: 'AssertionError: 900 degrees', location: { line } }]);
  });

  it('in the short style is none without its error, nor in a suite that passed', () => {
    const frame = 'tests/test_kiln.py:31: in test_heat\n    assert heat() == 1240\n';
    expect(failures(`${frame}and on\n`)).toEqual([]);
    expect(failures(`${frame}${RED}\n=== 4 passed in 0.10s ===\n`)).toEqual([]);
  });
});
