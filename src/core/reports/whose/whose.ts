import type { Diagnosis, Unknown } from '../../domain/diagnosis.js';
import type { Change } from '../../domain/history.js';
import type { Report } from '../../domain/report.js';
import type { OwnersOf } from './code-owners.js';
import { filesOf, touchOf } from './touch.js';

/** Places of a finding that are looked at for who answers for them. */
const PLACES = 20;

/** What is known of whose a finding may be. */
export interface Whose {
  /** What the pull request, or the work since a commit, touches. */
  readonly change?: Change;
  readonly ownersOf?: OwnersOf;
}

/** The report with facts of whose each finding may be. What another job's report said of that stays where nothing is known here. */
export function withWhose(report: Report, { change, ownersOf }: Whose): Report {
  const told = <T extends Diagnosis | Unknown>({ touch: said, owners: named, ...rest }: T): T => {
    const finding = rest as T;
    const touch = change === undefined ? said : touchOf(finding, change);
    const owners = ownersOf === undefined ? named : ownersIn(finding, ownersOf);
    return { ...finding, ...(touch && { touch }), ...(owners && owners.length > 0 && { owners }) };
  };
  return { ...report, diagnoses: report.diagnoses.map(told), unknown: report.unknown.map(told) };
}

/** Whether anything could be said of it. */
export function hasPlaces({ diagnoses, unknown }: Report): boolean {
  return [...diagnoses, ...unknown].some((finding) => filesOf(finding).length > 0);
}

/** Who answers for the first of its places that somebody answers for. */
function ownersIn(finding: Diagnosis | Unknown, ownersOf: OwnersOf): readonly string[] {
  for (const file of new Set(filesOf(finding).slice(0, PLACES))) {
    const owners = ownersOf(file);
    if (owners.length > 0) return owners;
  }
  return [];
}
