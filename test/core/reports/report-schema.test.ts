import { describe, expect, it } from 'vitest';
import { KnownError } from '../../../src/core/errors.js';
import { renderJson, toV1 } from '../../../src/core/render/json.js';
import { parseReport } from '../../../src/core/reports/report-schema.js';
import { hostileReport, redisReport, rustReport } from '../render/reports.js';

function refusal(json: string): KnownError {
  try {
    parseReport(json, 'report.json');
  } catch (error) {
    if (error instanceof KnownError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

const changed = (change: Record<string, unknown>) => JSON.stringify({ ...toV1(rustReport()), ...change });

describe('a report handed in', () => {
  it.each([rustReport(), redisReport(), hostileReport('`@x` <b> \u0000 ##[error]')])(
    'is read as it was written',
    (report) => {
      expect(parseReport(renderJson(report), 'report.json')).toEqual(JSON.parse(JSON.stringify(toV1(report))));
    },
  );

  it('may hold more than this version knows', () => {
    expect(parseReport(changed({ later: { a: 1 } }), 'report.json')).not.toHaveProperty('later');
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', '{"schema": 1', /^report\.json: is no JSON/],
    ['another JSON', '[]', /is no report of whydunit/],
    ['another schema', changed({ schema: 2 }), /schema: is not 1/],
    [
      'a severity that is none',
      JSON.stringify({ ...toV1(rustReport()), diagnoses: [{ ...toV1(rustReport()).diagnoses[0], severity: 'P9' }] }),
      /diagnoses\.0\.severity/,
    ],
    ['text where a list belongs', changed({ diagnoses: 'none' }), /diagnoses: /],
    ['a report of another tool', changed({ tool: { name: 'other', version: '1' } }), /tool\.name/],
    ['deep nesting', '['.repeat(200_000), /is no JSON/],
    ['a prototype', '{"__proto__": {"schema": 1}}', /schema/],
  ])('%s is refused in one line', (_what, json, words) => {
    const error = refusal(json);
    expect(error.exitCode).toBe(2);
    expect(error.message).toMatch(words);
    expect(error.message).not.toContain('\n');
    expect(error.message.length).toBeLessThan(1_000);
  });
});
