import type { Annotation } from '../domain/annotation.js';
import type { Severity } from '../domain/pattern.js';
import type { Report } from '../domain/report.js';
import { apartLines } from './about/apart.js';
import { type Finding, findings, occurrences, reason, title } from './findings.js';
import { codePlaces, type Place } from './places.js';
import { clean, clip } from './safe/clean.js';
import { repositoryPath } from './safe/path.js';
import { plain } from './safe/terminal.js';

const TITLE_CHARACTERS = 200;
const MESSAGE_CHARACTERS = 4_000;

/**
 * Remarks at the lines of the repository the findings point to: the first place of each finding, then the further
 * ones. How many of them are shown is for the channel to say. Findings without a place in the repository have none.
 */
export function annotations(report: Report): readonly Annotation[] {
  const remarks = findings(report).map(ofFinding);
  return [...remarks.flatMap((all) => all.slice(0, 1)), ...remarks.flatMap((all) => all.slice(1))];
}

function ofFinding(finding: Finding): Annotation[] {
  return codePlaces(occurrences(finding)).flatMap((place) => remark(finding, place));
}

function remark(finding: Finding, place: Place): Annotation[] {
  const file = place.file === undefined ? undefined : repositoryPath(place.file);
  if (file === undefined) return [];
  const column = place.column !== undefined && place.column > 0 ? { column: place.column } : {};
  return [
    {
      level: level(finding),
      file,
      line: Math.max(1, Math.trunc(place.line ?? 1)),
      ...column,
      title: clip(plain(title(finding)), TITLE_CHARACTERS),
      message: message(finding, place),
    },
  ];
}

function message(finding: Finding, place: Place): string {
  if (!finding.known) return clip(place.message || plain(reason(finding)) || plain(title(finding)), MESSAGE_CHARACTERS);
  const fix = finding.diagnosis.fix[0];
  const steps =
    fix === undefined
      ? []
      : [`Fix: ${plain(fix.text)}`, ...[fix.code, fix.run].filter((text) => text !== undefined).map(clean)];
  const lines = [plain(finding.diagnosis.rootCause), ...steps, ...apartLines(finding.diagnosis)];
  return clip(lines.join('\n'), MESSAGE_CHARACTERS);
}

const LEVEL: Readonly<Record<Severity, Annotation['level']>> = {
  P0: 'error',
  P1: 'error',
  P2: 'warning',
  P3: 'notice',
};

function level(finding: Finding): Annotation['level'] {
  if (!finding.known) return 'error';
  return finding.diagnosis.state === 'waived' ? 'notice' : LEVEL[finding.diagnosis.severity];
}
