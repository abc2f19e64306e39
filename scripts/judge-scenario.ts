import type { Report } from '../src/core/domain/report.js';
import type { Scenario } from './scenario.js';

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();

/** What came first, in one word: a pattern id, `unknown`, or `passed` when nothing was said. */
export function headlineOf(report: Report): string {
  const primary = report.diagnoses.find((each) => each.primary)?.pattern;
  return primary ?? (report.unknown.length > 0 ? 'unknown' : 'passed');
}

/** Where a report is not what the scenario expects, a sentence each; empty when it is. */
export function problemsOf(scenario: Scenario, report: Report): string[] {
  const headline = headlineOf(report);
  if (headline !== scenario.expect) return [`says ${headline}, expected ${scenario.expect}`];
  if (scenario.expect === 'passed') return report.diagnoses.map(({ pattern }) => `says ${pattern} of a green run`);
  const problems: string[] = [];
  const primary = [...report.diagnoses, ...report.unknown].find((each) => each.primary);
  const evidence = squeeze((primary?.evidence ?? []).map((each) => each.text).join(' '));
  const proof = squeeze(scenario.proof ?? '');
  if (!evidence.includes(proof)) problems.push(`the proof is not in the evidence: ${proof}`);
  const captures = report.diagnoses.find((each) => each.primary)?.captures ?? {};
  for (const [name, value] of Object.entries(scenario.captures ?? {})) {
    if (captures[name] !== value) problems.push(`captured ${name} = ${captures[name] ?? 'nothing'}, expected ${value}`);
  }
  const said = report.diagnoses.flatMap((each) => [each.pattern, ...each.explains, ...each.alternatives]);
  const missing = (scenario.also ?? []).filter((id) => !said.includes(id));
  return [...problems, ...missing.map((id) => `does not say ${id} as well`), ...wrongTests(scenario, report)];
}

/** Failed tests that are missing, invented or told twice, where the scenario lists them. */
function wrongTests({ failed }: Scenario, report: Report): string[] {
  if (failed === undefined) return [];
  const told = [...report.diagnoses, ...report.unknown]
    .flatMap(({ occurrences }) => occurrences.map(({ failure }) => failure))
    .flatMap(({ kind, name }) => (name !== undefined && (kind === 'test' || kind === 'collection') ? [name] : []));
  return [
    ...without(failed, told).map((name) => `does not name the failed test ${name}`),
    ...without(told, failed).map((name) => `names a failed test that is none, or twice: ${name}`),
  ];
}

/** What is in the first list more often than in the second. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return all.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
