import type { Failure } from '../domain/failure.js';
import { type Place, type Severity, severityAt } from '../domain/pattern.js';
import { containerOf } from '../domain/source.js';
import type { Candidate, Recognised } from './candidate.js';
import type { Findings } from './findings.js';
import type { Match } from './match.js';

/** The lines a program prints as it dies are the last ones. */
const LAST = 3;

const TEST_KINDS: ReadonlySet<string> = new Set(['test', 'collection', 'session']);
const TEST_TOOLS: ReadonlySet<string> = new Set(['pytest', 'libtest', 'nextest', 'junit']);
const BUILD_KINDS: ReadonlySet<string> = new Set([
  'compile-error',
  'build',
  'build-step',
  'dependency',
  'lint',
  'format',
]);
/** Names of jobs and steps, and the commands they run. */
const TEST_STEP =
  /(?:^|[^a-z])(?:tests?|e2e|specs?|pytest|tox|nox|unittest|jest|vitest|mocha|karma|playwright|cypress|rspec|phpunit|ctest|nextest)(?:$|[^a-z])/i;
const BUILD_STEP = /(?:^|[^a-z])(?:build|compile|bundle|package|lint|check|tsc|webpack)(?:$|[^a-z])/i;

/** Where a failure happened, as far as job, step and parser tell; undefined where they do not. */
export function placeOf(failure: Failure, section: number, findings: Findings): Place | undefined {
  if (isTest(failure)) return 'test';
  if (
    containerOf(findings.group) !== undefined ||
    failure.kind === 'container' ||
    failure.facts['container'] !== undefined
  )
    return 'start';
  if (BUILD_KINDS.has(failure.kind)) return 'build';
  if (findings.failures.some(isTest)) return 'test';
  const { name = '', told } = findings.sections[section] ?? {};
  const step = [name, ...(told?.steps.map((each) => each.name) ?? []), findings.job?.name ?? ''].join('\n');
  return TEST_STEP.test(step) ? 'test' : BUILD_STEP.test(step) ? 'build' : undefined;
}

function isTest({ kind, tool }: Failure): boolean {
  return TEST_KINDS.has(kind) || TEST_TOOLS.has(tool);
}

/** Of loose lines: whether the program that printed them did not die there. */
export function isPassing({ lines }: Match, { group, outcome, tail }: Findings): boolean {
  if (containerOf(group) !== undefined && outcome === 'failed') return false;
  const last = tail.filter(({ text }) => text.trim() !== '').slice(-LAST)[0];
  return last !== undefined && !lines.some((line) => line >= last.number);
}

/** How bad it is: the worst of its occurrences, each at its place. Something said in passing is no P0. */
export function severityOf({ pattern, occurrences }: Pick<Candidate, 'pattern' | 'occurrences'>): Severity | undefined {
  if (pattern === undefined) return undefined;
  const all = occurrences.map(({ place, isPassing }: Recognised): Severity => {
    const severity = severityAt(pattern, place);
    return isPassing && severity === 'P0' ? 'P1' : severity;
  });
  return all.sort()[0];
}
