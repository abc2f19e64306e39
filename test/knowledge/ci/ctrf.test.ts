import { describe, expect, test } from 'vitest';
import type { Line } from '../../../src/core/domain/line.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { ctrf } from '../../../src/knowledge/ci/ctrf.js';
import { growth, LINEAR } from '../../growth.js';
import { told } from '../../walk/lines/recordings.js';

const FAILED = {
  name: 'adds {" }',
  status: 'failed',
  duration: 120,
  suite: ['total'],
  message: 'expected 3 to be 4',
  trace: 'AssertionError: expected 3 to be 4\n    at total.test.js:8:5',
  filePath: 'total.test.js',
  line: 8,
};
const PYTEST = {
  name: 'test_region',
  status: 'failed',
  duration: 20,
  message: "KeyError: 'price'",
  filePath: 'tests/test_shop.py',
};
const OTHERS = [
  { name: 'reads', status: 'passed', duration: 20 },
  { name: 'waits', status: 'pending', duration: 0 },
];

const report = (tests: readonly object[]) => ({
  ...{ reportFormat: 'CTRF', specVersion: '0.0.0' },
  results: { tool: { name: 'jest' }, summary: { tests: tests.length }, tests },
});
const pretty = (tests: readonly object[]) => JSON.stringify(report(tests), null, 2);
const short = (tests: readonly object[]) => JSON.stringify(report(tests));

function read(text: string) {
  const lines = text.split('\n').map((raw, index) => makeLine(index + 1, raw, false));
  const start = lines.findIndex((line) => line.text.includes('"reportFormat"'));
  const reading = ctrf.start(lines[start] as Line, lines.slice(0, start));
  if (reading?.isDone !== true) for (const line of lines.slice(start + 1)) if (reading?.next(line) !== 'more') break;
  return reading?.end() ?? { failures: [] };
}

describe('a CTRF report', () => {
  test.each([
    ['over many lines', pretty],
    ['on one line', short],
  ])('%s: each failed test by its name and place, the others counted', (_, written) => {
    const { failures, tallies, notes } = read(written([FAILED, ...OTHERS, PYTEST]));
    expect(notes).toBeUndefined();
    expect(failures).toMatchObject([
      {
        tool: 'junit',
        name: 'total::adds {" }',
        location: { file: 'total.test.js', line: 8 },
        facts: { report: 'ctrf' },
      },
      { tool: 'pytest', name: 'tests/test_shop.py::test_region', code: 'KeyError' },
    ]);
    expect(tallies).toEqual([{ by: 'report', passed: 1, failed: 2, skipped: 1, seconds: 0.16, perhapsFiles: 0 }]);
  });

  test('names the line of each test', () => {
    const text = pretty([FAILED, ...OTHERS, PYTEST]);
    const lines = text.split('\n');
    const at = read(text).failures.map(({ key }) => lines[(key[0] ?? 0) - 1]);
    expect(at).toEqual([expect.stringContaining('"name": "adds'), expect.stringContaining('"name": "test_region"')]);
  });

  test('that breaks off or is none is told, and nothing is guessed of it', () => {
    expect(read(pretty([FAILED]).slice(0, -20))).toEqual({
      failures: [],
      notes: [expect.stringContaining('breaks off')],
    });
    expect(read('{"reportFormat":"CTRF",}')).toEqual({ failures: [], notes: [expect.stringContaining('no JSON')] });
    expect(read('{"reportFormat":"CTRF","results":{"tests":[null,7,{"status":"failed"}]}}').failures).toMatchObject([
      { name: '(unnamed)' },
    ]);
  });

  test('is none where the words only stand in a text', () => {
    expect(read('we write "reportFormat": "CTRF" there').failures).toEqual([]);
    expect(read('{"log": "x", "reportFormat": "CTRF"}').failures).toEqual([]);
  });

  test('takes time that grows with its length', () => {
    const many = (n: number) => read(short(Array.from({ length: n }, () => FAILED)));
    expect(growth(many, 300)).toBeLessThan(LINEAR);
  });
});

test.each([
  ['CTRF', short([FAILED, PYTEST])],
  [
    'JUnit XML',
    `<testsuites><testsuite name="a"><testcase name="adds" classname="total" file="total.test.js"><failure message="expected 3 to be 4"/></testcase><testcase name="test_region" classname="tests.test_shop" file="tests/test_shop.py"><failure message="KeyError: 'price'"/></testcase></testsuite></testsuites>`,
  ],
])('a report on one line tells of each of its tests: %s', async (_, text) => {
  const { diagnoses, unknown } = await told(text, 'unknown');
  const names = [...diagnoses, ...unknown].flatMap(({ occurrences }) => occurrences.map(({ failure }) => failure.name));
  expect(names.sort()).toEqual(['tests/test_shop.py::test_region', expect.stringMatching(/^total::adds/)]);
});
