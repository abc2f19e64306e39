import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Suggestion } from '../../../../src/core/domain/suggestion.js';
import { renderAgent } from '../../../../src/core/render/agent/answer.js';
import { renderHtml } from '../../../../src/core/render/html.js';
import { toV1 } from '../../../../src/core/render/json.js';
import { renderMarkdown } from '../../../../src/core/render/markdown.js';
import { patchesOf, suggestionIn, unifiedDiff } from '../../../../src/core/render/offered/patches.js';
import { renderTerminal } from '../../../../src/core/render/terminal.js';
import { parseReport } from '../../../../src/core/reports/report-schema.js';
import { restore } from '../../../../src/core/reports/restore.js';
import { diagnosis, occurrence, report } from '../reports.js';

const FILE = 'src/till.rs';
const SOURCE = ['fn a() {}', '', '    ship(order);', '    let x = 1;', '}', ''].join('\n');
const clone: Suggestion = {
  file: FILE,
  first: 3,
  last: 4,
  original: '    ship(order);\n    let x = 1;',
  replacement: '    ship(order.clone());',
  message: 'consider cloning it',
};
const gone: Suggestion = { ...clone, first: 2, last: 2, original: '', replacement: '' };

/** The one patch a suggestion makes, as `git apply` takes it. */
function diffOf(suggestion: Suggestion): string {
  const [patch] = patchesOf([occurrence('a.log', { suggestions: [suggestion, suggestion] })]);
  return patch === undefined ? '' : unifiedDiff(patch);
}

it.each([
  [clone, SOURCE.replace('    ship(order);\n    let x = 1;', '    ship(order.clone());')],
  [gone, SOURCE.replace('}\n\n', '}\n')],
])('git applies it: %j', (suggestion, wanted) => {
  const folder = mkdtempSync(join(tmpdir(), 'whydunit-patch-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, FILE), SOURCE);
  const input = diffOf(suggestion);
  execFileSync('git', ['apply', '--unidiff-zero'], { cwd: folder, input });
  expect(readFileSync(join(folder, FILE), 'utf8')).toBe(wanted);
});

it('comes back from the public form as it went in, and so stands in the comment of several jobs', () => {
  const failed = report({ diagnoses: [diagnosis({ occurrences: [occurrence('a.log', { suggestions: [clone] })] })] });
  const back = restore(parseReport(JSON.stringify(toV1(failed)), 'r.json'), new Map());
  expect(back.diagnoses[0]?.occurrences[0]?.failure.suggestions).toEqual([clone]);
  const told = [
    renderMarkdown(back),
    renderTerminal(back, { colour: false, width: 100 }),
    renderHtml(back),
    renderAgent(back),
  ];
  for (const text of told) {
    expect(text).toContain('consider cloning it');
    expect(text).toMatch(/\+ {4}ship\(order\.clone\(\)\);/);
  }
});

it.each([
  ['was cut', (patch: string) => patch.slice(0, -8)],
  ['is of two files', (patch: string) => patch.replace('+++ b/src', '+++ b/lib')],
  ['counts other lines', (patch: string) => patch.replace('-3,2', '-3,9')],
  ['holds a second hunk', (patch: string) => `${patch}@@ -9,1 +9,1 @@\n-a\n+b\n`],
  ['leaves the repository', (patch: string) => patch.replaceAll(FILE, '../../etc/passwd')],
  ['is none', () => 'rm -rf /'],
])('is not shown where it %s', (_, change) => {
  const read = suggestionIn('m', change(diffOf(clone)));
  const shown = read === undefined ? [] : patchesOf([occurrence('a.log', { suggestions: [read] })]);
  expect(shown).toEqual([]);
});
