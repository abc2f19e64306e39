import type { Diagnosis, Occurrence, Unknown } from '../domain/diagnosis.js';
import type { Fix } from '../domain/pattern.js';
import type { Report } from '../domain/report.js';
import { Redactor } from './redactor.js';

/** The report without what the expressions match, in whatever of it came from a log. Its judgement stays as it is. */
export function redactReport(report: Report, expressions: readonly string[]): Report {
  if (expressions.length === 0) return report;
  const redactor = new Redactor(expressions);
  for (const finding of [...report.diagnoses, ...report.unknown]) learn(finding, redactor);
  const text: Text = (marked) => betweenMarks(marked, (part) => redactor.apply(part));
  return {
    ...report,
    diagnoses: report.diagnoses.map((diagnosis) => diagnosed(diagnosis, text)),
    unknown: report.unknown.map((unknown) => found(unknown, text)),
    sources: report.sources.map((source) => ({
      ...source,
      name: text(source.name),
      notes: source.notes.map(text),
    })),
    verdict: { ...report.verdict, reasons: report.verdict.reasons.map(text) } as Report['verdict'],
    ...(report.gone && { gone: report.gone.map((gone) => ({ ...gone, title: text(gone.title) })) }),
  };
}

type Text = (text: string) => string;

/** Secrets are recognised by what stands around them, which prose made of captures no longer has. */
function learn({ evidence, occurrences }: Diagnosis | Unknown, redactor: Redactor): void {
  for (const { text } of evidence) redactor.learn(text);
  for (const { failure } of occurrences) {
    redactor.learn(failure.message);
    for (const { text } of failure.lines) redactor.learn(text);
  }
}

/** Marks of quotations stay where they are: what an expression matches must not swallow one. */
function betweenMarks(text: string, change: Text): string {
  return text
    .split(/([\uE000\uE001])/)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
}

function diagnosed(diagnosis: Diagnosis, text: Text): Diagnosis {
  return {
    ...found(diagnosis, text),
    title: text(diagnosis.title),
    rootCause: text(diagnosis.rootCause),
    fix: diagnosis.fix.map((fix) => fixed(fix, text)),
    verify: diagnosis.verify.map(text),
    prevention: diagnosis.prevention.map(text),
    preserve: diagnosis.preserve.map(text),
    captures: Object.fromEntries(Object.entries(diagnosis.captures).map(([name, value]) => [name, text(value)])),
    explains: diagnosis.explains.map(text),
  };
}

function fixed(fix: Fix, text: Text): Fix {
  return {
    ...fix,
    text: text(fix.text),
    ...(fix.run !== undefined && { run: text(fix.run) }),
    ...(fix.code !== undefined && { code: text(fix.code) }),
  };
}

function found<T extends Diagnosis | Unknown>(finding: T, text: Text): T {
  return {
    ...finding,
    evidence: finding.evidence.map((each) => ({ ...each, source: text(each.source), text: text(each.text) })),
    occurrences: finding.occurrences.map((each) => occurrence(each, text)),
  };
}

/** The lines a failure was read from have served; nothing is told of them any more. */
function occurrence({ source, failure, ...rest }: Occurrence, text: Text): Occurrence {
  const { name, code, message, location, facts } = failure;
  return {
    ...rest,
    source: text(source),
    failure: {
      ...failure,
      ...(name !== undefined && { name: text(name) }),
      ...(code !== undefined && { code: text(code) }),
      message: text(message),
      ...(location !== undefined && { location: { ...location, file: text(location.file) } }),
      facts: Object.fromEntries(
        Object.entries(facts).map(([fact, value]) => [fact, typeof value === 'string' ? text(value) : value]),
      ),
      lines: [],
    },
  };
}
