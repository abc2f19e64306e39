import { describe, expect, it } from 'vitest';
import { pytestText } from '../../../src/knowledge/pytest/pytest-text.js';
import { libtest } from '../../../src/knowledge/rust/test/libtest.js';
import { runParser } from '../run-parser.js';

const names = (text: string) => runParser(pytestText, text).failures.map(({ name }) => name);
const rule = (title: string, mark = '=', width = 80) => {
  const side = mark.repeat(Math.max(1, Math.floor((width - title.length - 2) / 2)));
  return `${side} ${title} ${side}`.padEnd(width, mark);
};

describe('names of failed tests', () => {
  it('a title wider than the terminal stands between blanks, without a rule', () => {
    const title = 'TestSpeed.test_curve[a long parameter (of two words) that no narrow terminal can hold at all]';
    const text = [
      rule('test session starts', '=', 60),
      rule('FAILURES', '=', 60),
      ` ${title} `,
      '',
      '    def test_curve(self):',
      '>       assert 1 == 2',
      'E       assert 1 == 2',
      '',
      'tests/test_speed.py:7: AssertionError',
      rule('test_short', '_', 60),
      '',
      '    def test_short():',
      '>       assert 0',
      'E       assert 0',
      '',
      'tests/test_speed.py:11: AssertionError',
      rule('2 failed in 0.12 seconds', '=', 60),
    ].join('\n');
    expect(names(text)).toEqual([
      `tests/test_speed.py::${title.replace('.', '::')}`,
      'tests/test_speed.py::test_short',
    ]);
  });

  it('a summary seen from another folder speaks of the same module', () => {
    const text = [
      rule('test session starts'),
      rule('ERRORS'),
      rule('ERROR collecting kit/tests/test_x.py', '_'),
      "E   ModuleNotFoundError: No module named 'kit'",
      rule('short test summary info'),
      'ERROR tests/test_x.py',
      rule('1 error in 0.12s'),
    ].join('\n');
    expect(names(text)).toEqual(['tests/test_x.py']);
  });

  it('tests of one title in two files are told by the file of the traceback', () => {
    const block = (file: string) => [
      rule('TestApi.test_get', '_'),
      '',
      '    def test_get(self):',
      '>       assert 1 == 2',
      'E       assert 1 == 2',
      '',
      `${file}:3: AssertionError`,
    ];
    const text = [
      rule('test session starts'),
      rule('FAILURES'),
      ...block('tests/b/test_api.py'),
      ...block('tests/a/test_api.py'),
      rule('2 failed in 0.12s'),
    ].join('\n');
    expect(names(text)).toEqual(['tests/b/test_api.py::TestApi::test_get', 'tests/a/test_api.py::TestApi::test_get']);
  });

  it('an inherited test is named without the file it comes from', () => {
    const text = [rule('test session starts'), 'tests/test_b.py::TestB::test_get <- tests/base.py FAILED [ 50%]'].join(
      '\n',
    );
    expect(names(text)).toEqual(['tests/test_b.py::TestB::test_get']);
  });

  it('keeps more than five hundred', () => {
    const lines = Array.from({ length: 1200 }, (_, index) => `FAILED tests/test_m.py::test_n[${index}] - assert 0`);
    expect(names([rule('short test summary info'), ...lines, rule('1200 failed in 9s')].join('\n'))).toHaveLength(1200);
  });
});

describe('a libtest section', () => {
  it('is none when nothing else is a Rust test’s', () => {
    const text = '---- end stdout ----\nsome words\n---- begin stdout ----\nmore\n';
    expect(runParser(libtest, text).failures).toEqual([]);
  });

  it('is one in a log that begins with it, when the test panicked', () => {
    const text = `---- tests::adds stdout ----

thread 'tests::adds' panicked at src/lib.rs:12:9:
assertion failed: total == 3
`;
    expect(runParser(libtest, text).failures).toMatchObject([{ name: 'tests::adds', code: 'panic' }]);
  });
});
