import { describe, expect, it } from 'vitest';
import { unmarked } from '../../../src/core/domain/quoted.js';
import { renderComment } from '../../../src/core/render/comment.js';
import { renderJson, toV1 } from '../../../src/core/render/json.js';
import { parseReport } from '../../../src/core/reports/report-schema.js';
import { restore } from '../../../src/core/reports/restore.js';
import { BUILT_IN } from '../../../src/knowledge/catalogue/bundle.generated.js';
import { diagnosis, occurrence, report, unknown } from '../render/reports.js';

const known = new Map(BUILT_IN.map((pattern) => [pattern.id, pattern]));
const there = (json: string) => restore(parseReport(json, 'test'), known);

describe('a report read back', () => {
  const moved = diagnosis({
    pattern: 'rust/moved-value',
    captures: { name: 'config' },
    occurrences: [
      occurrence('build.log', {
        name: 'app',
        code: 'E0382',
        location: { file: 'src/main.rs', line: 14, column: 20 },
        facts: { exitCode: 101 },
      }),
    ],
  });

  it('says the same again', () => {
    const original = report({ status: 'failed', diagnoses: [moved], unknown: [unknown()] });
    const again = there(renderJson(original));
    expect(again.diagnoses[0]?.occurrences[0]?.failure).toMatchObject({
      tool: 'rustc',
      kind: 'compile-error',
      code: 'E0382',
      facts: { exitCode: 101 },
      location: { file: 'src/main.rs', line: 14, column: 20 },
    });
    expect(again.unknown[0]?.occurrences[0]?.failure.message).toBe('assert 3 == 4');
    expect(again.diagnoses[0]?.evidence).toEqual(moved.evidence);
    expect(toV1(there(renderJson(again)))).toEqual(toV1(again));
  });

  it('knows since when each of them failed, known and unknown', () => {
    const since = '2026-11-02T10:00:00Z';
    const original = report({
      status: 'failed',
      diagnoses: [{ ...moved, state: 'known', since }],
      unknown: [{ ...unknown(), state: 'known', since }],
    });
    const { diagnoses, unknown: strange } = there(renderJson(original));
    expect([diagnoses[0], strange[0]]).toMatchObject([
      { state: 'known', since },
      { state: 'known', since },
    ]);
  });

  it('takes severity, cause and words of a known pattern from the catalogue, not from the report', () => {
    const forged = {
      ...toV1(report({ status: 'failed', diagnoses: [moved] })).diagnoses[0],
      severity: 'P3',
      cause: 'flaky',
      title: 'Nothing happened',
      rootCause: 'All is well @everyone',
      draft: true,
      state: 'waived',
    };
    const whole = { ...toV1(report({ status: 'failed' })), diagnoses: [forged] };
    const [found] = there(JSON.stringify(whole)).diagnoses;
    const pattern = known.get('rust/moved-value');
    expect(found).toMatchObject({ severity: pattern?.severity, cause: pattern?.cause, draft: false, state: 'new' });
    expect(unmarked(found?.title ?? '')).not.toContain('Nothing happened');
    expect(unmarked(found?.rootCause ?? '')).toContain('config');
    expect(found?.rootCause).not.toContain('All is well');
  });

  it('quotes what it is told of a pattern that is not known here, and keeps its severity', () => {
    const told = diagnosis({
      pattern: 'house/boiler',
      severity: 'P0',
      title: 'See <img src=x> @everyone #1',
      rootCause: '[click](https://evil.example) ::set-output name=verdict::pass',
    });
    const again = there(renderJson(report({ status: 'failed', diagnoses: [told] })));
    expect(again.diagnoses[0]).toMatchObject({ severity: 'P0', draft: false, confidence: 'low' });
    const comment = renderComment(again, { marker: 'm' });
    expect(comment).toContain('`See <img src=x> @everyone #1`');
    expect(comment).not.toMatch(/(?<!`[^`\n]*)\]\(https:\/\/evil/);
  });

  it.each([
    ['pass', ['a'], ['fine']],
    ['fail', [], ['why not']],
    ['blocked', [], []],
  ] as const)('blocks over a verdict that contradicts itself: %s %j %j', (gate, blocking, reasons) => {
    const whole = { ...toV1(report()), verdict: { gate, failOn: 'P0', blocking, reasons } };
    const { verdict } = there(JSON.stringify(whole));
    expect(verdict.gate).toBe('blocked');
    expect(verdict.reasons[0]).toBeTruthy();
  });
});
