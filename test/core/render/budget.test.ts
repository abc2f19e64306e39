import { describe, expect, it, vi } from 'vitest';
import type { Report } from '../../../src/core/domain/report.js';
import { renderComment } from '../../../src/core/render/comment.js';
import { renderSummary } from '../../../src/core/render/summary.js';
import { renderTerminal } from '../../../src/core/render/terminal.js';
import { foreignHtml, read } from './gfm.js';
import { hostileReport, manyReport, redisReport } from './reports.js';

// Generous: the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const marker = 'whydunit:test';
const many = manyReport(5_000);

describe('a comment', () => {
  it('[L3] holds 5,000 failures in 60,000 characters: the first ones, and an exact count of the rest', () => {
    const comment = renderComment(many, { marker });
    expect(comment.length).toBeLessThanOrEqual(60_000);
    expect(comment).toContain('<summary>All 5,000 findings</summary>');
    expect(rows(comment)).toBe(30);
    expect(comment).toContain('…and 4,970 more.');
    expect(comment).toContain('Told in full: the first 11 of 5,000.');
    whole(comment);
  });

  it.each([0, 10, 50, 200, 500, 1_000, 2_000, 3_000, 8_000, 20_000, 40_000])(
    'never exceeds a limit of %i, and leaves nothing open',
    (limit) => {
      for (const report of [many, manyReport(4), redisReport(), long()]) {
        const comment = renderComment(report, { marker, limit });
        expect(comment.length).toBeLessThanOrEqual(limit);
        whole(comment);
      }
    },
  );

  it('counts exactly at every size', () => {
    for (let limit = 3_000; limit < 30_000; limit += 1_111) {
      const comment = renderComment(many, { marker, limit });
      const listed = rows(comment);
      if (listed > 0) expect(comment).toContain(`…and ${(5_000 - listed).toLocaleString('en-US')} more.`);
      else expect(comment).toContain('…and 4,999 more.');
      const told = comment.match(/^<details>\n<summary>\d+ · /gm)?.length ?? 0;
      if (listed > 0) expect(comment).toContain(`Told in full: the first ${told + 1} of 5,000.`);
    }
  });

  it('tells less of everything before it leaves out a heading', () => {
    const comment = renderComment(long(), { marker, limit: 10_000 });
    for (const heading of ['Fix', 'Or', '500 lines of evidence']) expect(comment).toContain(`**${heading}**`);
    expect(comment).toMatch(/…and \d+ more lines? of evidence\./);
  });
});

describe('a summary', () => {
  it('[L4] holds 50 MB in at most 1,000,000 bytes of valid UTF-8', () => {
    const heavy = manyReport(5_000);
    const report: Report = {
      ...heavy,
      diagnoses: heavy.diagnoses.map((value) => ({
        ...value,
        evidence: value.evidence.map((item) => ({ ...item, text: '😀é漢'.repeat(500) })),
      })),
    };
    const summary = renderSummary(report);
    const bytes = Buffer.from(summary, 'utf8');
    expect(bytes.length).toBeLessThanOrEqual(1_000_000);
    expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe(summary);
    expect(summary).toContain('…and 4,000 more.');
    whole(summary);
  });

  it.each([500, 5_000, 50_000])('never exceeds %i bytes', (limit) => {
    expect(Buffer.byteLength(renderSummary(many, limit), 'utf8')).toBeLessThanOrEqual(limit);
    expect(Buffer.byteLength(renderSummary(hostileReport('漢字 😀 \ud800 `x`'), limit), 'utf8')).toBeLessThanOrEqual(
      limit,
    );
  });
});

describe('the terminal', () => {
  it('tells ten of 5,000, lists forty and counts the rest', () => {
    const text = renderTerminal(many, { colour: false, width: 80 });
    expect(text).toContain('4,990 further findings:');
    expect(text).toContain('…and 4,950 more');
  });
});

/** The redis report with everything as long as it can get. */
function long(): Report {
  const base = redisReport();
  const diagnoses = base.diagnoses.map((value) => ({
    ...value,
    rootCause: `${value.rootCause} ${'It goes on and on. '.repeat(2_000)}`,
    fix: Array.from({ length: 60 }, () => ({
      text: 'Do this. '.repeat(500),
      run: 'run this\n'.repeat(500),
      code: '````\n'.repeat(500),
      language: 'text',
    })),
    prevention: Array.from({ length: 60 }, () => 'Mind that. '.repeat(200)),
    verify: Array.from({ length: 60 }, () => 'check that '.repeat(200)),
    evidence: Array.from({ length: 500 }, (_, line) => ({
      source: 'pytest.log',
      line: line * 2 + 1,
      text: '`'.repeat(line % 40) + 'x'.repeat(5_000),
      proof: line === 250,
    })),
    occurrences: Array.from({ length: 3_000 }, (_, index) => ({
      source: 'pytest.log',
      fingerprint: 'f',
      failure: {
        ...value.occurrences[0]!.failure,
        name: `name ${index}`,
        location: { file: `src/${'long/'.repeat(50)}f.py`, line: index },
      },
    })),
    explains: Array.from({ length: 500 }, (_, index) => `consequence ${index}`),
  }));
  return {
    ...base,
    diagnoses,
    sources: Array.from({ length: 400 }, (_, index) => ({
      name: `s${index}`.repeat(50),
      bytes: 1,
      lines: 1,
      outcome: 'failed' as const,
      notes: Array.from({ length: 30 }, () => 'cut '.repeat(300)),
    })),
  };
}

/** Every fence and every fold is closed; on pages that are quickly read, no HTML is there but ours. */
function whole(page: string): void {
  if (page.length <= 20_000) expect(foreignHtml(read(page).html)).toBeUndefined();
  let fence = '';
  let open = 0;
  for (const line of page.split('\n')) {
    if (fence === '' && line === '<details>') open += 1;
    if (fence === '' && line === '</details>') open -= 1;
    const ticks = /^ *(`{3,})/.exec(line)?.[1] ?? '';
    if (fence === '') fence = ticks;
    else if (ticks.length >= fence.length && /^ *`+$/.test(line)) fence = '';
  }
  expect({ fence, open }).toEqual({ fence: '', open: 0 });
}

function rows(page: string): number {
  return page.match(/^\| \d+ \|/gm)?.length ?? 0;
}
