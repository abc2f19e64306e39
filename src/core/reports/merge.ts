import { sum } from '../classify/test-counts.js';
import type { Diagnosis, Evidence, Folded, Occurrence, Omitted, Unknown } from '../domain/diagnosis.js';
import type { Job } from '../domain/job.js';
import type { JobOutcome, Report, RunContext, SourceSummary } from '../domain/report.js';
import { everyRan } from '../domain/source.js';
import type { Verdict } from '../domain/verdict.js';
import { findingKey } from '../gate/jobs.js';
import { type Judging, judge } from '../gate/judge.js';
import { unreadIn } from '../gate/unread.js';
import { firstOfEach } from '../group-by.js';
import { VERSION } from '../version.js';
import { countedByAll } from './counted.js';

/** Most quoted lines of one diagnosis, whichever jobs they come from. */
const MOST_EVIDENCE = 40;
/** Jobs whose lines are quoted, as far as they printed something different; of the others the place is named. */
const QUOTED_JOBS = 3;

/**
 * Several jobs' reports as one: what has one fingerprint is one diagnosis with the places of all jobs. The order of the
 * reports does not matter; joined twice, a report counts once.
 * @param run the run they belong to
 */
export function merge(reports: readonly Report[], run: RunContext, judging: Judging): Report {
  const placed = [...reports].map(withPlaces).sort(byJob);
  const diagnoses = join(placed.flatMap((report) => report.diagnoses)).sort(byImportance);
  const unknown = join(placed.flatMap((report) => report.unknown)).sort(mostFrequentFirst);
  const [first] = diagnoses.length > 0 ? diagnoses : unknown;
  const marked = <T extends Diagnosis | Unknown>(all: T[]) => all.map((each) => ({ ...each, primary: each === first }));
  const jobs = firstOfEach(
    placed.flatMap((report) => report.jobs ?? []),
    jobKey,
  );
  const problems = [...new Set([...judging.problems, ...placed.flatMap(blockedBy)])];
  const tests = sum(placed.flatMap(({ tests: counted }) => counted ?? []));
  const baseTests = countedByAll(placed);
  const environment = everyRan(placed.flatMap((report) => report.environment ?? []));
  const unread = placed.flatMap(({ sources }) => sources.flatMap(unreadIn));
  return {
    version: VERSION,
    run,
    status: statusOf(diagnoses.length + unknown.length, placed, problems),
    ...judge(marked(diagnoses), marked(unknown), {
      ...judging,
      problems,
      unread,
      undecided: placed.some(({ possible }) => possible !== undefined),
    }),
    ...possibleOf(placed),
    sources: firstOfEach(
      placed.flatMap((report) => report.sources),
      sourceKey,
    ),
    jobs,
    ...(environment.length > 0 && { environment }),
    ...(tests && { tests }),
    ...(baseTests && { baseTests }),
  };
}

/** A single job's report with its job written on everything in it. */
function withPlaces(report: Report): Report & { readonly jobs: readonly JobOutcome[] } {
  const { run, status } = report;
  if (report.jobs !== undefined) return { ...report, jobs: report.jobs };
  const job: Job | undefined =
    run.job === undefined
      ? undefined
      : { name: run.job, ...(run.workflow !== undefined && { workflow: run.workflow }) };
  if (job === undefined) return { ...report, jobs: [] };
  const name = (source: string) => `${job.name}: ${source}`;
  const place = (each: Occurrence): Occurrence => ({ ...each, source: name(each.source), job: each.job ?? job });
  const quoted = (each: Evidence): Evidence => ({ ...each, source: name(each.source) });
  const told = <T extends Diagnosis | Unknown | Folded>(found: T): T => ({
    ...found,
    occurrences: found.occurrences.map(place),
    evidence: found.evidence.map(quoted),
  });
  const all = <T extends Diagnosis | Unknown>(found: T): T => ({
    ...told(found),
    ...(found.folded && { folded: found.folded.map(told) }),
  });
  return {
    ...report,
    diagnoses: report.diagnoses.map(all),
    unknown: report.unknown.map(all),
    ...(report.possible && { possible: report.possible.map(all) }),
    sources: report.sources.map((source) => ({ ...source, name: name(source.name) })),
    jobs: [{ ...job, status }],
  };
}

/** What may be the matter in jobs of which nothing is known. */
function possibleOf(reports: readonly Report[]): Pick<Report, 'possible'> {
  const possible = join(reports.flatMap((report) => report.possible ?? []));
  return possible.length === 0 ? {} : { possible };
}

