import { markdownTable } from 'markdown-table';
import type { Diagnosis } from '../domain/diagnosis.js';
import type { Attempt, IncidentMoment, IncidentRecord } from '../domain/incident.js';
import type { Report, RunContext } from '../domain/report.js';
import { firstFifteenMinutes } from './documents/first-minutes.js';
import { boxes } from './documents/parts.js';
import { postmortem } from './documents/postmortem.js';
import { type Subject, subjectOf } from './documents/subject.js';
import { reason, title } from './findings.js';
import type { ReportV1 } from './json/v1.js';
import { toV1 } from './json.js';
import { DETAILS, type Detail } from './markdown/detail.js';
import { section } from './markdown/section.js';
import { codeCell } from './safe/cell.js';
import { clip } from './safe/clean.js';
import { codeSpan, link, prose } from './safe/markdown.js';
import { repositoryAddress } from './safe/path.js';
import { plain } from './safe/terminal.js';
import { count, RESPONSE } from './words.js';

/** GitHub takes 65,536 characters; what occurrences add later needs room. */
const LONGEST_STORY = 52_000;

/** Title of the issue: plain text. */
export function incidentTitle(diagnosis: Diagnosis): string {
  return clip(`${diagnosis.severity}: ${plain(title({ known: true, diagnosis }))}`, 200);
}

/** How grave it is, how often and when it was seen, and what happened since: the part that is written anew each time. */
export function incidentState({ severity, pattern, moments, count: runs }: IncidentRecord, run: RunContext): string {
  const [first] = moments;
  const last = moments.filter(({ kind }) => kind !== 'green').at(-1) ?? first;
  const facts = [
    `**${severity}** ${RESPONSE[severity]}`,
    `seen in ${count(runs, 'run')} of ${codeSpan(last.branch, 100)}`,
    runs === 1 ? minute(first.at) : `first ${minute(first.at)}, last ${minute(last.at)}`,
    codeSpan(pattern),
  ];
  const left = runs - moments.filter(({ kind }) => kind !== 'green').length;
  return [
    facts.join(' · '),
    '### Timeline',
    markdownTable([['When', 'What happened', 'Run', 'Commit'], ...moments.map((each) => row(each, first, run))], {
      alignDelimiters: false,
    }),
    ...(left > 0 ? [`…and ${count(left, 'more run')} in between.`] : []),
  ].join('\n\n');
}

/** What happened, the first fifteen minutes and the postmortem to be filled in, as rich as fits. */
export function incidentStory(report: Report, diagnosis: Diagnosis): string {
  const alone: Report = { ...report, diagnoses: [{ ...diagnosis, primary: true }], unknown: [] };
  const v1 = toV1(alone);
  const subject = subjectOf(v1);
  if (subject === undefined) return '';
  const variants = DETAILS.flatMap((detail) => [
    story(alone, v1, subject, detail, true),
    story(alone, v1, subject, detail, false),
  ]);
  return variants.find((text) => text.length <= LONGEST_STORY) ?? clip(variants.at(-1) ?? '', LONGEST_STORY);
}

function story(report: Report, v1: ReportV1, subject: Subject, detail: Detail, whole: boolean): string {
  const [diagnosis] = report.diagnoses as [Diagnosis];
  const finding = { known: true, diagnosis } as const;
  const why = reason(finding);
  return [
    '_Whydunit keeps the lines above up to date. Everything from here on is yours: tick, write, correct. It closes nothing by itself._',
    '## What happened',
    `**${prose(title(finding), 200)}${why === '' ? '.**' : `:** ${prose(why, 400)}`}`,
    section(finding, report, detail),
    '## First fifteen minutes',
    boxes(
      [
        'Hold the release: no deployment of this branch until this is closed or waived',
        ...firstFifteenMinutes(v1, subject),
      ].map((text) => [false, text]),
    ),
    ...(whole
      ? [
          '## Postmortem',
          '<details>\n<summary>To be filled in once it is over</summary>',
          postmortem(v1, subject).trim(),
          '</details>',
        ]
      : []),
  ].join('\n\n');
}

/** What is said once when a later run passed. */
export function closingProposal(here: Attempt, run: RunContext): string {
  return [
    `✅ ${capital(runLink(here, run))} of ${codeSpan(here.branch, 100)} passed at commit ${codeSpan(here.sha.slice(0, 7))}, in the job that showed this.`,
    'If that is the fix, write the postmortem down and close this issue; until somebody does, the release gate stays closed. If it comes back, this issue opens again.',
  ].join('\n\n');
}

function row(moment: IncidentMoment, first: IncidentMoment, run: RunContext): string[] {
  return [
    minute(moment.at),
    moment === first ? 'opened' : WHAT[moment.kind],
    runLink(moment, run),
    codeCell(moment.sha.slice(0, 7)),
  ];
}

const WHAT: Readonly<Record<IncidentMoment['kind'], string>> = {
  seen: 'seen again',
  returned: 'came back, opened again',
  green: 'passed; closing proposed',
};

function runLink({ run: id, attempt }: Attempt, run: RunContext): string {
  const base = repositoryAddress(run);
  return link(`run ${id}`, base && `${base}/actions/runs/${id}/attempts/${attempt}`);
}

/** `2026-11-23 03:00 UTC`. */
function minute(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}

function capital(text: string): string {
  return text.replace(/^(\[?)r/, '$1R');
}
