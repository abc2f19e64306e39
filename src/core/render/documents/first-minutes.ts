import { commandFor } from '../../shell/one-test.js';
import type { ReportV1 } from '../json/v1.js';
import { codeSpan, prose } from '../safe/markdown.js';
import { saving } from '../words.js';
import { blank, runLink } from './parts.js';
import { hostedServices } from './services.js';
import type { Subject } from './subject.js';

/** What to do first, in the order that loses nothing: save, look, reproduce, tell. */
export function firstFifteenMinutes({ run }: ReportV1, subject: Subject): string[] {
  const { diagnosis, failures, evidence } = subject;
  const command = diagnosis?.reproduce?.command ?? commandFor(failures);
  const [proof] = evidence;
  const address = runLink(run);
  return [
    ...(diagnosis?.preserve ?? []).slice(0, 5).map((item) => `Save before any restart: ${prose(saving(item), 400)}`),
    proof === undefined
      ? `Read the log of the failing run${address === undefined ? '' : ` (${address})`}`
      : `Read the proving lines: ${codeSpan(`${proof.source}:${proof.line}`)}${address === undefined ? '' : ` (${address})`}`,
    ...hostedServices(subject).map(
      ({ name, command, dashboard }) => `Look at ${name} (${dashboard}): ${codeSpan(command)}`,
    ),
    'Look at the error tracker, the dashboards and the logs of every service involved',
    'Ask what changed last: deployment, configuration, dependency',
    command === undefined
      ? `Reproduce it, away from production: ${blank('how')}`
      : `Reproduce it: ${codeSpan(command, 400)}`,
    `Name who leads, and send this update: ${blank('who')}`,
  ];
}
