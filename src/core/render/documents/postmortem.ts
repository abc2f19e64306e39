import type { ReportV1 } from '../json/v1.js';
import { codeSpan, link, prose } from '../safe/markdown.js';
import { count, RESPONSE } from '../words.js';
import {
  apart,
  blank,
  boxes,
  evidence,
  fixes,
  inOrder,
  list,
  others,
  page,
  regression,
  rootCause,
  runLink,
} from './parts.js';
import type { Subject } from './subject.js';
import { type Moment, span, timeline } from './times.js';

/** A postmortem as far as the evidence goes: the log's own times, the cause, what prevents it; the rest is blank. */
export function postmortem(report: ReportV1, subject: Subject): string {
  const { moments, omitted } = timeline(report);
  const { diagnosis } = subject;
  return page([
    `# Incident: ${prose(subject.title, 200)}`,
    list(facts(moments, subject)),
    '## Summary',
    summary(report, subject),
    others(subject),
    '## Timeline',
    list(entries(moments, omitted)),
    '## Root cause',
    rootCause(subject),
    ...evidence(subject),
    ...apart(diagnosis?.hypotheses),
    '## Impact',
    list([
      `Users affected: ${blank('how many, and how')}`,
      `Duration of the impact: ${blank('from when to when')}`,
      `Data: ${blank('what was lost or is wrong, and whether it is restored')}`,
    ]),
    '## Resolution',
    blank('what was done to end it'),
    ...(diagnosis === undefined ? [] : ['What the diagnosis suggests:', ...inOrder(fixes(diagnosis.fix))]),
    '## Prevention',
    '### Action items',
    boxes(actions(subject).map((text) => [false, text])),
    '### Tests to add',
    boxes([tests(subject)]),
    '### Monitoring to add',
    boxes([[false, blank('what would have told you before the users did')]]),
  ]);
}

function facts(moments: readonly Moment[], { diagnosis }: Subject): string[] {
  const [first] = moments;
  const length = span(moments);
  const shown = length === undefined ? '' : ` (the quoted lines span ${length})`;
  return [
    `Date: ${first?.at === undefined ? blank('the day') : first.time.slice(0, 10)}`,
    `Duration: ${blank('from the first sign to the end')}${shown}`,
    `Severity: ${diagnosis === undefined ? blank('P0 to P3') : `**${diagnosis.severity}**, ${RESPONSE[diagnosis.severity]}`}`,
  ];
}

function summary({ run }: ReportV1, { title, diagnosis }: Subject): string {
  const address = runLink(run);
  const where = run.job === undefined ? '' : ` in job ${codeSpan(run.job, 100)}`;
  const known = diagnosis === undefined ? '' : ` It was recognised as ${codeSpan(diagnosis.pattern)}.`;
  return `${prose(title, 200)}${where}${address === undefined ? '' : ` (${address})`}.${known} ${blank('what it meant for those who use it')}`;
}

/** First what people have to add, between it the log's own times, in the order things happen. */
function entries(moments: readonly Moment[], omitted: number): string[] {
  const own = moments.map(
    ({ time, source, line, text, url }) =>
      `${codeSpan(time, 80)}: ${codeSpan(text.trim(), 200)} (${link(codeSpan(`${source}:${line}`), url)})`,
  );
  return [
    ...(own.length === 0 ? [`${blank('time')}: the first sign. The quoted lines carry no times.`] : own),
    ...(omitted > 0 ? [`…and ${count(omitted, 'more moment')} in the log`] : []),
    `${blank('time')}: reported`,
    `${blank('time')}: somebody looks into it`,
    `${blank('time')}: root cause identified`,
    `${blank('time')}: fix deployed`,
    `${blank('time')}: resolved`,
  ];
}

function actions({ diagnosis }: Subject): string[] {
  const known = (diagnosis?.prevention ?? []).map((item) => `${prose(item, 1_000)} Owner: ${blank('who')}`);
  return known.length === 0 ? [`${blank('what keeps it from coming back')} Owner: ${blank('who')}`] : known;
}

function tests(subject: Subject): readonly [boolean, string] {
  const hint = regression(subject);
  return hint === undefined
    ? [false, `Regression test: ${blank('its name, and what it would have caught')}`]
    : [true, hint];
}
