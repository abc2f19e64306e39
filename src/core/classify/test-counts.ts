import { type Diagnosis, everyOccurrence, type Unknown } from '../domain/diagnosis.js';
import type { Tally, TestCounts } from '../domain/tests.js';

/**
 * All tests of a run, each counted once: a line of a log that counts as many as a report does, or as all reports do, speaks
 * of the same tests. Undefined where nobody counted.
 * @param unloaded how many files could not be loaded, which tools count as failed: no test is among them
 */
export function testCounts(tallies: readonly Tally[], unloaded: number): TestCounts | undefined {
  const reports = tallies.filter(({ by }) => by === 'report');
  const untold = [sum(reports), ...reports].flatMap((counts) => (counts === undefined ? [] : [key(counts)]));
  const logged = tallies.filter(({ by }) => by === 'log');
  const lines = logged.filter((tally) => !untold.includes(key(tally)));
  const all = untold.includes(key(sum(logged) ?? NONE)) ? reports : [...reports, ...lines];
  const counted = sum(all);
  const files = Math.min(
    unloaded,
    all.reduce((total, { perhapsFiles = 0 }) => total + perhapsFiles, 0),
  );
  const counts = counted && { ...counted, failed: Math.max(0, counted.failed - files) };
  return counts === undefined || counts.passed + counts.failed + counts.skipped === 0 ? undefined : counts;
}

/** How many files of tests could not be loaded, by what is told of them. */
export function unloadedFiles(all: readonly (Diagnosis | Unknown)[]): number {
  return all.flatMap(everyOccurrence).filter(({ failure }) => failure.kind === 'collection').length;
}

const NONE: TestCounts = { passed: 0, failed: 0, skipped: 0 };

/** Some tests and others together; how long they took is only told where each of them says it. */
export function sum(all: readonly TestCounts[]): TestCounts | undefined {
  if (all.length === 0) return undefined;
  const add = (part: 'passed' | 'failed' | 'skipped') =>
    Math.max(
      0,
      all.reduce((total, each) => total + each[part], 0),
    );
  const times = all.flatMap(({ seconds }) => seconds ?? []);
  const seconds = times.reduce((total, each) => total + each, 0);
  return {
    passed: add('passed'),
    failed: add('failed'),
    skipped: add('skipped'),
    ...(times.length > 0 && { seconds: Math.round(seconds * 1000) / 1000 }),
  };
}

function key({ passed, failed, skipped }: TestCounts): string {
  return `${passed} ${failed} ${skipped}`;
}