/** What has the same pattern and fingerprint becomes one; the worst speaks for all, whoever reported it. */
function join<T extends Diagnosis | Unknown>(all: readonly T[]): T[] {
  const groups = new Map<string, T[]>();
  for (const each of all) groups.set(findingKey(each), [...(groups.get(findingKey(each)) ?? []), each]);
  return [...groups.values()].map((group) => {
    const [first] = [...group].sort(worstFirst) as [T, ...T[]];
    return {
      ...first,
      state: group.every(({ state }) => state === first.state) ? first.state : 'new',
      occurrences: firstOfEach(
        group.flatMap(({ occurrences }) => occurrences),
        occurrenceKey,
      ),
      evidence: firstOfEach(
        firstOfEach(group, quotedText)
          .slice(0, QUOTED_JOBS)
          .flatMap(({ evidence }) => evidence),
        evidenceKey,
      ).slice(0, MOST_EVIDENCE),
      ...omitted(group),
      ...foldedOf(group),
    };
  });
}

function worstFirst(a: Diagnosis | Unknown, b: Diagnosis | Unknown): number {
  const weight = (each: Diagnosis | Unknown): string =>
    'draft' in each && each.draft ? `draft ${each.severity}` : (each.severity ?? 'unknown');
  return weight(a) < weight(b) ? -1 : weight(a) > weight(b) ? 1 : 0;
}

/** What is folded in any of the reports. */
function foldedOf(group: readonly (Diagnosis | Unknown)[]): Pick<Unknown, 'folded'> {
  const all = group.flatMap((each) => each.folded ?? []);
  if (all.length === 0) return {};
  const folded = firstOfEach(all, ({ fingerprint }) => fingerprint).map((first) => {
    const same = all.filter(({ fingerprint }) => fingerprint === first.fingerprint);
    return {
      ...first,
      occurrences: firstOfEach(
        same.flatMap(({ occurrences }) => occurrences),
        occurrenceKey,
      ),
      evidence: firstOfEach(
        same.flatMap(({ evidence }) => evidence),
        evidenceKey,
      ).slice(0, MOST_EVIDENCE),
    };
  });
  return { folded };
}

function omitted(group: readonly (Diagnosis | Unknown)[]): Pick<Diagnosis, 'omitted'> {
  const all = group.flatMap((each) => each.omitted ?? []);
  const sum = (part: keyof Omitted) => all.reduce((total, each) => total + each[part], 0);
  return all.length === 0 ? {} : { omitted: { occurrences: sum('occurrences'), evidence: sum('evidence') } };
}

function byImportance(a: Diagnosis, b: Diagnosis): number {
  return (
    Number(a.draft) - Number(b.draft) ||
    Number(b.primary) - Number(a.primary) ||
    (a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0) ||
    mostFrequentFirst(a, b)
  );
}

function mostFrequentFirst(a: Diagnosis | Unknown, b: Diagnosis | Unknown): number {
  return b.occurrences.length - a.occurrences.length || (findingKey(a) < findingKey(b) ? -1 : 1);
}

/** Passed only when every job is known to have passed. */
function statusOf(failures: number, reports: readonly Report[], problems: readonly string[]): Report['status'] {
  if (failures > 0) return 'failed';
  return problems.length === 0 && reports.length > 0 && reports.every(({ status }) => status === 'passed')
    ? 'passed'
    : 'unknown';
}

/** What a report could not read keeps the gate shut here too. */
function blockedBy({ verdict: { gate, reasons } }: { readonly verdict: Verdict }): readonly string[] {
  return gate === 'blocked' ? reasons : [];
}

function byJob(a: Report & { readonly jobs: readonly Job[] }, b: typeof a): number {
  const [left, right] = [a, b].map(({ jobs }) => JSON.stringify(jobs)) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}

const jobKey = ({ name, workflow }: Job): string => JSON.stringify([workflow, name]);
const sourceKey = ({ name }: SourceSummary): string => name;
const quotedText = ({ evidence }: Diagnosis | Unknown): string => JSON.stringify(evidence.map(({ text }) => text));
const evidenceKey = ({ source, line, text }: Evidence): string => JSON.stringify([source, line, text]);
const occurrenceKey = ({ source, job, failure: { name, message, location } }: Occurrence): string =>
  JSON.stringify([source, job?.workflow, job?.name, name, message, location]);
