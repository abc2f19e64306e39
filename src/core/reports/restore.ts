import { formsOf, isOfUse } from '../classify/advice/dialect.js';
import { harmlessCommand } from '../classify/advice/harmless-command.js';
import { hypotheses } from '../classify/advice/hypotheses.js';
import { ADVISED, type Beside, type Explanation, explain, type Meant, type Said } from '../classify/explain.js';
import { weigh, weighFolded } from '../classify/folding/weigh.js';
import { markedAgain } from '../classify/template.js';
import type { Diagnosis, Evidence, Folded, Occurrence, Unknown } from '../domain/diagnosis.js';
import { type Failure, KINDS, TOOLS } from '../domain/failure.js';
import { type Fix, type Pattern, type Severity, severityAt } from '../domain/pattern.js';
import { quote } from '../domain/quoted.js';
import type { Report } from '../domain/report.js';
import { everyRan } from '../domain/source.js';
import type { Verdict } from '../domain/verdict.js';
import type {
  DiagnosisV1,
  EvidenceV1,
  FailureV1,
  FixV1,
  FoldedV1,
  PossibleV1,
  ReportV1,
  TouchV1,
  UnknownV1,
} from '../render/json/v1.js';
import { suggestionIn } from '../render/offered/patches.js';
import { commandFor } from '../shell/one-test.js';

/**
 * A report from its public form. Its writer is not trusted: what a pattern of ours says (severity, cause, root cause,
 * fix) is said anew from our own catalogue, with the report's captures as quotations; only of a pattern that we do not
 * have are the report's own words taken, each as a quotation, and its severity, so that a gate stays shut over it. The
 * verdict is the report's own: who judges, judges anew.
 * @param report checked by `parseReport`
 * @param patterns those the reader trusts
 */
export function restore(report: ReportV1, patterns: ReadonlyMap<string, Pattern>): Report {
  const { tool, run, status, sources, verdict, environment, tests, baseline, basePassed, baseTests, lastGood } = report;
  const { gone, jobs } = report;
  return {
    version: tool.version,
    run,
    status,
    diagnoses: report.diagnoses.map((value) => diagnosis(value, patterns)),
    unknown: report.unknown.map((value) => unknown(value, patterns)),
    ...(report.possible !== undefined &&
      report.possible.length > 0 && { possible: report.possible.map((value) => possible(value, patterns)) }),
    sources: sources.map(({ unread, ...source }) => ({
      ...source,
      notes: source.notes.map(quote),
      ...(unread !== undefined && { unread: unread.map(quote) }),
    })),
    verdict: verdictAsTold(verdict),
    ...(environment !== undefined && { environment: everyRan(environment) }),
    ...(tests !== undefined && { tests }),
    ...(baseline !== undefined && { baseline }),
    ...(basePassed !== undefined && { basePassed }),
    ...(baseTests !== undefined && { baseTests }),
    ...(lastGood !== undefined && { lastGood }),
    ...(gone !== undefined && { gone: gone.map((one) => ({ ...one, title: quote(one.title) })) }),
    ...(jobs !== undefined && { jobs }),
  };
}

type Patterns = ReadonlyMap<string, Pattern>;

function diagnosis(value: DiagnosisV1, patterns: Patterns): Diagnosis {
  const pattern = patterns.get(value.pattern);
  const under = value.folded?.map((each) => folded(each, patterns)) ?? [];
  const occurrences = value.failures.map((failure) => occurrence(failure, value));
  const first = occurrences[0]?.failure ?? NOTHING;
  const known = knownAsTold(value);
  // Made here, so that no report chooses what is run.
  const plain = commandFor(value.failures);
  const test = plain === undefined ? undefined : (known.inDialect(plain) ?? plain);
  return {
    pattern: value.pattern,
    ...((pattern === undefined || pattern.own) && { own: true }),
    cause: pattern?.cause ?? value.cause,
    ...weigh(
      severityHere(value.severity, value, pattern),
      pattern === undefined ? value.draft === true : isDraft(pattern),
      under,
    ),
    ...(value.place && { place: value.place }),
    confidence: pattern === undefined ? 'low' : value.confidence,
    primary: value.primary,
    fingerprint: value.fingerprint,
    // A waiver is given by who judges, never by what is judged.
    state: value.state === 'known' ? 'known' : 'new',
    ...(value.since !== undefined && { since: value.since }),
    ...whose(value),
    captures: value.captures,
    evidence: value.evidence.map(evidence),
    occurrences,
    explains: value.explains.map((each) => (patternLike(each) ? each : quote(each))),
    ...(under.length > 0 && { folded: under }),
    alternatives: value.alternatives,
    ...hypothesesHere(value, pattern, first, patterns),
    ...reproduceHere(value, test),
    ...(pattern === undefined
      ? asTold(value)
      : beside(explain(pattern, value.captures, first, { ...known, oneTest: test, advice: advised(value) }), value)),
  };
}

