import type { Severity } from '../../domain/pattern.js';
import type { Report } from '../../domain/report.js';
import { apartSentence } from '../about/apart.js';
import { cited, contentOf, type Finding, findings, occurrences, patternId, reason, title } from '../findings.js';
import { codePlaces } from '../places.js';
import { clip, oneLine, printableJson } from '../safe/clean.js';
import { repositoryPath } from '../safe/path.js';
import { plain } from '../safe/terminal.js';

/** GitLab shows no more of one report than it can load at once. */
const ISSUES = 1_000;

const LEVEL: Readonly<Record<Severity, string>> = { P0: 'blocker', P1: 'critical', P2: 'major', P3: 'minor' };

/**
 * The report as GitLab's Code Quality artifact: an issue for each place in the repository; for a finding that has none, its
 * line of the log. Facts: docs.gitlab.com/ci/testing/code_quality, "Code Quality report format".
 */
export function renderGitlab(report: Report): string {
  const issues = findings(report).flatMap(issuesOf).slice(0, ISSUES);
  return `${printableJson(JSON.stringify(issues, null, 2))}\n`;
}

function issuesOf(finding: Finding): object[] {
  const { fingerprint } = contentOf(finding);
  const why = plain(finding.known ? reason(finding) : '');
  const said = [plain(title(finding)), why].filter((text) => text !== '').join(': ');
  const issue = (path: string, line: number, nth: number) => ({
    description: clip([said, apartSentence(finding)].filter((text) => text !== '').join(' '), 1_000),
    check_name: patternId(finding),
    // The same failure of one file stays the same issue when lines above it change.
    fingerprint: `${fingerprint}-${path}-${nth}`,
    severity: finding.known ? LEVEL[finding.diagnosis.severity] : 'major',
    location: { path, lines: { begin: Math.max(1, line) } },
  });
  const seen = new Map<string, number>();
  const inCode = codePlaces(occurrences(finding)).flatMap(({ file, line = 1 }) => {
    const path = file === undefined ? undefined : repositoryPath(file);
    if (path === undefined) return [];
    const nth = (seen.get(path) ?? 0) + 1;
    seen.set(path, nth);
    return [issue(path, line, nth)];
  });
  if (inCode.length > 0) return inCode;
  const first = cited(finding);
  return [issue(oneLine(first?.source ?? 'log'), first?.line ?? 1, 1)];
}
