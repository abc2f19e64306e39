import { quote } from '../../domain/quoted.js';
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
      return `${waived > 0 ? 'nothing but what is waived is unresolved' : 'nothing that closes it is unresolved'}${allowed(report)}`;
  }
}

/** That a job failed is told at once, whoever let that pass. */
function allowed({ release }: Report): string {
  const names = (release?.jobs ?? []).flatMap(({ name, effect }) => (effect === 'allowed' ? [name] : []));
  if (names.length === 0) return '';
  const shown = names.slice(0, 3).map(quote).join(', ');
  return `; ${shown}${names.length > 3 ? ` and ${names.length - 3} more` : ''} did not pass and may`;
}

/** Since when: the day it was first seen, or this run. */
export function since({ incident }: GateItem): string {
  return incident === undefined ? 'this run' : incident.opened.slice(0, 10);
}

/** What was looked at: `4 jobs, 3 reports, 1 open incident`. */
export function lookedAt({ release, incidents = [] }: Report): string {
  const { jobs = [], reports = [] } = release ?? {};
  const aside = reports.filter(({ aside: why }) => why !== undefined).length;
  const counted = `${count(reports.length, 'report')}${aside === 0 ? '' : ` (${aside} set aside)`}`;
  return `${count(jobs.length, 'job')}, ${counted}, ${count(incidents.length, 'open incident')}`;
}