/** The lines that decided stayed where the report was made: what is meant for some logs only is said again where it was said. */
function knownAsTold(value: DiagnosisV1): Required<Pick<Beside, 'isMeant' | 'inDialect' | 'hasUse'>> {
  const { fix, verify, hypotheses: others = [], reproduce } = value;
  const told = new Set([
    ...fix.map(({ run }) => run),
    ...verify,
    ...others.map(({ check }) => check),
    reproduce?.command,
  ]);
  return {
    isMeant: asMeant(value),
    // What is said in another way somewhere is from our own tables: the report only tells which of them it was.
    // A state that was kept without advice is no word against our own.
    inDialect: (command) => (fix.length + verify.length === 0 ? command : toldForm(command, told)),
    hasUse: (code) => isOfUse(code, new Set(['elsewhere'])) || fix.some((step) => step.code === code),
  };
}

/** What is said alike everywhere needs nobody's word. */
function toldForm(command: string, told: ReadonlySet<string | undefined>): string | undefined {
  const forms = formsOf(command);
  return forms.size === 1 ? command : [...forms].find((form) => form !== undefined && told.has(form));
}

/** The lines of the tool stayed there too; what they advised is told as it was, as a quotation. */
function advised({ fix: [first] }: DiagnosisV1): string | undefined {
  const text = first?.text ?? '';
  return text.startsWith(ADVISED) ? text.slice(ADVISED.length).replace(/\.$/, '') : undefined;
}

function asMeant({ fix, verify, hypotheses: others = [] }: DiagnosisV1): Meant {
  const checks = new Set([...verify, ...others.flatMap(({ check }) => check ?? [])]);
  const isTold = ({ text: said, run }: Said): boolean =>
    said === undefined
      ? run !== undefined && checks.has(run)
      : fix.some((step) => step.text.startsWith(said) && (step.run === undefined || step.run === run));
  return ({ on, off, says }, said) => (on === undefined && off === undefined && says === undefined) || isTold(said);
}

/** What files of the workspace showed no pattern can say anew. */
function beside(said: Explanation, { fix }: DiagnosisV1): Explanation {
  const seen = fix
    .filter(({ from }) => from === 'workspace')
    .map((each) => ({ ...toldFix(each), from: 'workspace' as const }));
  return seen.length === 0 ? said : { ...said, fix: [...said.fix, ...seen] };
}

/** Where it meets the change, as far as it says so in full, and who is named to answer for it. */
function whose({ touch, owners }: DiagnosisV1 | UnknownV1): Pick<Diagnosis, 'touch' | 'owners'> {
  return { ...touched(touch), ...(owners !== undefined && { owners }) };
}

function touched(touch: TouchV1 | undefined): Pick<Diagnosis, 'touch'> {
  if (touch === undefined) return {};
  const { at, file, line, files = 0 } = touch;
  if (at === 'nowhere') return { touch: { at, files } };
  return file === undefined ? {} : { touch: { at, file, ...(line !== undefined && { line }) } };
}

/** Said anew as far as our own catalogue can; beside a pattern that we do not have only the others' names are told. */
function hypothesesHere(
  value: DiagnosisV1,
  pattern: Pattern | undefined,
  failure: Failure,
  patterns: Patterns,
): Pick<Diagnosis, 'hypotheses'> {
  const { captures, alternatives } = value;
  if (pattern === undefined && alternatives.length === 0) return {};
  if (pattern === undefined) return { hypotheses: alternatives.map((id) => ({ pattern: id, title: quote(id) })) };
  const rivals = alternatives.flatMap((id) => patterns.get(id) ?? []);
  return hypotheses(
    pattern,
    captures,
    failure,
    rivals.map((rival) => ({ pattern: rival, captures: {} })),
    knownAsTold(value),
  );
}

/** A command of somebody else's report is held to what we would take from a log. */
function reproduceHere({ reproduce }: DiagnosisV1, test: string | undefined): Pick<Diagnosis, 'reproduce'> {
  if (test !== undefined) return { reproduce: { command: test, from: 'test' } };
  const command = harmlessCommand(reproduce?.command);
  return command === undefined || reproduce === undefined ? {} : { reproduce: { command, from: reproduce.from } };
}

function possible(value: PossibleV1, patterns: Patterns): Diagnosis | Unknown {
  const told = { ...value, primary: false, state: 'new' } as const;
  if (told.pattern === undefined) return unknown(told, patterns);
  return { ...diagnosis(told, patterns), confidence: 'low' as const };
}

