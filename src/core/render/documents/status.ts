import type { ReportV1 } from '../json/v1.js';
import { whereBlocks } from '../markdown/where.js';
import { codeSpan, prose } from '../safe/markdown.js';
import { firstSentence, RESPONSE } from '../words.js';
import { firstFifteenMinutes } from './first-minutes.js';
import { blank, boxes, list, others, page, runLink, steps } from './parts.js';
import { placesOf, type Subject } from './subject.js';
import { timeline } from './times.js';

/** A short update for those who wait: the problem, what is done of it, what comes next. */
export function statusUpdate(report: ReportV1, subject: Subject): string {
  return page([
    `# Status: ${prose(subject.title, 200)}`,
    lead(report, subject),
    '## Problem',
    problem(subject),
    ...whereBlocks(placesOf(subject), report.run, 5),
    others(subject),
    `Affected: ${blank('who, and since when')}`,
    '## First fifteen minutes',
    boxes(firstFifteenMinutes(report, subject).map((text) => [false, text])),
    '## Current status',
    boxes(currentStatus(subject)),
    ...emergency(report, subject),
    '## Next steps',
    steps(nextSteps(subject)),
    '## ETA',
    blank('when it will be resolved, or when the next update comes'),
  ]);
}

function lead(report: ReportV1, { diagnosis }: Subject): string {
  const [first] = timeline(report).moments;
  return [
    diagnosis === undefined
      ? `Severity ${blank('P0 to P3')}`
      : `**${diagnosis.severity}**, ${RESPONSE[diagnosis.severity]}`,
    ...(first === undefined ? [] : [`first seen ${codeSpan(first.time, 80)}`]),
    ...(runLink(report.run) === undefined ? [] : [runLink(report.run) as string]),
  ].join(' · ');
}

function problem({ diagnosis, failures }: Subject): string {
  if (diagnosis !== undefined) return prose(firstSentence(diagnosis.rootCause.trim()), 400);
  const message = failures[0]?.message ?? '';
  return message.trim() === '' ? blank('what is wrong') : `The log says ${codeSpan(message, 300)}.`;
}

/** Patterns that say how it shows, not why: numbers out of bounds, a check that failed, an end without a word. */
const SYMPTOM =
  /^(?:metrics|health|perf|service)\/|^http\/access-5xx$|^web\/request-failed$|^rust\/panic-swallowed$|^ci\/crash-code$|^(?:container|kubernetes)\/(?:exited|killed|restart-loop|silent-exit|crash-loop|probe-failed)$/;

function currentStatus({ diagnosis }: Subject): [boolean, string][] {
  const isCause = diagnosis !== undefined && !SYMPTOM.test(diagnosis.pattern);
  const found =
    diagnosis === undefined
      ? ''
      : isCause
        ? ` (${codeSpan(diagnosis.pattern)}, ${diagnosis.confidence} confidence)`
        : ` (so far how it shows: ${codeSpan(diagnosis.pattern)})`;
  return [
    [isCause, `Root cause identified${found}`],
    [false, 'Root cause confirmed'],
    [false, 'Smallest version that works is known'],
    [false, 'Fix made'],
    [false, 'Fix tested'],
    [false, 'Fix deployed, and watched for an hour'],
  ];
}

/** What brings the service back before the cause is mended, in the order that loses nothing. */
function emergency({ lastGood, baseline }: ReportV1, { diagnosis }: Subject): string[] {
  if (diagnosis !== undefined && !['P0', 'P1'].includes(diagnosis.severity)) return [];
  const back =
    lastGood === undefined
      ? `Find the last commit that worked, and go back to it: ${codeSpan('git log --oneline -20')}`
      : `Go back to the last commit known without it${baseline === undefined ? '' : ` (${prose(baseline, 100)})`}: ${codeSpan(`git switch --detach ${lastGood.slice(0, 12)}`)}`;
  return [
    '## If it has to work now',
    steps([
      `Keep what is being worked on: ${codeSpan('git stash push --include-untracked')}`,
      back,
      'Deploy what was built from that commit, the same image where it is still there',
      'Where no version works, deploy the smallest that answers its health check, and add the rest step by step',
    ]),
  ];
}

function nextSteps({ diagnosis }: Subject): string[] {
  if (diagnosis === undefined) return [blank('what is tried next')];
  return [
    ...diagnosis.fix.slice(0, 3).map(({ text }) => prose(firstSentence(text.trim()).replace(/:$/, '.'), 400)),
    ...(diagnosis.verify.length === 0
      ? []
      : [`Check:\n${list(diagnosis.verify.slice(0, 3).map((command) => codeSpan(command, 400)))}`]),
  ];
}
