import type { Diagnosis, Evidence, Folded, Occurrence, Unknown } from '../domain/diagnosis.js';
import type { Fix } from '../domain/pattern.js';
import { unmarked } from '../domain/quoted.js';
import type { Release } from '../domain/release.js';
import type { Report, RunContext } from '../domain/report.js';
import type { WaiverUse } from '../domain/waiver.js';
import type {
  DiagnosisV1,
  EvidenceV1,
  FailureV1,
  FixV1,
  FoldedV1,
  PossibleV1,
  ReleaseV1,
  ReportV1,
  RunV1,
  UnknownV1,
  WaiverV1,
} from './json/v1.js';
import { patchesOf, unifiedDiff } from './offered/patches.js';
import { printableJson } from './safe/clean.js';
import { UNEXPLAINED, UNPROVEN } from './words.js';

/** The report as JSON text, ending in a line break. No line of it can be taken for a runner's command. */
export function renderJson(report: Report): string {
  return `${printableJson(JSON.stringify(toV1(report), null, 2))}\n`;
}

/** The report in its public form. */
export function toV1(report: Report): ReportV1 {
  return {
    schema: 1,
    tool: { name: 'whydunit', version: report.version },
    run: run(report.run),
    status: report.status,
    diagnoses: report.diagnoses.map(diagnosis),
    unknown: report.unknown.map(unknown),
    ...defined({ possible: report.possible?.map(possible) }),
    sources: report.sources.map(({ name, bytes, lines, outcome, notes, unread }) => ({
      name,
      bytes,
      lines,
      outcome,
      notes: notes.map(unmarked),
      ...defined({ unread: unread?.map(unmarked) }),
    })),
    verdict: {
      gate: report.verdict.gate,
      failOn: report.verdict.failOn,
      blocking: [...report.verdict.blocking],
      reasons: report.verdict.reasons.map(unmarked),
    },
    ...defined({
      environment: report.environment,
      tests: report.tests,
      baseline: report.baseline,
      basePassed: report.basePassed,
      baseTests: report.baseTests,
      lastGood: report.lastGood,
      gone: report.gone?.map((gone) => ({ ...gone, title: unmarked(gone.title) })),
      jobs: report.jobs,
      notes: report.notes?.map(unmarked),
      waivers: report.waivers?.map(waiver),
      incidents: report.incidents?.map(({ title, ...rest }) => ({
        ...rest,
        ...defined({ title: title && unmarked(title) }),
      })),
      release: report.release && release(report.release),
    }),
  };
}

function release({ jobs, reports }: Release): ReleaseV1 {
  return {
    jobs: jobs.map(({ why, ...job }) => ({ ...job, ...defined({ why: why && unmarked(why) }) })),
    reports: reports.map(({ aside, ...report }) => ({ ...report, ...defined({ aside: aside && unmarked(aside) }) })),
  };
}

function waiver({ waiver: { covers, reason, owner, expires }, state, fingerprints }: WaiverUse): WaiverV1 {
  return { ...covers, reason, owner, expires, state, fingerprints };
}

function run(context: RunContext): RunV1 {
  const { repository, serverUrl, forge, runUrl, sha, runId, runAttempt, job, jobId, step, workflow, pullRequest } =
    context;
  const { author, committedAt, startedAt, seconds } = context;
  return defined({
    ...{ repository, serverUrl, forge, runUrl, sha, runId, runAttempt, job, jobId, step, workflow, pullRequest },
    ...{ author, committedAt, startedAt, seconds },
  });
}

function diagnosis(value: Diagnosis): DiagnosisV1 {
  return {
    pattern: value.pattern,
    title: unmarked(value.title),
    severity: value.severity,
    ...(value.place && { place: value.place }),
    cause: value.cause,
    confidence: value.confidence,
    primary: value.primary,
    fingerprint: value.fingerprint,
    state: value.state,
    ...(value.since !== undefined && { since: value.since }),
    ...(value.touch && { touch: value.touch }),
    ...(value.owners && { owners: value.owners }),
    ...(value.draft && { draft: true }),
    rootCause: unmarked(value.rootCause),
    evidence: value.evidence.map(evidence),
    fix: value.fix.map(fix),
    verify: value.verify.map(unmarked),
    prevention: value.prevention.map(unmarked),
    ...(value.preserve.length > 0 && { preserve: value.preserve.map(unmarked) }),
    captures: Object.fromEntries(Object.entries(value.captures)),
    failures: value.occurrences.map(failure),
    explains: value.explains.map(unmarked),
    ...defined({ folded: value.folded?.map(folded), raisedBy: value.raisedBy }),
    alternatives: [...value.alternatives],
    ...defined({
      hypotheses: value.hypotheses?.map(({ title, ...rest }) => ({ ...rest, title: unmarked(title) })),
      reproduce: value.reproduce,
    }),
  };
}

/** An unknown without an occurrence cannot come from the classifier; it is still told, not thrown. */
function unknown(value: Unknown): UnknownV1 {
  const [first, ...others] = value.occurrences;
  return {
    fingerprint: value.fingerprint,
    primary: value.primary,
    ...(value.state !== 'new' && { state: value.state }),
    ...(value.since !== undefined && { since: value.since }),
    ...(value.touch && { touch: value.touch }),
    ...(value.owners && { owners: value.owners }),
    failure: first === undefined ? { tool: 'log', kind: 'output', message: '' } : failure(first),
    ...(others.length > 0 && { failures: value.occurrences.map(failure) }),
    evidence: value.evidence.map(evidence),
    ...defined({ folded: value.folded?.map(folded), severity: value.severity, raisedBy: value.raisedBy }),
  };
}

function folded(value: Folded): FoldedV1 {
  return {
    fingerprint: value.fingerprint,
    title: unmarked(value.title),
    ...defined({ pattern: value.pattern, severity: value.severity, place: value.place }),
    failures: value.occurrences.map(failure),
    evidence: value.evidence.map(evidence),
  };
}

function possible(value: Diagnosis | Unknown): PossibleV1 {
  const known = 'pattern' in value ? diagnosis(value) : { ...unknown(value), title: UNEXPLAINED };
  const { primary: _, state: _state, since: _since, touch: _touch, owners: _owners, ...told } = known;
  return { ...told, why: UNPROVEN };
}

function evidence({ source, line, text, proof, time, url }: Evidence): EvidenceV1 {
  return { source, line, text, ...(proof && { proof }), ...defined({ time, url }) };
}

function fix({ text, run: command, code, language, destructive, from }: Fix): FixV1 {
  return {
    text: unmarked(text),
    ...defined({ run: command && unmarked(command), code: code && unmarked(code), language, destructive, from }),
  };
}

function failure({ failure: value, source, job, jobStep, url, attachments }: Occurrence): FailureV1 {
  const { tool, kind, name, code, message, location, facts } = value;
  const suggestions = patchesOf([{ failure: value }]).map((each) => ({
    message: each.message,
    patch: unifiedDiff(each),
  }));
  const place = location && { file: location.file, ...defined({ line: location.line, column: location.column }) };
  return {
    tool,
    kind,
    ...defined({ name, code }),
    message,
    ...defined({ location: place, job, step: jobStep, url, attachments }),
    source,
    ...(Object.keys(facts).length > 0 && { facts: { ...facts } }),
    ...(suggestions.length > 0 && { suggestions }),
  };
}

/** The same without what is undefined. */
function defined<T extends Record<string, unknown>>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
