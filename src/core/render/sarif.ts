import type { Severity } from '../domain/pattern.js';
import type { Report } from '../domain/report.js';
import { type Finding, findings, occurrences, reason, title } from './findings.js';
import { codePlaces, type Place } from './places.js';
import { clip } from './safe/clean.js';
import { webAddress } from './safe/markdown.js';
import { encodedPath, repositoryPath } from './safe/path.js';
import { plain } from './safe/terminal.js';
import type { Sarif, SarifLevel, SarifLocation, SarifResult, SarifRule } from './sarif/v2.js';

/** Most results of one run; code scanning shows no more. */
const RESULTS = 5_000;

/** The report as SARIF 2.1.0 text: a rule for each pattern seen, a result for each place of each finding. */
export function renderSarif(report: Report): string {
  return `${JSON.stringify(toSarif(report), null, 2).replaceAll('##[', '##\\u005b')}\n`;
}

export function toSarif(report: Report): Sarif {
  const all = findings(report);
  const rules = rulesOf(all);
  const index = new Map(rules.map((rule, position) => [rule.id, position]));
  const results = all.flatMap((finding) => resultsOf(finding, index.get(ruleId(finding)) ?? 0));
  const left = results.length - RESULTS;
  const notes = report.sources.flatMap((source) => source.notes.map((note) => plain(`${source.name}: ${note}`)));
  if (left > 0) notes.push(`${left.toLocaleString('en-US')} more results were left out.`);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'whydunit', semanticVersion: report.version, rules } },
        invocations: [
          {
            executionSuccessful: report.verdict.gate !== 'blocked',
            toolExecutionNotifications: notes.map((text) => ({ level: 'warning', message: { text } })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: results.slice(0, RESULTS),
      },
    ],
  };
}

function ruleId(finding: Finding): string {
  return finding.known ? finding.diagnosis.pattern : 'unknown';
}

function rulesOf(all: readonly Finding[]): SarifRule[] {
  const rules = new Map<string, SarifRule>();
  for (const finding of all) if (!rules.has(ruleId(finding))) rules.set(ruleId(finding), rule(finding));
  return [...rules.values()];
}

function rule(finding: Finding): SarifRule {
  if (!finding.known) {
    const text = 'A failure that no known pattern explains';
    return {
      id: 'unknown',
      shortDescription: { text },
      help: { text },
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['unknown'] },
    };
  }
  const { pattern, severity, cause, prevention, see } = finding.diagnosis;
  const helpUri = see[0] === undefined ? undefined : webAddress(see[0]);
  return {
    id: pattern,
    shortDescription: { text: message(plain(title(finding))) },
    help: { text: message(prevention.map((item) => plain(item)).join('\n') || plain(title(finding))) },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { tags: [cause, severity] },
  };
}

function resultsOf(finding: Finding, ruleIndex: number): SarifResult[] {
  const fingerprint = finding.known ? finding.diagnosis.fingerprint : finding.unknown.fingerprint;
  const why = finding.known ? plain(finding.diagnosis.rootCause) : plain(reason(finding));
  const base = {
    ruleId: ruleId(finding),
    ruleIndex,
    level: finding.known ? LEVEL[finding.diagnosis.severity] : 'error',
    message: { text: message(`${plain(title(finding))}. ${why}`) },
    partialFingerprints: { 'whydunit/v1': fingerprint },
    ...(finding.known && finding.diagnosis.state === 'waived' ? { suppressions: [{ kind: 'external' as const }] } : {}),
  } as const;
  return locations(finding).map((location) => ({ ...base, locations: [location] }));
}

/** The places in the repository; where there is none, the line of the log, so that the result is not lost. */
function locations(finding: Finding): SarifLocation[] {
  const inCode = codePlaces(occurrences(finding)).flatMap(codeLocation);
  if (inCode.length > 0) return inCode;
  const evidence = finding.known ? finding.diagnosis.evidence : finding.unknown.evidence;
  const cited = evidence.find((item) => item.proof) ?? evidence[0];
  const source = cited?.source ?? occurrences(finding)[0]?.source ?? 'log';
  return [
    {
      physicalLocation: {
        artifactLocation: { uri: encodedPath(source) },
        region: { startLine: Math.max(1, cited?.line ?? 1) },
      },
    },
  ];
}

function codeLocation(place: Place): SarifLocation[] {
  const path = place.file === undefined ? undefined : repositoryPath(place.file);
  if (path === undefined) return [];
  const column = place.column !== undefined && place.column > 0 ? { startColumn: place.column } : {};
  const artifactLocation = { uri: encodedPath(path), uriBaseId: '%SRCROOT%' } as const;
  return [{ physicalLocation: { artifactLocation, region: { startLine: Math.max(1, place.line ?? 1), ...column } } }];
}

/** SARIF messages may hold links and placeholders: brackets and braces from outside must not make any (3.11.5, 3.11.6). */
function message(text: string): string {
  return clip(text, 4_000)
    .replace(/[[\]\\]/g, '\\$&')
    .replace(/\{(?=\d)/g, '{{');
}

const LEVEL: Readonly<Record<Severity, SarifLevel>> = { P0: 'error', P1: 'error', P2: 'warning', P3: 'note' };
