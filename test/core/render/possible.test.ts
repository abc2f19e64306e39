import { describe, expect, it } from 'vitest';
import { renderComment, renderResolved } from '../../../src/core/render/comment.js';
import { renderHtml } from '../../../src/core/render/html.js';
import { renderJson, toV1 } from '../../../src/core/render/json.js';
import { renderMarkdown } from '../../../src/core/render/markdown.js';
import { renderOutputs } from '../../../src/core/render/outputs.js';
import { renderSummary } from '../../../src/core/render/summary.js';
import { renderTerminal } from '../../../src/core/render/terminal.js';
import { POSSIBLE_HEADING } from '../../../src/core/render/words.js';
import { merge } from '../../../src/core/reports/merge.js';
import { parseReport } from '../../../src/core/reports/report-schema.js';
import { restore } from '../../../src/core/reports/restore.js';
import { BUILT_IN } from '../../../src/knowledge/catalogue/bundle.generated.js';
import { diagnosis, report, unknown } from './reports.js';

const moved = { ...diagnosis({ pattern: 'rust/moved-value', captures: { name: 'config' } }), primary: false };
const lines = { ...unknown(), primary: false };
const undecided = report({ status: 'unknown', diagnoses: [], unknown: [], possible: [moved, lines] });
const known = new Map(BUILT_IN.map((pattern) => [pattern.id, pattern]));
const back = restore(parseReport(renderJson(undecided), 'test'), known);

describe('what is only possible', () => {
  it.each([
    ['terminal', renderTerminal(undecided, { colour: false, width: 100 })],
    ['markdown', renderMarkdown(undecided)],
    ['summary', renderSummary(undecided)],
    ['comment', renderComment(undecided, { marker: 'x' })],
    ['html', renderHtml(undecided)],
  ])('is told in the %s under words of its own, with cause, evidence and fix', (_, text) => {
    expect(text).toContain(POSSIBLE_HEADING);
    expect(text).toContain(moved.evidence[0]?.text.trim().slice(0, 20));
    expect(text).toContain('No known pattern explains it');
    expect(text).not.toMatch(/no failure (?:was )?found/i);
  });

  it('is a list of its own in the JSON, and says why', () => {
    const { possible, status, verdict, diagnoses } = toV1(undecided);
    expect(possible?.map(({ pattern, why }) => [pattern, why])).toEqual([
      ['rust/moved-value', 'nothing here proves that it failed'],
      [undefined, 'nothing here proves that it failed'],
    ]);
    expect([status, verdict.gate, diagnoses]).toEqual(['unknown', 'pass', []]);
    expect(possible?.[0]).not.toHaveProperty('primary');
  });

  it('counts nowhere', () => {
    expect(renderOutputs(undecided)).toMatchObject({ status: 'unknown', primary: '', count: '0', 'p0-count': '0' });
  });

  it('survives being read back and merged', () => {
    expect(back.possible?.map((each) => ('pattern' in each ? each.pattern : 'unknown'))).toEqual([
      'rust/moved-value',
      'unknown',
    ]);
    const merged = merge([back, back], {}, { failOn: 'any', problems: [] });
    expect(merged.possible).toHaveLength(2);
    expect(merged.verdict).toMatchObject({ gate: 'pass', reasons: ['nothing proves a failure'] });
  });

  it('stands folded below what another job knows', () => {
    const other = report({
      status: 'failed',
      diagnoses: [diagnosis({ fingerprint: 'f00d', title: 'It broke elsewhere' })],
    });
    const text = renderMarkdown(merge([back, other], {}, { failOn: 'P0', problems: [] }));
    expect(text.indexOf('It broke elsewhere')).toBeLessThan(text.indexOf(POSSIBLE_HEADING));
    expect(text.startsWith('❌')).toBe(true);
  });

  it('is not called free of failures where a comment is closed', () => {
    expect(renderResolved(undecided, { marker: 'x' })).toContain('nothing in them proves a failure');
  });
});
