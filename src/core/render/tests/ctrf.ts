import type { Report, RunContext } from '../../domain/report.js';
import { apartLines } from '../about/apart.js';
import { excerpts } from '../excerpts.js';
import { type Finding, title } from '../findings.js';
import { clip, oneLine, printableJson } from '../safe/clean.js';
import { plain } from '../safe/terminal.js';
import { type FailedCase, failedCases } from './cases.js';

/**
 * The report in the Common Test Report Format (ctrf.io, schema 0.0): each failure by name, with its cause as message and
 * its proving lines as trace. Tests that passed are counted, not named: logs seldom name them.
 */
export function renderCtrf(report: Report): string {
  return `${printableJson(JSON.stringify(toCtrf(report), null, 2))}\n`;
}

function toCtrf(report: Report): object {
  const tests = failedCases(report).map(test);
  const { passed = 0, skipped = 0, seconds } = report.tests ?? {};
  const summary = {
    tests: passed + skipped + tests.length,
    passed,
    failed: tests.length,
    skipped,
    pending: 0,
    other: 0,
    // The format wants moments; a log does not tell them, and a made-up one would be worse than none.
    start: 0,
    stop: Math.round((seconds ?? 0) * 1_000),
  };
  return {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    generatedBy: 'whydunit',
    results: {
      tool: { name: 'whydunit', version: report.version },
      summary,
      tests,
      environment: environment(report.run),
    },
  };
}

function test({ source, group, name, isTest, occurrence, finding, evidence }: FailedCase): object {
  const { file, line } = occurrence?.failure.location ?? {};
  const labels = finding.known
    ? { pattern: finding.diagnosis.pattern, severity: finding.diagnosis.severity, cause: finding.diagnosis.cause }
    : { pattern: 'unknown' };
  const quoted = excerpts(evidence, { lines: 40, lineCharacters: 1_000 }).excerpts;
  const trace = quoted.flatMap(({ lines }) => lines.map(({ text }) => text)).join('\n');
  return {
    name: clip(name, 500),
    status: 'failed',
    duration: 0,
    suite: [oneLine(source), group].filter((part) => part !== ''),
    type: isTest ? 'test' : (occurrence?.failure.kind ?? 'build'),
    message: messageOf(finding),
    ...(trace !== '' && { trace }),
    ...(file !== undefined && { filePath: oneLine(file) }),
    ...(line !== undefined && { line }),
    labels,
  };
}

function messageOf(finding: Finding): string {
  if (!finding.known) return plain(title(finding));
  const { diagnosis } = finding;
  return [plain(`${title(finding)}. ${diagnosis.rootCause.trim()}`), ...apartLines(diagnosis)].join('\n');
}

function environment({ repository, serverUrl, sha, runId, runUrl, job }: RunContext): object {
  const address = repository === undefined ? undefined : `${serverUrl ?? 'https://github.com'}/${repository}`;
  return {
    ...(job !== undefined && { buildName: job }),
    ...(runId !== undefined && { buildId: String(runId) }),
    ...(runId !== undefined && address !== undefined && { buildUrl: `${address}/actions/runs/${runId}` }),
    ...(runUrl !== undefined && { buildUrl: runUrl }),
    ...(repository !== undefined && { repositoryName: repository }),
    ...(address !== undefined && { repositoryUrl: address }),
    ...(sha !== undefined && { commit: sha }),
  };
}
