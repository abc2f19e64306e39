import type { Pattern } from '../domain/pattern.js';
import type { Report, RunContext } from '../domain/report.js';
import { apartLines } from './about/apart.js';
import { cited, contentOf, type Finding, findings, occurrences, patternId, reason, title } from './findings.js';
import { codePlaces, type Place } from './places.js';
import { clean, clip, oneLine } from './safe/clean.js';
import { encodedPath, repositoryPath } from './safe/path.js';
import { plain } from './safe/terminal.js';
import { message } from './sarif/message.js';
import { patternRule, strangeRule, unknownRule } from './sarif/rule.js';
import { LEVEL, type Sarif, type SarifLocation, type SarifResult, type SarifRule } from './sarif/v2.js';

/** Most results of one run; code scanning shows no more. */
const RESULTS = 5_000;
/** Most proving lines beside a result. */
const PROOFS = 10;

/**
 * The report as SARIF 2.1.0 text: a rule for each pattern seen, a result for each place of each finding.
 * @param patterns what the rules say is theirs
 */
export function renderSarif(report: Report, patterns: readonly Pattern[]): string {
  return `${JSON.stringify(toSarif(report, patterns), null, 2).replaceAll('##[', '##\\u005b')}\n`;
}

export function toSarif(report: Report, patterns: readonly Pattern[]): Sarif {
  const all = findings(report);
  const rules = rulesOf(all, patterns);
  const index = new Map(rules.map((rule, position) => [rule.id, position]));
  const results = all.flatMap((finding) => resultsOf(finding, index.get(patternId(finding)) ?? 0));
  const left = results.length - RESULTS;
  const notes = report.sources.flatMap((source) => source.notes.map((note) => plain(`${source.name}: ${note}`)));
  if (left > 0) notes.push(`${left.toLocaleString('en-US')} more results were left out.`);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'whydunit', semanticVersion: report.version, rules } },
        automationDetails: { id: automationId(report.run) },
        invocations: [
          {
            executionSuccessful: isAnswered(report, all),
            toolExecutionNotifications: notes.map((text) => ({ level: 'warning', message: { text } })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: results.slice(0, RESULTS),
      },
    ],
  };
}

/** Its last part is the run's, and what stands before it the category under which results replace earlier ones. */
function automationId({ workflow, job, runId, runAttempt = 1 }: RunContext): string {
  const names = [workflow, job].flatMap((name) => (name === undefined ? [] : [oneLine(name).replaceAll('/', '-')]));
  return `${['whydunit', ...names].join('/')}/${runId === undefined ? '' : `${runId}.${runAttempt}`}`;
}

function isAnswered({ verdict, sources }: Report, all: readonly Finding[]): boolean {
  return verdict.gate !== 'blocked' && (all.length > 0 || sources.every(({ outcome }) => outcome !== 'failed'));
}

function rulesOf(all: readonly Finding[], patterns: readonly Pattern[]): SarifRule[] {
  const rules = new Map<string, SarifRule>();
  for (const finding of all) if (!rules.has(patternId(finding))) rules.set(patternId(finding), rule(finding, patterns));
  return [...rules.values()];
}

function rule(finding: Finding, patterns: readonly Pattern[]): SarifRule {
  if (!finding.known) return unknownRule();
  const pattern = patterns.find(({ id }) => id === finding.diagnosis.pattern);
  return pattern === undefined ? strangeRule(finding.diagnosis) : patternRule(pattern);
}

function resultsOf(finding: Finding, ruleIndex: number): SarifResult[] {
  const { fingerprint } = contentOf(finding);
  const why = finding.known ? plain(finding.diagnosis.rootCause) : plain(reason(finding));
  const apart = finding.known ? apartLines(finding.diagnosis) : [];
  const base = {
    ruleId: patternId(finding),
    ruleIndex,
    level: finding.known ? LEVEL[finding.diagnosis.severity] : 'error',
    message: { text: message([`${plain(title(finding))}. ${why}`, ...apart].join('\n')) },
    partialFingerprints: { 'whydunit/v1': fingerprint },
    ...(finding.known && finding.diagnosis.state === 'waived' ? { suppressions: [{ kind: 'external' as const }] } : {}),
  } as const;
  const proofs = proofsOf(finding);
  const related = proofs.length === 0 ? {} : { relatedLocations: proofs };
  return locations(finding).map((location) => ({ ...base, locations: [location], ...related }));
}

/** The places in the repository; where there is none, the line of the log, so that the result is not lost. */
function locations(finding: Finding): SarifLocation[] {
  const inCode = codePlaces(occurrences(finding)).flatMap(codeLocation);
  if (inCode.length > 0) return inCode;
  const first = cited(finding);
  return [logLocation(first?.source ?? occurrences(finding)[0]?.source ?? 'log', first?.line ?? 1)];
}

/** Where the logs prove it, a few lines. */
function proofsOf(finding: Finding): Required<SarifResult>['relatedLocations'] {
  const { evidence } = contentOf(finding);
  return evidence
    .filter(({ proof }) => proof)
    .slice(0, PROOFS)
    .map(({ source, line, text }) => ({
      ...logLocation(source, line),
      message: { text: message(clip(clean(text), 400)) },
    }));
}

function logLocation(source: string, line: number): SarifLocation {
  return {
    physicalLocation: { artifactLocation: { uri: encodedPath(source) }, region: { startLine: Math.max(1, line) } },
  };
}

function codeLocation(place: Place): SarifLocation[] {
  const path = place.file === undefined ? undefined : repositoryPath(place.file);
  if (path === undefined) return [];
  const column = place.column !== undefined && place.column > 0 ? { startColumn: place.column } : {};
  const artifactLocation = { uri: encodedPath(path), uriBaseId: '%SRCROOT%' } as const;
  return [{ physicalLocation: { artifactLocation, region: { startLine: Math.max(1, place.line ?? 1), ...column } } }];
}
