import junit from 'junit-report-builder';
import type { Hypothesis } from '../../domain/diagnosis.js';
import type { Report, SourceSummary } from '../../domain/report.js';
import { groupBy } from '../../group-by.js';
import { excerpts } from '../excerpts.js';
import { reason, title } from '../findings.js';
import { position } from '../places.js';
import { clean, oneLine } from '../safe/clean.js';
import { plain } from '../safe/terminal.js';
import { HYPOTHESES } from '../words.js';
import { type FailedCase, failedCases } from './cases.js';

/**
 * The report as JUnit XML by Jenkins' junit-10.xsd: one suite for each source, a test case for each failure in it, named as
 * its tool names it; a test that failed is a failure, everything else an error. A source without findings has one case that
 * passed, was skipped (outcome not known) or failed (known to have failed, nothing found). Characters XML cannot hold are
 * left out.
 */
export function renderJunit(report: Report): string {
  const builder = junit.newBuilder();
  builder.name('whydunit');
  const bySource = groupBy(failedCases(report), ({ source }) => source);
  const names = [...new Set([...report.sources.map((source) => source.name), ...bySource.keys()])];
  for (const name of names) {
    const suite = builder.testSuite().name(oneLine(name));
    const all = bySource.get(name) ?? [];
    for (const failed of all) failingCase(suite, failed);
    const source = report.sources.find((candidate) => candidate.name === name);
    if (all.length === 0 && source !== undefined) quietCase(suite, source);
  }
  // The builder counts what was skipped for all suites together too, for which the schema has no place.
  return `${builder.build().replace(/^(<\?xml [^>]*>\s*<testsuites [^>]*?) skipped="\d+"/, '$1')}\n`;
}

type Suite = ReturnType<ReturnType<typeof junit.newBuilder>['testSuite']>;

function failingCase(suite: Suite, failed: FailedCase): void {
  const { finding } = failed;
  const type = finding.known ? `${finding.diagnosis.pattern} (${finding.diagnosis.severity})` : 'unknown';
  const message = plain(title(finding));
  const test = suite.testCase().className(failed.group).name(failed.name);
  const text = characterData(body(failed));
  if (failed.isTest) test.failure(message, type).stacktrace(text);
  else test.error(message, type, text);
}

/** Place, root cause, evidence, fix, check and prevention as plain text; after the first of a finding only what is its own. */
function body({ finding, occurrence, evidence, isFirst }: FailedCase): string {
  const location = occurrence?.failure.location;
  const at = location === undefined ? undefined : position({ ...location, message: '' });
  const place = at === undefined ? [] : ['At', indented(oneLine(at))];
  const quoted = excerpts(evidence, { lines: 40, lineCharacters: 1_000 }).excerpts.flatMap((excerpt) => [
    `${oneLine(excerpt.source)}:${excerpt.line}`,
    ...excerpt.lines.flatMap((line) => [...(line.gap ? ['  ⋮'] : []), indented(line.text)]),
  ]);
  const proof = quoted.length === 0 ? [] : ['Evidence', ...quoted];
  if (!finding.known) return [...place, ...proof, `Fingerprint: ${oneLine(finding.unknown.fingerprint)}`].join('\n');
  const { rootCause, fix, verify, hypotheses = [], prevention } = finding.diagnosis;
  const cause = ['Root cause', indented(plain(isFirst ? rootCause : reason(finding)))];
  if (!isFirst) return [...place, ...cause, ...proof].join('\n');
  return [
    ...place,
    ...cause,
    ...proof,
    'Fix',
    ...fix.flatMap((step) => [
      `  - ${plain(step.text)}`,
      ...[step.code, step.run]
        .filter((text) => text !== undefined)
        .map((text) => indented(indented(clean(text).trimEnd()))),
    ]),
    ...(verify.length === 0 ? [] : ['Check', ...verify.map((command) => indented(clean(command)))]),
    ...(hypotheses.length === 0 ? [] : [HYPOTHESES, ...hypotheses.flatMap(hypothesis)]),
    ...(prevention.length === 0 ? [] : ['Prevention', ...prevention.map((item) => `  - ${plain(item)}`)]),
  ].join('\n');
}

function hypothesis({ title: text, check }: Hypothesis): string[] {
  return [`  - ${plain(text)}`, ...(check === undefined ? [] : [indented(indented(clean(check)))])];
}

/** The builder writes the text as one CDATA section and parts only the first `]]>` in it. */
function characterData(text: string): string {
  return text.replaceAll(']]>', ']] >');
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** A source nothing was found in: passed only when it is known to have passed. */
function quietCase(suite: Suite, source: SourceSummary): void {
  const test = suite.testCase().className('whydunit').name('no failure found');
  if (source.outcome === 'failed') test.failure('This source is known to have failed, but no failure was found in it.');
  if (source.outcome === 'unknown') test.skipped();
  if (source.notes.length > 0) test.standardOutput(characterData(source.notes.map((note) => plain(note)).join('\n')));
}
