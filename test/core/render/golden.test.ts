import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/domain/report.js';
import { annotations } from '../../../src/core/render/annotations.js';
import { renderComment, renderResolved } from '../../../src/core/render/comment.js';
import { renderHtml } from '../../../src/core/render/html.js';
import { renderJson } from '../../../src/core/render/json.js';
import { renderMarkdown } from '../../../src/core/render/markdown.js';
import { renderSarif } from '../../../src/core/render/sarif.js';
import { renderTerminal } from '../../../src/core/render/terminal.js';
import { renderCtrf } from '../../../src/core/render/tests/ctrf.js';
import { renderJunit } from '../../../src/core/render/tests/junit.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { awaitedReport, fixedReport, matrixReport } from '../../world/github/contributions/samples.js';
import { expectGolden } from './golden.js';
import { hostileReport, manyReport, redisReport, report, rustReport, source, waivedReport } from './reports.js';

const { patterns } = await loadCatalogue([]);
const marker = 'whydunit:test';
const REPORTS: Readonly<Record<string, Report>> = {
  rust: rustReport(),
  redis: redisReport(),
  waived: waivedReport(),
  many: manyReport(60),
  hostile: hostileReport(
    '</details> @octocat `x` | <img src=x> #12 ![a](http://b.example)\n```\n::error::x ##[error]x',
  ),
  passed: report({
    status: 'passed',
    sources: [source('a.log', { outcome: 'passed' }), source('b.log', { outcome: 'passed' })],
  }),
  nothing: report({ status: 'unknown', sources: [source('a.log', { outcome: 'unknown' })] }),
  matrix: matrixReport(),
  fixed: fixedReport(),
  awaited: awaitedReport(),
  blocked: report({
    status: 'unknown',
    sources: [
      source('a.zip', { outcome: 'unknown', lines: 0, notes: ['the archive ends in the middle of `job.txt`'] }),
    ],
    verdict: {
      gate: 'blocked',
      failOn: 'P0',
      blocking: [],
      reasons: ['a.zip could not be read: the archive is broken'],
    },
  }),
};

const FORMATS: Readonly<Record<string, (report: Report) => string>> = {
  'comment.md': (value) => renderComment(value, { marker }),
  'resolved.md': (value) => renderResolved(value, { marker }),
  txt: (value) => renderTerminal(value, { colour: false, width: 80 }),
  'colour.txt': (value) => renderTerminal(value, { colour: true, width: 100 }),
  json: renderJson,
  'junit.xml': renderJunit,
  'ctrf.json': renderCtrf,
  'sarif.json': (value) => renderSarif(value, patterns),
  html: renderHtml,
  'annotations.json': (value) => `${JSON.stringify(annotations(value), null, 2)}\n`,
};

/** What is kept: everything of the two realistic reports, of the others what differs. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  rust: ['comment.md', 'txt', 'colour.txt', 'json', 'junit.xml', 'sarif.json', 'html', 'annotations.json'],
  redis: ['comment.md', 'txt', 'json', 'junit.xml', 'ctrf.json', 'sarif.json', 'html', 'annotations.json'],
  waived: ['comment.md', 'txt', 'json', 'html'],
  many: ['comment.md', 'txt', 'annotations.json'],
  hostile: ['comment.md', 'txt', 'junit.xml', 'html'],
  passed: ['comment.md', 'resolved.md', 'txt', 'junit.xml'],
  nothing: ['comment.md', 'txt'],
  matrix: ['comment.md'],
  fixed: ['resolved.md', 'comment.md', 'txt'],
  awaited: ['resolved.md'],
  blocked: ['comment.md', 'txt', 'junit.xml'],
};

/** Kept by pattern.test.ts and documents.test.ts. */
const PAGES = [
  'pattern.page.md',
  'pattern.page.txt',
  ...['bug', 'postmortem', 'status'].map((kind) => `document.${kind}.md`),
];

const cases = Object.entries(KEPT).flatMap(([name, formats]) => formats.map((format) => [name, format] as const));

describe('what a report becomes', () => {
  it.each(cases)('%s as %s', (name, format) => {
    expectGolden(`${name}.${format}`, FORMATS[format]?.(REPORTS[name] as Report) ?? '');
  });

  it('has no golden file that nothing is compared with', () => {
    const files = readdirSync(new URL('./golden/', import.meta.url)).sort();
    expect(files).toEqual([...cases.map(([name, format]) => `${name}.${format}`), ...PAGES].sort());
  });

  it('prints as Markdown what the comment says, without the marker', () => {
    const comment = renderComment(rustReport(), { marker });
    expect(comment).toBe(`<!-- ${marker} -->\n\n${renderMarkdown(rustReport())}`);
  });
});
