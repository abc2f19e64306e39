import { describe, expect, it } from 'vitest';
import type { FailOn } from '../../src/core/domain/verdict.js';
import { toleranceOf } from '../../src/core/gate/tolerance.js';
import { toV1 } from '../../src/core/render/json.js';
import { plain } from '../../src/core/render/safe/terminal.js';
import { renderTerminal } from '../../src/core/render/terminal.js';
import { releaseReport } from '../../src/core/reports/release.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../src/walk/diagnose.js';

const patterns = await loadCatalogue([]);
const FAILED_CASE = '<testcase name="t"><failure message="broke"/></testcase>';
const MESSAGE = (more: string) =>
  `${JSON.stringify({ reason: 'compiler-message', message: { level: 'error', message: more, spans: [], children: [] } })}\n`;

function read(text: string, failOn: FailOn) {
  const source = {
    name: 'x',
    kind: 'file' as const,
    outcome: 'unknown' as const,
    open: async function* () {
      yield Buffer.from(text);
    },
  };
  return diagnose({ sources: [source], patterns, failOn, run: { job: 'test' } });
}

const CASES: readonly (readonly [what: string, text: string, words: RegExp])[] = [
  [
    'a JUnit report that is cut',
    `<testsuite name="a">${FAILED_CASE}<testcase name="u"><fail`,
    /ends or breaks off in the middle/,
  ],
  [
    'a document type',
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "x">]><testsuite name="a"><testcase name="t"><failure>&a;</failure></testcase></testsuite>',
    /has a document type/,
  ],
  ['an entity', `<testsuite name="a">\n<testcase name="t"><failure>&a;</failure></testcase></testsuite>`, /breaks off/],
  ['elements nested too deep', '<testsuite name="a">'.repeat(20_000), /breaks off/],
  [
    'two million references',
    `<testsuite name="a"><testcase name="t"><failure>${'&#65;'.repeat(2_000_000)}</failure></testcase></testsuite>`,
    /breaks off/,
  ],
  [
    'the 1,001st failure',
    `<testsuite name="a">${Array.from({ length: 1_003 }, (_, index) => FAILED_CASE.replace('"t"', `"t${index}"`)).join('')}</testsuite>`,
    /holds 3 more failures than the 1000/,
  ],
  [
    'a line of JSON over 32 kB',
    MESSAGE('x'.repeat(40_000)),
    /1 message of a tool in JSON, on a line of more than 32 kB/,
  ],
];

describe('[G10] what was not read', () => {
  it.each(CASES)('is a reason, and blocks where any failure counts: %s', async (_, text, words) => {
    const report = await read(text, 'P0');
    expect(report.verdict.reasons.map(plain).join('\n')).toMatch(words);
    expect(renderTerminal(report, { colour: false, width: 1_000 })).toMatch(words);
    const strict = await read(text, 'any');
    expect(['fail', 'blocked']).toContain(strict.verdict.gate);
    if (strict.diagnoses.length + strict.unknown.length === 0) expect(strict.verdict.gate).toBe('blocked');
  });

  it.each(CASES)('blocks a release, whatever the job thought of it: %s', async (_, text, words) => {
    const { release, ...report } = await read(text, 'P0');
    const told = toV1(report);
    const judged = releaseReport({
      run: {},
      jobs: [{ name: 'test', conclusion: 'success' }],
      reports: [told],
      lay: [],
      incidents: [],
      patterns: patterns.patterns,
      waiving: { waivers: [], today: '2026-11-23' },
      failOn: 'P0',
      tolerance: toleranceOf([]),
      problems: [],
    });
    expect(judged.verdict.gate).toBe('blocked');
    expect(judged.verdict.reasons.map(plain).join('\n')).toMatch(words);
  });

  it('is not said of what was read to its end', async () => {
    for (const text of [
      `<testsuite name="a">${FAILED_CASE}</testsuite>`,
      MESSAGE('x'),
      `{"app":"${'x'.repeat(50_000)}"}\n`,
      'x'.repeat(100_000),
    ])
      expect((await read(text, 'P0')).sources[0]?.unread).toBeUndefined();
  });
});

it('a source that breaks off, or cannot be opened, blocks and is named', async () => {
  const broken = (text: string) => ({
    name: 'a.log',
    kind: 'file' as const,
    outcome: 'unknown' as const,
    open: async function* () {
      yield Buffer.from(text);
      throw new Error('the disk is gone');
    },
  });
  for (const text of ['', 'all is well\n'])
    for (const failOn of ['P0', 'any'] as const) {
      const { verdict, status } = await diagnose({ sources: [broken(text)], patterns, failOn, run: {} });
      expect([verdict.gate, status]).toEqual(['blocked', 'unknown']);
      expect(verdict.reasons.map(plain).join()).toMatch(/^a\.log: could not be read to its end: the disk is gone/);
    }
});
