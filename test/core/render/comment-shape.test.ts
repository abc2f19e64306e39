import { describe, expect, it, vi } from 'vitest';
import { diagnoseFile } from '../../../scripts/diagnose-file.js';
import { readScenario, scenarioIds } from '../../../scripts/scenario.js';
import type { Occurrence } from '../../../src/core/domain/diagnosis.js';
import type { Report } from '../../../src/core/domain/report.js';
import { renderComment } from '../../../src/core/render/comment.js';
import { diagnosis, evidence, occurrence, report } from './reports.js';

vi.setConfig({ testTimeout: 240_000 });

/** What somebody reads before there is anything to unfold. */
const MOST_WORDS = 400;

describe('a comment, before its first fold', () => {
  it(`has at most ${MOST_WORDS} words for each recorded run`, async () => {
    const over: string[] = [];
    for (const id of scenarioIds()) {
      const told = await diagnoseFile(readScenario(id).log, `${id}.log`);
      const words = wordsBeforeFold(renderComment(told, { marker: 'm' }));
      if (words > MOST_WORDS) over.push(`${id}: ${words}`);
    }
    expect(over).toEqual([]);
  });

  it('tells first how it stands, then of each cause in a line, those that close the gate above the others', () => {
    const mild = diagnosis({
      pattern: 'rust/assertion',
      title: 'It does not hold',
      severity: 'P1',
      fingerprint: 'a',
      primary: true,
    });
    const grave = diagnosis({
      pattern: 'db/missing-table',
      title: 'No table',
      severity: 'P0',
      fingerprint: 'b',
      primary: false,
    });
    const text = renderComment(
      report({
        diagnoses: [mild, grave],
        tests: { passed: 408, failed: 4, skipped: 1, seconds: 123 },
        baseline: 'main',
        verdict: { gate: 'fail', failOn: 'P0', blocking: ['b'], reasons: ['P0 db/missing-table is unresolved'] },
      }),
      { marker: 'm' },
    );
    const [, headline, causes = ''] = text.split('\n\n');
    expect(headline).toBe(
      '❌ **4 of 412 tests failed, 2 causes, all new** · 1 of them closes the gate · 408 passed, 1 skipped, in 2 min 3 s',
    );
    const [first = '', second = ''] = causes.split('\n');
    expect(first).toMatch(/^1\. \*\*P0\*\* · \[No table\]\(.*\/db\/missing-table\.md\) .* · \*\*closes the gate\*\*$/);
    expect(second).toMatch(/^2\. \*\*P1\*\* · \[It does not hold\]\(/);
  });

  it('says the root cause once', () => {
    const cause = 'The account went away before it was used.';
    const text = renderComment(report({ diagnoses: [diagnosis({ rootCause: cause })] }), { marker: 'm' });
    expect(text.split(cause)).toHaveLength(2);
  });

  it('shows the lines around the first proof together, without empty ones', () => {
    const log = [
      'def test():',
      '>  assert a == b',
      'E  assert 1 == 2',
      '',
      'x.py:2: AssertionError',
      ...Array(30).fill('noise'),
    ];
    const told = diagnosis({
      evidence: evidence('a.log', 1, log.join('\n'), ['E  assert']),
      occurrences: [occurrence('a.log')],
    });
    const text = renderComment(report({ diagnoses: [told] }), { marker: 'm' });
    expect(text).toContain('def test():\n>  assert a == b\nE  assert 1 == 2\n');
    expect(text.split('<details>')[0]?.match(/noise/g)?.length ?? 0).toBeLessThan(9);
  });

  it("shows the compiler's own source line before what only wraps the error", () => {
    const log = [
      'error[E0277]: the trait bound is not satisfied',
      '   --> src/lib.rs:17:40',
      '    |',
      '    = note: first of many',
      '    = note: second',
      '    = note: third',
      '    = note: fourth',
      '17  |     Router::new().route(create)',
      '    |                         ^^^^^^ here',
      'error: could not compile `service`',
      'noise',
    ];
    const all = evidence('a.log', 1, log.join('\n'), ['error']);
    const folded = [{ fingerprint: 'f', title: 'could not compile', occurrences: [], evidence: all.slice(9, 10) }];
    const told = diagnosis({ evidence: all, folded, occurrences: [occurrence('a.log')] });
    const [open = ''] = renderComment(report({ diagnoses: [told] }), { marker: 'm' }).split('<details>');
    expect(open).toContain('Router::new()');
    expect(open).not.toContain('could not compile');
  });

  it('counts a file that could not be loaded as no test that failed', () => {
    const broken = (file: string) =>
      occurrence('a.log', { tool: 'pytest', kind: 'collection', name: file, message: 'x' });
    const files = Array.from({ length: 12 }, (_, index) => broken(`tests/test_${index}.py`));
    const headline = (over: Partial<Report>, more: readonly Occurrence[] = []) =>
      renderComment(report({ diagnoses: [diagnosis({ occurrences: [...files, ...more] })], ...over }), {
        marker: 'm',
      }).split('\n\n')[1];
    expect(headline({})).toMatch(/^❌ \*\*12 test files could not be loaded, 1 cause\*\*/);
    const test = occurrence('a.log', { tool: 'pytest', kind: 'test', name: 'tests/test_a.py::test_x' });
    expect(headline({ tests: { passed: 9, failed: 1, skipped: 0 } }, [test])).toMatch(
      /^❌ \*\*1 of 10 tests failed, 12 test files could not be loaded, 1 cause\*\*/,
    );
  });
});

function wordsBeforeFold(comment: string): number {
  const open = comment.split('<details>')[0] ?? '';
  return open.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
