import type { Diagnosis, Unknown } from '../domain/diagnosis.js';
import type { Touch } from '../domain/history.js';
import { quote } from '../domain/quoted.js';
import type { Report } from '../domain/report.js';
import type { Place } from './places.js';
import { repositoryPath } from './safe/path.js';
import { count, day, stateWords } from './words.js';

/** What a finding was compared with. */
export type Compared = Pick<Report, 'baseline' | 'basePassed'>;

/** Prose, a clause each: whether it is new, where it meets the change, how the base branch did, and who answers for it. */
export function whoseWords(finding: Diagnosis | Unknown, compared: Compared, beside?: Place): readonly string[] {
  const { owners = [] } = finding;
  return [...meetingWords(finding, compared, beside), ...(owners.length === 0 ? [] : [ownerWords(owners.map(quote))])];
}

/**
 * The same without who answers for it.
 * @param beside the place that these words stand beside: it is not named again
 */
export function meetingWords(finding: Diagnosis | Unknown, compared: Compared, beside?: Place): readonly string[] {
  const state = stateWords(finding, compared.baseline);
  const passed = finding.state === 'new' ? passedWords(compared) : undefined;
  return [state, finding.touch && touchWords(finding.touch, beside), passed].filter((words) => words !== undefined);
}

/** @param owners as they are to be shown */
export function ownerWords(owners: readonly string[]): string {
  return `${owners.length === 1 ? 'owner' : 'owners'}: ${owners.join(', ')}`;
}

function touchWords(touch: Touch, beside: Place | undefined): string {
  if (touch.at === 'nowhere')
    return touch.files === 1
      ? 'its place is not in the one file of this change'
      : `its place is in none of the ${count(touch.files, 'file')} of this change`;
  const { at, file, line } = touch;
  const isBeside = beside?.file !== undefined && repositoryPath(beside.file) === file && beside.line === line;
  if (isBeside) return at === 'line' ? 'on a line of this change' : 'in a file of this change, on another line';
  if (at === 'line') return `${quote(`${file}:${line}`)} is in this change`;
  return `${quote(file)} is in this change${line === undefined ? '' : `, line ${line} is not`}`;
}

function passedWords({ baseline, basePassed }: Compared): string | undefined {
  if (baseline === undefined || basePassed === undefined) return undefined;
  const { sha, at } = basePassed;
  const commit = sha === undefined ? '' : ` at ${quote(sha.slice(0, 7))}`;
  return `${quote(baseline)} passed${commit}${at === undefined ? '' : ` on ${day(at)}`}`;
}
