import { expect, it } from 'vitest';
import type { Change } from '../../../../src/core/domain/history.js';
import type { Report } from '../../../../src/core/domain/report.js';
import { renderAgent } from '../../../../src/core/render/agent/answer.js';
import { renderComment } from '../../../../src/core/render/comment.js';
import { renderHtml } from '../../../../src/core/render/html.js';
import { toV1 } from '../../../../src/core/render/json.js';
import { renderTerminal } from '../../../../src/core/render/terminal.js';
import { restore } from '../../../../src/core/reports/restore.js';
import { codeOwners } from '../../../../src/core/reports/whose/code-owners.js';
import { withWhose } from '../../../../src/core/reports/whose/whose.js';
import { diagnosis, evidence, occurrence, report, unknown } from '../../render/reports.js';

const change = (files: Record<string, number[]>, isWhole = true): Change => ({
  files: new Map(Object.entries(files).map(([path, lines]) => [path, new Set(lines)])),
  isWhole,
});

const at = (file: string, line: number, text = 'error: something failed') =>
  report({
    diagnoses: [
      diagnosis({
        occurrences: [occurrence('build.log', { location: { file, line } })],
        evidence: evidence('build.log', 1, text, ['error']),
      }),
    ],
  });

const touch = (value: Report, of: Change) => withWhose(value, { change: of }).diagnoses[0]?.touch;

it('says whether a place is on a line of the change, in a file of it, or nowhere', () => {
  const of = change({ 'src/pool.rs': [40, 41] });
  expect(touch(at('src/pool.rs', 41), of)).toEqual({ at: 'line', file: 'src/pool.rs', line: 41 });
  expect(touch(at('./src/pool.rs', 7), of)).toEqual({ at: 'file', file: 'src/pool.rs', line: 7 });
  expect(touch(at('/home/runner/work/app/app/src/pool.rs', 41), of)).toMatchObject({ at: 'line' });
  expect(touch(at('src/other.rs', 41), of)).toEqual({ at: 'nowhere', files: 1 });
});

it('follows a traceback into the change', () => {
  const text = 'error: something failed\n  File "src/shop.py", line 33, in total\n   at lib/a.js:5:1';
  expect(touch(at('tests/test_shop.py', 4, text), change({ 'src/shop.py': [33] }))).toEqual({
    ...{ at: 'line', file: 'src/shop.py', line: 33 },
  });
  expect(touch(at('tests/a.test.js', 4, text), change({ 'lib/a.js': [9] }))).toMatchObject({ at: 'file' });
});

it('does not say that they meet nowhere where a place or the change is not wholly known', () => {
  expect(touch(at('/app/src/pool.rs', 1), change({ 'docs/a.md': [1] }))).toBeUndefined();
  expect(touch(at('src/lib.rs', 1), change({ 'crates/pool/src/lib.rs': [1] }))).toBeUndefined();
  expect(touch(at('src/lib.rs', 1), change({ 'docs/a.md': [1] }, false))).toBeUndefined();
  const placeless = report({ diagnoses: [diagnosis()] });
  expect(touch(placeless, change({ 'docs/a.md': [1] }))).toBeUndefined();
});

const told = (owners: string): Report =>
  withWhose(
    { ...at('src/pool.rs', 41), baseline: 'main', basePassed: { sha: 'a1b2c3d4e5f6', at: '2026-11-28T08:00:00Z' } },
    { change: change({ 'src/pool.rs': [41] }), ownersOf: codeOwners(`* ${owners}`) },
  );

it('every channel tells it as facts', () => {
  const value = told('@acme/db');
  const comment = renderComment(value, { marker: 'x' });
  expect(comment).toContain('new in this change · on a line of this change · `main` passed');
  expect(comment).toContain('`main` passed at `a1b2c3d` on 28 Nov 2026 · owner: `@acme/db`');
  const terminal = renderTerminal(value, { colour: false, width: 400 });
  for (const text of [terminal, renderAgent(value)]) {
    expect(text).toContain('`src/pool.rs:41` is in this change');
    expect(text).toContain('`main` passed at `a1b2c3d` on 28 Nov 2026');
    expect(text).toContain('owner: `@acme/db`');
  }
  expect(renderHtml(value)).toContain('owner: <code>@acme/db</code>');
  expect(toV1(value).diagnoses[0]).toMatchObject({ touch: { at: 'line', line: 41 }, owners: ['@acme/db'] });
});

it('mentions nobody unless it is asked to, and then nothing but people and teams', () => {
  const value = told('@acme/db dev@example.com');
  expect(renderComment(value, { marker: 'x' })).not.toMatch(/[^`]@acme/);
  const mentioning = renderComment(value, { marker: 'x', mention: true });
  expect(mentioning).toContain('owners: @acme/db, `dev@example.com`');
  const names = ['@a](https://evil.example)', '@b\n# c'];
  const forged = { ...value, diagnoses: value.diagnoses.map((each) => ({ ...each, owners: names })) };
  expect(renderComment(forged, { marker: 'x', mention: true })).toContain(
    'owners: `@a](https://evil.example)`, `@b # c`',
  );
});

it('stays in the public form, where the reader knows nothing else', () => {
  const back = restore(toV1(told('@acme/db')), new Map());
  expect(back.diagnoses[0]).toMatchObject({
    touch: { at: 'line', file: 'src/pool.rs', line: 41 },
    owners: ['@acme/db'],
  });
  expect(back.basePassed).toEqual({ sha: 'a1b2c3d4e5f6', at: '2026-11-28T08:00:00Z' });
  expect(withWhose(back, {}).diagnoses[0]?.owners).toEqual(['@acme/db']);
  expect(withWhose(back, { ownersOf: () => [] }).diagnoses[0]).not.toHaveProperty('owners');
});

it('tells it of a failure that nobody knows as well', () => {
  const value = report({
    unknown: [{ ...unknown(), occurrences: [occurrence('a', { location: { file: 'a.c', line: 3 } })] }],
  });
  expect(withWhose(value, { change: change({ 'a.c': [3] }) }).unknown[0]?.touch).toMatchObject({ at: 'line' });
});
