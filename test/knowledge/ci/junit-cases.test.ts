import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../src/core/bytes.js';
import type { Line } from '../../../src/core/domain/line.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { junitXml } from '../../../src/knowledge/ci/junit-xml.js';

/** Small deterministic generator (mulberry32), so a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Reads a report line by line; each line is offered as it was printed first where that is asked for. */
function read(text: string, offersRaw: boolean) {
  const [first = '', ...rest] = text.split('\n');
  const reading = junitXml.start(makeLine(1, first, false), [] as Line[])!;
  let taken = 0;
  for (const [index, raw] of rest.entries()) {
    const bytes = utf8(`<${raw}>`);
    if (offersRaw && reading.takesRaw?.(bytes, 1, bytes.length - 1)) taken++;
    else if (reading.next(makeLine(index + 2, raw, false)) !== 'more') break;
  }
  return { taken, ...reading.end() };
}

/** What may stand in a case, and in a report beside its cases. */
const PARTS = [
  '',
  ' ',
  '\n',
  '<skipped/>',
  '<skipped message="not here"/>',
  '<skipped>why</skipped>',
  '<system-out>took 3 ms</system-out>',
  '<system-out>\nstep 1\nstep 2 &lt;b&gt;\n</system-out>',
  '<system-out/>',
  '<system-err><![CDATA[a <b> ]] c\n<failure message="no"/>]]></system-err>',
  '<system-out>x<![CDATA[y]\n]]>z</system-out>',
  '<system-out>&#65;</system-out>',
  '<properties><property name="a" value="b"/></properties>',
  '<failure message="m1 &gt; 2">at a.py:3\nE   x</failure>',
  '<error type="ValueError">boom</error>',
  '<!-- <testcase name="none"/> -->',
];

/** Suites that begin after another one. */
const SUITES = [
  '</testsuite>\n<testsuite name="s">',
  '\n</testsuite><testsuite name="t" tests="9" failures="0" errors="0" time="1.5">\n',
  '</testsuite>\n<testsuite name="u" failures="2" errors="0">\n',
  '\n</testsuite><testsuite name="a &amp; b" errors="0">\n',
];

function report(next: () => number): string {
  const one = (parts: readonly string[]): string => parts[Math.floor(next() * parts.length)] as string;
  const open = '<testsuite name="s">';
  const cases = Array.from({ length: 40 }, (_, index) => {
    const tag = `<testcase classname="a.B" name="t${index}[&quot;x&quot;]" time="0.${index}"`;
    const plain = tag.replaceAll('&quot;', '');
    const body = `${one(PARTS)}${one(PARTS)}`;
    const whole = one([`${plain}/>`, `${plain} />`, `${plain}>${body}</testcase>`, `${tag}>${body}</testcase>`]);
    return whole + one(['', '', '\n', '\n', ...SUITES, PARTS.at(-1) as string]);
  });
  return `<testsuites>${one(['', '\n'])}${open}${cases.join('')}</testsuite></testsuites>`;
}

/** The same report, and none of its cases is one to be passed over. */
const withComments = (text: string): string =>
  text.replace(/<testcase\b[^>]*[^/]>/g, '$&<!---->').replace(/\/>/g, '\u0000/>');

describe('cases that passed are passed over', () => {
  test('and what is said of the report is what a reader of all of it says', () => {
    const next = random(20261129);
    let taken = 0;
    for (let round = 0; round < 200; round++) {
      const text = report(next);
      const quick = read(text, true);
      const { taken: none, ...slow } = read(withComments(text), false);
      const { taken: lines, ...said } = quick;
      taken += lines;
      expect(none).toBe(0);
      expect(said).toEqual(slow);
      expect({ ...read(text, false), taken: lines }).toEqual(quick);
    }
    expect(taken).toBeGreaterThan(1_000);
  });

  test.each([
    [
      'a section that ends in a text',
      '<testsuite>\n<testcase name="a"><system-out>x ]]> y</system-out></testcase>\n</testsuite>',
    ],
    ['a tag that ends another', '<testsuite>\n<testcase name="a"><system-out>x</system-err></testcase>\n</testsuite>'],
    ['an unknown entity', '<testsuite>\n<testcase name="a"><system-out>&what;</system-out></testcase>\n</testsuite>'],
    ['a report that breaks off in a case', '<testsuite>\n<testcase name="a"><system-out>x'],
  ])('but what is no good XML is said to be none: %s', (_, text) => {
    expect(read(text, true).notes).toHaveLength(1);
  });
});

test('a suite in which nothing failed is read as it was printed, one with a failure by everybody', () => {
  const reading = junitXml.start(makeLine(1, '<testsuites><testsuite name="a">', false), [])!;
  const takes = (text: string): boolean => {
    const bytes = utf8(text);
    return reading.takesRaw?.(bytes, 0, bytes.length) === true;
  };
  expect(takes('</testsuite><testsuite name="b" failures="1" errors="0">')).toBe(false);
  expect(takes('</testsuite><testsuite name="b" failures="0" errors="0">')).toBe(true);
  expect(takes('<testcase name="c" />')).toBe(true);
  expect(takes('</testsuite>error: the runner died')).toBe(false);
});
