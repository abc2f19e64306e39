import { describe, expect, test } from 'vitest';
import { readScenario } from '../../../scripts/scenario.js';
import type { Report } from '../../../src/core/domain/report.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { applyConfiguration } from '../../../src/settings/configuration/apply.js';
import { parseConfiguration } from '../../../src/settings/configuration/parse.js';
import { diagnose } from '../../../src/walk/diagnose.js';
import { pathInputs } from '../../../src/world/files/path.js';

const catalogue = await loadCatalogue([]);
const applied = (text: string) => applyConfiguration(catalogue, parseConfiguration('whydunit.yml', text));
const patternOf = (text: string, id: string) => applied(text).patterns.find((pattern) => pattern.id === id);

/** What a recorded run becomes under a configuration. */
async function judged(scenario: string, text: string): Promise<Report> {
  const { inputs } = await pathInputs(readScenario(scenario).log);
  const sources = inputs.map(({ source }) => source);
  const { waivers, redact } = parseConfiguration('whydunit.yml', text);
  return diagnose({
    sources,
    patterns: applied(text),
    failOn: 'P0',
    run: {},
    waiving: { waivers, today: '2026-11-23' },
    redact,
  });
}

const found = ({ diagnoses }: Report) => diagnoses.map(({ pattern, severity }) => `${severity} ${pattern}`);

describe('severities', () => {
  test('of one pattern and of a family: what names the pattern itself wins, wherever it stands', () => {
    for (const text of [
      'severity:\n  rust/*: P3\n  rust/moved-value: P0',
      'severity:\n  rust/moved-value: P0\n  rust/*: P3',
    ]) {
      expect(patternOf(text, 'rust/moved-value')?.severity).toBe('P0');
      expect(
        new Set(
          applied(text)
            .patterns.filter(({ id }) => id.startsWith('rust/'))
            .map(({ severity }) => severity),
        ),
      ).toEqual(new Set(['P0', 'P3']));
    }
  });

  test('leave every other pattern as it is, and the catalogue too', () => {
    const before = structuredClone(catalogue);
    const others = (id: string) => !id.startsWith('rust/');
    expect(applied('severity: {rust/*: P3}').patterns.filter(({ id }) => others(id))).toEqual(
      catalogue.patterns.filter(({ id }) => others(id)),
    );
    expect(catalogue).toEqual(before);
  });

  test('decide over the gate', async () => {
    expect((await judged('rust/moved-value', '')).verdict.gate).toBe('pass');
    expect((await judged('rust/moved-value', 'severity: {rust/moved-value: P0}')).verdict.gate).toBe('fail');
  });
});

test('a disabled pattern is recognised no more; what it would have explained is told by another, or unknown', async () => {
  const before = await judged('rust/moved-value', '');
  expect(found(before)).toEqual(['P1 rust/moved-value']);
  const without = await judged('rust/moved-value', 'disable: [rust/moved-value]');
  expect(without.status).toBe('failed');
  expect(found(without)).toEqual(['P1 rust/compile-error']);
  const none = await judged('rust/moved-value', "disable: ['rust/*', 'cargo/*']");
  expect([found(none), none.unknown.length]).toEqual([[], 1]);
});

describe('thresholds', () => {
  test.each([
    ['5', '> 5'],
    ["'5'", '> 5'],
    ["'>= 5'", '>= 5'],
    ["'<0.5'", '< 0.5'],
  ])('%s is %s', (written, condition) => {
    const text = `thresholds: {metrics/error-rate: {errorRate: ${written}}}`;
    const pattern = patternOf(text, 'metrics/error-rate');
    expect(pattern?.when.facts).toEqual({ signal: 'errors', errorRate: condition });
    expect(pattern?.rootCause).toContain(`The limit here is this repository's own: errorRate ${condition}.`);
  });

  test('move the limit of recorded metrics both ways', async () => {
    const limit = (value: string) =>
      judged('metrics/error-rate', `thresholds: {metrics/error-rate: {errorRate: ${value}}}`);
    expect(found(await limit('1'))).toEqual(['P0 metrics/error-rate']);
    expect(found(await limit('4.9'))).toEqual(['P0 metrics/error-rate']);
    expect(found(await limit('50'))).not.toContain('P0 metrics/error-rate');
    const [raised] = (await limit('2')).diagnoses;
    expect(raised?.rootCause).toContain('errorRate > 2');
  });

  test('let slow tests be slower', async () => {
    expect(found(await judged('perf/slow-tests', ''))).toEqual(['P3 perf/slow-tests']);
    expect(found(await judged('perf/slow-tests', 'thresholds: {perf/slow-tests: {slowestSeconds: 3600}}'))).toEqual([]);
  });
});

describe('what names nothing is refused with its place', () => {
  test.each([
    [
      'severity: {rust/moved-valeu: P0}',
      /^whydunit\.yml:1:30: rust\/moved-valeu is no pattern\. Did you mean rust\/moved-value\?$/,
    ],
    ['severity: {rsut/*: P0}', /^whydunit\.yml:1:20: rsut\/\* is no pattern\. /],
    ['disable: [rust/gone]', /^whydunit\.yml:1:11: rust\/gone is no pattern\. /],
    [
      'thresholds: {metrics/error-rat: {errorRate: 1}}',
      /^whydunit\.yml:1:45: metrics\/error-rat is no pattern\. Did you mean metrics\/error-rate\?$/,
    ],
    [
      'thresholds: {metrics/error-rate: {erorRate: 1}}',
      /^whydunit\.yml:1:45: erorRate is no fact that metrics\/error-rate compares with a number\. Those are errorRate \(> 1\)$/,
    ],
    ['thresholds: {metrics/error-rate: {signal: 1}}', /^whydunit\.yml:1:43: signal is no fact that /],
    ['thresholds: {metrics/error-rate: {toString: 1}}', /^whydunit\.yml:1:45: toString is no fact that /],
    ['thresholds: {rust/moved-value: {x: 1}}', /^whydunit\.yml:1:36: x is no fact .* It compares none with a number$/],
    [
      "waivers: [{pattern: rust/gone, reason: r, owner: o, expires: '2026-12-31'}]",
      /^whydunit\.yml:1:11: rust\/gone is no pattern\. /,
    ],
  ])('%s', (text, message) => {
    expect(() => applied(text)).toThrow(
      expect.objectContaining({ kind: 'broken-configuration', message: expect.stringMatching(message) }),
    );
  });
});

test('redactions reach everything that came from the log, and nothing else', async () => {
  const secret = 'account';
  const before = await judged('rust/moved-value', '');
  expect(JSON.stringify(before.diagnoses[0]?.captures)).toContain(secret);
  const after = await judged('rust/moved-value', "redact: ['acc[o]unt']");
  const { evidence, rootCause, captures, occurrences, title } = after.diagnoses[0] ?? {};
  expect(JSON.stringify([evidence, rootCause, captures, occurrences])).not.toMatch(/account/);
  expect(rootCause).toMatch(/redacted/);
  expect(title).toBe(before.diagnoses[0]?.title);
});
