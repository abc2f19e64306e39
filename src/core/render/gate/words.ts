import type { Report } from '../../domain/report.js';
import { problemsOf, type Verdict } from '../../domain/verdict.js';
import { count } from '../words.js';
import type { GateItem } from './items.js';

/** The verdict in three words. */
export const VERDICT: Readonly<Record<Verdict['gate'], string>> = {
  pass: 'The release gate is open',
  fail: 'The release gate is closed',
  blocked: 'The release gate is blocked',
};

/** Why, in one sentence without its full stop. */
export function because(report: Report, items: readonly GateItem[]): string {
  const closing = items.filter(({ effect }) => effect === 'closes').length;
  const waived = items.filter(({ effect }) => effect === 'waived').length;
  const problems = problemsOf(report.verdict).length;
  switch (report.verdict.gate) {
    case 'fail':
      return `${count(closing, 'problem')} ${closing === 1 ? 'is' : 'are'} unresolved`;
    case 'blocked':
      return `${count(problems, 'thing')} could not be checked, and what was not seen is not waved through`;
    case 'pass':
      if (report.verdict.failOn === 'never') return "fail-on is 'never': nothing closes it";
      return waived > 0 ? `nothing but what is waived is unresolved` : 'nothing that closes it is unresolved';
  }
}

/** Since when: the day it was first seen, or this run. */
export function since({ incident }: GateItem): string {
  return incident === undefined ? 'this run' : incident.opened.slice(0, 10);
}

/** What was looked at: `the reports of 3 jobs and 1 open incident`. */
export function lookedAt({ jobs = [], incidents = [] }: Report): string {
  return `${count(jobs.length, 'job')} with a report, ${count(incidents.length, 'open incident')}`;
}
