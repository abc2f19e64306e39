import junit from 'junit-report-builder';
import type { Report, SourceSummary } from '../domain/report.js';
import { excerpts } from './excerpts.js';
import { type Finding, findings, occurrences, reason, title } from './findings.js';
import { clean, oneLine } from './safe/clean.js';
import { plain } from './safe/terminal.js';

/**
 * The report as JUnit XML: one suite for each source, a failing test case for each finding in the suite of the
 * source it was found in first. A source without findings has one case that passed, was skipped (outcome not known) or
 * failed (known to have failed, nothing found). Characters XML cannot hold are left out.
 */
export function renderJunit(report: Report): string {
  const builder = junit.newBuilder();
  builder.name('whydunit');
  const bySource = group(findings(report));
  const names = [...new Set([...report.sources.map((source) => source.name), ...bySource.keys()])];
  for (const name of names) {
    const suite = builder.testSuite().name(oneLine(name));
    const all = bySource.get(name) ?? [];
    for (const finding of all) failingCase(suite, finding);
    const source = report.sources.find((candidate) => candidate.name === name);
    if (all.length === 0 && source !== undefined) quietCase(suite, source);
  }
  return `${builder.build()}\n`;
}

type Suite = ReturnType<ReturnType<typeof junit.newBuilder>['testSuite']>;

function group(all: readonly Finding[]): Map<string, Finding[]> {
  const bySource = new Map<string, Finding[]>();
  for (const finding of all) {
    const source = sourceOf(finding);
    const list = bySource.get(source);
    if (list === undefined) bySource.set(source, [finding]);
    else list.push(finding);
  }
  return bySource;
}

function sourceOf(finding: Finding): string {
  const evidence = finding.known ? finding.diagnosis.evidence : finding.unknown.evidence;
  return occurrences(finding)[0]?.source ?? evidence[0]?.source ?? 'whydunit';
}

function failingCase(suite: Suite, finding: Finding): void {
  const location = occurrences(finding)[0]?.failure.location;
  const type = finding.known ? `${finding.diagnosis.severity} ${finding.diagnosis.cause}` : 'unknown';
  const test = suite
    .testCase()
    .className(finding.known ? finding.diagnosis.pattern : 'unknown')
    .name(plain(title(finding)))
    .failure(plain(reason(finding)) || plain(title(finding)), type)
    .stacktrace(characterData(body(finding)));
  if (location !== undefined) test.file(oneLine(location.file));
}

/** Root cause, evidence, fix, check and prevention as plain text. */
function body(finding: Finding): string {
  const evidence = finding.known ? finding.diagnosis.evidence : finding.unknown.evidence;
  const quoted = excerpts(evidence, { lines: 40, lineCharacters: 1_000 }).excerpts.flatMap((excerpt) => [
    `${oneLine(excerpt.source)}:${excerpt.line}`,
    ...excerpt.lines.flatMap((line) => [...(line.gap ? ['  ⋮'] : []), indented(line.text)]),
  ]);
  if (!finding.known) return ['Evidence', ...quoted, `Fingerprint: ${oneLine(finding.unknown.fingerprint)}`].join('\n');
  const { rootCause, fix, verify, prevention } = finding.diagnosis;
  return [
    'Root cause',
    `  ${plain(rootCause)}`,
    'Evidence',
    ...quoted,
    'Fix',
    ...fix.flatMap((step) => [
      `  - ${plain(step.text)}`,
      ...[step.code, step.run]
        .filter((text) => text !== undefined)
        .map((text) => indented(indented(clean(text).trimEnd()))),
    ]),
    ...(verify.length === 0 ? [] : ['Check', ...verify.map((command) => indented(clean(command)))]),
    ...(prevention.length === 0 ? [] : ['Prevention', ...prevention.map((item) => `  - ${plain(item)}`)]),
  ].join('\n');
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
