import { everyOccurrence } from '../domain/diagnosis.js';
import type { Report } from '../domain/report.js';
import { contentOf, type Finding, failureWords, stateOf } from './findings.js';
import { count } from './words.js';

/** A test that failed, and the number of the finding that tells why. */
export interface FailedTest {
  readonly name: string;
  readonly finding: number;
}

/** The tests that failed, each once, by the findings that tell of them or have them folded. */
export function failedTests(all: readonly Finding[]): readonly FailedTest[] {
  const tests = new Map<string, FailedTest>();
  for (const [index, finding] of all.entries()) {
    for (const { failure } of everyOccurrence(contentOf(finding)))
      if (failure.kind === 'test' && failure.name !== undefined && !tests.has(failure.name))
        tests.set(failure.name, { name: failure.name, finding: index + 1 });
  }
  return [...tests.values()];
}

/** How many files could not be loaded, so that none of their tests ran. */
function unloaded(all: readonly Finding[]): number {
  const names = all
    .flatMap((finding) => everyOccurrence(contentOf(finding)))
    .flatMap(({ failure }) => (failure.kind === 'collection' ? (failure.name ?? failure.message) : []));
  return new Set(names).size;
}

/** How it stands, as one clause: `3 of 412 tests failed, 2 causes, 1 new`. */
export function standing(report: Report, all: readonly Finding[]): string {
  const omitted = report.omitted ?? 0;
  const known = all.filter((finding) => finding.known).length;
  const unknown = all.length - known;
  return [
    whatFailed(report, all),
    ...(known + omitted > 0 ? [count(known + omitted, 'cause')] : []),
    ...(unknown > 0 ? [`${unknown.toLocaleString('en-US')} unexplained`] : []),
    ...newOnes(report, all),
  ].join(', ');
}

function whatFailed(report: Report, all: readonly Finding[]): string {
  const files = unloaded(all);
  const tests = whatTestsFailed(report, all);
  if (files > 0)
    return [...(tests === undefined ? [] : [tests]), `${count(files, 'test file')} could not be loaded`].join(', ');
  if (tests !== undefined) return tests;
  const { jobs = [] } = report;
  const failed = jobs.filter(({ status }) => status === 'failed').length;
  if (jobs.length > 1) return `${failed.toLocaleString('en-US')} of ${count(jobs.length, 'job')} failed`;
  return `${failureWords(all[0])} failed`;
}

function whatTestsFailed({ tests }: Report, all: readonly Finding[]): string | undefined {
  const named = failedTests(all).length;
  const isCounted = tests !== undefined && tests.failed > 0 && tests.failed >= named;
  if (isCounted && tests.passed + tests.failed > 1)
    return `${tests.failed.toLocaleString('en-US')} of ${count(tests.passed + tests.failed, 'test')} failed`;
  return named > 0 ? `${count(named, 'test')} failed` : undefined;
}

/** How many came with this change, where it was compared with something. */
function newOnes({ baseline }: Report, all: readonly Finding[]): string[] {
  if (baseline === undefined) return [];
  const fresh = all.filter((finding) => stateOf(finding) === 'new').length;
  if (fresh === 0) return ['none new'];
  return [fresh === all.length && fresh > 1 ? 'all new' : `${fresh.toLocaleString('en-US')} new`];
}

/** `408 passed (−3)`, `1 skipped`, `in 2 min 3 s`, `± against the base`: what else is known of the tests. */
export function testWords({ tests, baseline, baseTests }: Report): readonly string[] {
  if (tests === undefined) return [];
  const { passed, skipped, seconds } = tests;
  const before = baseline === undefined ? undefined : baseTests;
  const counted = [
    ...countWords(passed, 'passed', before?.passed),
    ...countWords(skipped, 'skipped', before?.skipped),
    ...(seconds === undefined ? [] : [`in ${duration(seconds)}`]),
  ];
  const differs = before !== undefined && (before.passed !== passed || before.skipped !== skipped);
  return differs ? [...counted, '± against the base'] : counted;
}

/** How many there are, and how many more or fewer than before; nothing where there are none and were none. */
function countWords(now: number, what: string, before = now): string[] {
  if (now === 0 && before === 0) return [];
  const difference = Math.abs(now - before).toLocaleString('en-US');
  const change = now === before ? '' : ` (${now > before ? '+' : '−'}${difference})`;
  return [`${now.toLocaleString('en-US')} ${what}${change}`];
}

function duration(seconds: number): string {
  if (seconds < 10) return `${Math.round(seconds * 100) / 100} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  if (minutes < 60) return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  return `${Math.floor(minutes / 60).toLocaleString('en-US')} h ${minutes % 60} min`;
}
