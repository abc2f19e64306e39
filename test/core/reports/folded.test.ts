import { describe, expect, it } from 'vitest';
import type { Folded } from '../../../src/core/domain/diagnosis.js';
import type { Report } from '../../../src/core/domain/report.js';
import { judge } from '../../../src/core/gate/judge.js';
import { renderComment } from '../../../src/core/render/comment.js';
import { renderHtml } from '../../../src/core/render/html.js';
import { renderJson, toV1 } from '../../../src/core/render/json.js';
import { renderTerminal } from '../../../src/core/render/terminal.js';
import { merge } from '../../../src/core/reports/merge.js';
import { parseReport } from '../../../src/core/reports/report-schema.js';
import { restore } from '../../../src/core/reports/restore.js';
import { BUILT_IN } from '../../../src/knowledge/catalogue/bundle.generated.js';
import { diagnosis, evidence, occurrence, report, unknown } from '../render/reports.js';

// What the two weigh alone is the catalogue's to change; here one is worse than the other.
const severities: Readonly<Record<string, 'P0' | 'P2'>> = { 'python/memory': 'P0', 'ci/out-of-memory': 'P2' };
const patterns = new Map(
  BUILT_IN.map((pattern) => [pattern.id, { ...pattern, severity: severities[pattern.id] ?? pattern.severity }]),
);

const test = (name: string) => occurrence('build.log', { kind: 'test', tool: 'pytest', name });
const memory: Folded = {
  fingerprint: 'dddddddddddddddd',
  title: 'The program ran out of memory',
  pattern: 'python/memory',
  severity: 'P0',
  occurrences: [test('tests/a.py::one'), test('tests/a.py::two')],
  evidence: evidence('build.log', 7, 'MemoryError', ['MemoryError']),
};
const killer = diagnosis({
  pattern: 'ci/out-of-memory',
  severity: 'P0',
  raisedBy: 'python/memory',
  explains: ['python/memory'],
  folded: [memory],
  occurrences: [occurrence('build.log', { kind: 'signal' })],
});
const strange = unknown({ folded: [memory], severity: 'P0', raisedBy: 'python/memory' });
const told = report({ status: 'failed', diagnoses: [killer], unknown: [strange] });

describe('what is folded', () => {
  it('is in the report with its failures and its proof, and is read back', () => {
    const json = toV1(told);
    for (const finding of [json.diagnoses[0], json.unknown[0]])
      expect(finding).toMatchObject({
        severity: 'P0',
        raisedBy: 'python/memory',
        folded: [
          {
            title: 'The program ran out of memory',
            pattern: 'python/memory',
            failures: [{ name: 'tests/a.py::one' }, { name: 'tests/a.py::two' }],
            evidence: [{ line: 7, text: 'MemoryError' }],
          },
        ],
      });
    const again = restore(parseReport(renderJson(told), 'test'), patterns);
    expect(again.diagnoses[0]?.folded?.[0]?.occurrences.map(({ failure }) => failure.name)).toEqual([
      'tests/a.py::one',
      'tests/a.py::two',
    ]);
    expect(toV1(restore(parseReport(renderJson(again), 'test'), patterns)).diagnoses).toEqual(toV1(again).diagnoses);
  });

  it('weighs by our catalogue, whatever the report says of it', () => {
    const forged = JSON.parse(renderJson(told)) as { diagnoses: { folded: object[] }[] };
    forged.diagnoses[0]!.folded[0] = { ...forged.diagnoses[0]!.folded[0], severity: 'P3' };
    Object.assign(forged.diagnoses[0]!, { severity: 'P3', raisedBy: undefined });
    const [restored] = restore(parseReport(JSON.stringify(forged), 'test'), patterns).diagnoses;
    expect(restored).toMatchObject({ severity: 'P0', raisedBy: 'python/memory' });
  });

  it('of several jobs is joined, and the worst of them counts', () => {
    const mild = { ...killer, severity: 'P2', folded: [{ ...memory, severity: 'P2' as const }] } as const;
    const job = (name: string, finding: typeof killer): Report => ({
      ...report({ status: 'failed', diagnoses: [finding] }),
      run: { job: name },
    });
    const joined = merge([job('a', mild), job('b', killer)], {}, { failOn: 'P0', problems: [] });
    expect(joined.diagnoses).toMatchObject([{ severity: 'P0', folded: [{ pattern: 'python/memory' }] }]);
    expect(
      joined.diagnoses[0]?.folded?.[0]?.occurrences.map(({ job: place, failure }) => [place?.name, failure.name]),
    ).toEqual([
      ['a', 'tests/a.py::one'],
      ['a', 'tests/a.py::two'],
      ['b', 'tests/a.py::one'],
      ['b', 'tests/a.py::two'],
    ]);
  });

  it.each([
    ['a terminal', (all: Report) => renderTerminal(all, { colour: false, width: 200 })],
    ['a comment', (all: Report) => renderComment(all, { marker: 'x' })],
    ['a page', (all: Report) => renderHtml(all)],
  ])('is counted in words in %s, and why it weighs what it does', (_, render) => {
    for (const all of [report({ diagnoses: [killer] }), report({ unknown: [strange] })]) {
      const text = render(all).replace(/<\/?code>|`/g, '');
      expect(text).toMatch(/2 (?:more )?tests failed with it: tests\/a\.py::one, tests\/a\.py::two/);
      expect(text).toMatch(/It weighs as P0 because it explains python\/memory/);
    }
  });
});

describe('the gate over what is raised', () => {
  const oom = { ...killer, fingerprint: 'aaaaaaaaaaaaaaaa' };
  const judged = (...covers: ({ pattern: string } | { fingerprint: string })[]) =>
    judge([oom], [], {
      failOn: 'P0',
      problems: [],
      waiving: {
        waivers: covers.map((each) => ({ covers: each, reason: 'known', owner: '@core', expires: '2026-12-31' })),
        today: '2026-11-29',
      },
    }).verdict;

  it('closes and says by what, also over an unknown failure', () => {
    expect(judged().reasons[0]?.replace(/[\uE000\uE001]/g, '')).toBe(
      'P0 ci/out-of-memory, which explains P0 python/memory, is unresolved',
    );
    expect(judge([], [strange], { failOn: 'P0', problems: [] }).verdict.gate).toBe('fail');
    expect(judge([], [unknown()], { failOn: 'P0', problems: [] }).verdict.gate).toBe('pass');
  });

  it('opens by a waiver of that finding, or of both patterns, not of one', () => {
    expect(judged({ fingerprint: oom.fingerprint }).gate).toBe('pass');
    expect(judged({ pattern: 'ci/out-of-memory' }, { pattern: 'python/memory' }).gate).toBe('pass');
    expect(judged({ pattern: 'ci/out-of-memory' }).gate).toBe('fail');
    expect(judged({ pattern: 'python/memory' }).gate).toBe('fail');
  });
});
