import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Line } from '../../../src/core/domain/line.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { junitXml } from '../../../src/knowledge/ci/junit-xml.js';

function read(text: string) {
  const lines = text.split('\n').map((raw, index) => makeLine(index + 1, raw, false));
  return feed(lines);
}

function feed(lines: readonly Line[]) {
  const start = lines.findIndex(({ text }) => text.includes('<testsuite'));
  const reading = junitXml.start(lines[start] as Line, lines.slice(0, start));
  for (const line of lines.slice(start + 1)) if (reading?.next(line) !== 'more') break;
  return reading?.end() ?? { failures: [] };
}

const fixture = (name: string) => read(readFileSync(`fixtures/ci/junit/${name}/junit.xml`, 'utf8'));

describe('recorded reports', () => {
  test('Vitest', () => {
    const { failures, notes } = fixture('vitest');
    expect(notes).toBeUndefined();
    expect(failures).toMatchObject([
      { tool: 'junit', kind: 'test', name: 'total.test.js::adds', code: 'AssertionError', span: { first: 5 } },
      { name: 'total.test.js::reads the first order', code: 'TypeError' },
    ]);
  });
  test('pytest: node ids, phases, exceptions', () => {
    expect(fixture('pytest').failures).toMatchObject([
      {
        tool: 'pytest',
        name: 'test_total.py::test_adds',
        code: 'AssertionError',
        location: { file: 'test_total.py', line: 10 },
        facts: { phase: 'call' },
      },
      { tool: 'pytest', code: 'ConnectionError', facts: { phase: 'setup', element: 'error' } },
    ]);
  });
  test('passed tests that print failures', () => {
    expect(fixture('pytest-passes')).toMatchObject({ failures: [], tallies: [{ by: 'report', failed: 0 }] });
  });
  test('broken off: what is whole, and a note', () => {
    const { failures, notes } = fixture('truncated');
    expect(failures).toMatchObject([{ name: 'total.test.js::adds' }]);
    expect(notes).toHaveLength(1);
  });
});

describe('variants', () => {
  test('lines keep the numbers of the file', () => {
    const { failures } = read(
      '<testsuite name="a">\n<testcase name="b">\n<failure message="m">first\nsecond\nthird</failure>\n</testcase></testsuite>',
    );
    expect(failures[0]?.lines.map(({ number, text }) => [number, text])).toEqual([
      [3, 'm'],
      [3, 'first'],
      [4, 'second'],
      [5, 'third'],
    ]);
  });
  test('skipped, flaky and rerun cases are none', () => {
    const { failures } = read(
      '<testsuite><testcase name="a"><skipped/></testcase><testcase name="b"><flakyFailure message="x"/></testcase><testcase name="c"><rerunFailure message="x"/></testcase></testsuite>',
    );
    expect(failures).toEqual([]);
  });
  test('control characters and CDATA', () => {
    const { failures } = read(
      '<testsuites><testsuite><testcase name="a"><error type="java.lang.IllegalStateException"><![CDATA[bad \u0008<x> & y]]></error></testcase></testsuite></testsuites>',
    );
    expect(failures).toMatchObject([{ message: 'bad <x> & y', code: 'IllegalStateException' }]);
  });
  test('an entity bomb is refused', () => {
    const bomb =
      '<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<testsuite><testcase name="&b;"><failure message="&b;"/></testcase></testsuite>';
    expect(read(bomb).failures.every(({ message }) => message.length < 100)).toBe(true);
  });
  test('a line read in overlapping pieces', () => {
    const xml = `<testsuite>${Array.from({ length: 40 }, (_, i) => `<testcase name="t${i}" classname="some.long.class.Name${i}"/>`).join('')}<testcase name="last"><failure message="no price"/></testcase></testsuite>`;
    const pieces = [xml.slice(0, 1000), xml.slice(700, 2000), xml.slice(1700)];
    const { failures, notes } = feed(pieces.map((piece) => makeLine(1, piece, true)));
    expect(failures).toMatchObject([{ name: 'last', message: 'no price' }]);
    expect(notes).toBeUndefined();
  });
  test('words about reports are none', () => {
    expect(junitXml.start(makeLine(1, 'the <testsuite> element', false), [])).toBeUndefined();
  });
});