/** A verdict that contradicts itself is none, and a gate without one is shut. */
function verdictAsTold({ gate, failOn, blocking, reasons: told }: ReportV1['verdict']): Verdict {
  const reasons = told.map(quote);
  const [reason = 'the report does not say why', ...more] = reasons;
  const [first, ...rest] = blocking;
  if (gate === 'pass' && first === undefined) return { gate, failOn, blocking: [], reasons };
  if (gate === 'fail' && first !== undefined)
    return { gate, failOn, blocking: [first, ...rest], reasons: [reason, ...more] };
  return { gate: 'blocked', failOn, blocking, reasons: [reason, ...more] };
}

/** The words of a report about a pattern we do not have. */
function asTold(value: DiagnosisV1): Explanation {
  return {
    title: quote(value.title),
    rootCause: quote(value.rootCause),
    fix: value.fix.map(toldFix),
    verify: [],
    prevention: value.prevention.map(quote),
    preserve: (value.preserve ?? []).map(quote),
    see: [],
  };
}

function toldFix({ text, run, code }: FixV1): Fix {
  return {
    text: quote(text),
    ...(run !== undefined && { code: run, language: 'sh' }),
    ...(code !== undefined && { code }),
  };
}

function unknown(value: UnknownV1, patterns: Patterns): Unknown {
  const under = value.folded?.map((each) => folded(each, patterns)) ?? [];
  return {
    fingerprint: value.fingerprint,
    primary: value.primary,
    state: value.state === 'known' ? 'known' : 'new',
    ...(value.since !== undefined && { since: value.since }),
    ...whose(value),
    evidence: value.evidence.map(evidence),
    occurrences: (value.failures ?? [value.failure]).map((failure) => occurrence(failure, value)),
    ...(under.length > 0 && { folded: under, ...weighFolded(under) }),
  };
}

/** What a pattern of ours weighs is said anew here too; of one that we do not have the report's word is taken. */
function folded(value: FoldedV1, patterns: Patterns): Folded {
  const pattern = patterns.get(value.pattern ?? '');
  const told = value.severity;
  const severity = pattern !== undefined && isDraft(pattern) ? undefined : severityHere(told, value, pattern);
  const occurrences = value.failures.map((failure) => occurrence(failure, value));
  return {
    fingerprint: value.fingerprint,
    title: (pattern && markedAgain(pattern.title, value.title)) ?? quote(value.title),
    ...(value.pattern !== undefined && { pattern: value.pattern }),
    ...(severity !== undefined && { severity }),
    ...(value.place && { place: value.place }),
    occurrences,
    evidence: value.evidence.map(evidence),
  };
}

/** Our own catalogue's, at the place; what was only said in passing is no P0 unless its own job says so. */
function severityHere<Told extends Severity | undefined>(
  told: Told,
  { place, failures }: Pick<DiagnosisV1, 'place' | 'failures'>,
  pattern: Pattern | undefined,
): Told | Severity {
  if (pattern === undefined) return told;
  const ours = severityAt(pattern, place);
  const isLoose = failures.length > 0 && failures.every(({ kind }) => kind === 'output');
  return ours === 'P0' && isLoose && told !== 'P0' ? 'P1' : ours;
}

function isDraft({ status }: Pattern): boolean {
  return status === 'draft';
}

function evidence({ proof = false, ...rest }: EvidenceV1): Evidence {
  return { ...rest, proof };
}

function occurrence(value: FailureV1, { evidence: [first] }: DiagnosisV1 | UnknownV1 | FoldedV1): Occurrence {
  const { job, step: jobStep, url, attachments, source = first?.source ?? '' } = value;
  return {
    source,
    failure: failure(value),
    ...(job && { job }),
    ...(jobStep && { jobStep }),
    ...(url !== undefined && { url }),
    ...(attachments && { attachments }),
  };
}

/** The lines themselves stayed where the report was made; what was quoted of them is in the evidence. */
function failure({ tool, kind, name, code, message, location, facts = {}, suggestions = [] }: FailureV1): Failure {
  const offers = suggestions.flatMap((each) => suggestionIn(each.message, each.patch) ?? []);
  return {
    ...NOTHING,
    tool: TOOLS.find((known) => known === tool) ?? 'log',
    kind: KINDS.find((known) => known === kind) ?? 'output',
    ...(name !== undefined && { name }),
    ...(code !== undefined && { code }),
    message,
    ...(location !== undefined && { location }),
    ...(offers.length > 0 && { suggestions: offers }),
    facts,
  };
}

const NOTHING: Failure = {
  tool: 'log',
  kind: 'output',
  role: 'cause',
  message: '',
  facts: {},
  span: { first: 0, last: 0 },
  channel: '',
  lines: [],
  omitted: 0,
  key: [],
};

function patternLike(text: string): boolean {
  return /^[a-z0-9-]+\/[a-z0-9-]+$/.test(text);
}
