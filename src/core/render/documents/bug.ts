import { groupBy } from '../../group-by.js';
import { commandFor } from '../../shell/one-test.js';
import type { ReportV1, RunV1 } from '../json/v1.js';
import { whereBlocks } from '../markdown/where.js';
import { codeSpan, fence, prose } from '../safe/markdown.js';
import { RESPONSE } from '../words.js';
import {
  apart,
  blank,
  boxes,
  commands,
  commit,
  evidence,
  fixes,
  inOrder,
  list,
  others,
  page,
  regression,
  rootCause,
  runLink,
  steps,
} from './parts.js';
import { failingTests, placesOf, type Subject } from './subject.js';

/** A bug report as far as the evidence goes; what only a person knows is marked as blank. */
export function bugReport(report: ReportV1, subject: Subject): string {
  const { diagnosis } = subject;
  return page([
    `# Bug: ${prose(subject.title, 200)}`,
    '## Summary',
    summary(subject),
    ...whereBlocks(placesOf(subject), report.run, 20),
    others(subject),
    '## Environment',
    list(environment(report, subject)),
    '## Steps to reproduce',
    steps(reproduction(report.run, subject)),
    '## Expected behaviour',
    expected(subject),
    '## Actual behaviour',
    actual(subject),
    '## Logs',
    ...evidence(subject),
    '## Root cause',
    rootCause(subject),
    ...apart(diagnosis?.hypotheses),
    '## Solution',
    blank('what was changed, and where'),
    ...(diagnosis === undefined ? [] : ['Suggested:', ...inOrder(fixes(diagnosis.fix))]),
    ...(diagnosis === undefined || diagnosis.verify.length === 0 ? [] : ['To confirm it:', commands(diagnosis.verify)]),
    '## Prevention',
    prevention(subject),
  ]);
}

function summary({ title, diagnosis, fingerprint }: Subject): string {
  if (diagnosis === undefined) return `${prose(title, 200)}. Fingerprint ${codeSpan(fingerprint)}.`;
  const { severity, cause, pattern, confidence } = diagnosis;
  return `${prose(title, 200)}. **${severity}**, ${RESPONSE[severity]}; cause: ${cause}; ${codeSpan(pattern)}, ${confidence} confidence.`;
}

function environment(
  { run, tool, sources, environment: ran = [] }: ReportV1,
  { failures, diagnosis }: Subject,
): string[] {
  const job = [run.workflow, run.job].filter((name) => name !== undefined).map((name) => codeSpan(name, 100));
  const sha = commit(run);
  const address = runLink(run);
  return [
    `Repository: ${run.repository === undefined ? blank('which') : codeSpan(run.repository, 200)}`,
    `Commit: ${sha ?? blank('which')}`,
    ...(job.length === 0 ? [] : [`Workflow and job: ${job.join(', ')}${address === undefined ? '' : ` (${address})`}`]),
    tools(failures, ran),
    ...versions(ran),
    ...system([...failures, ...(diagnosis?.folded ?? []).flatMap((each) => each.failures)], ran),
    `Read: ${sources
      .slice(0, 10)
      .map(({ name }) => codeSpan(name, 100))
      .join(', ')} by ${prose(`${tool.name} ${tool.version}`, 60)}`,
  ];
}

const RUN = {
  test: 'Run the failing test alone',
  engine: 'Start the container alone, as far as its engine tells of it',
  log: 'Run what the step ran, as its log shows it',
} as const;

type RanV1 = NonNullable<ReportV1['environment']>;

/** What tells the version of a tool, where that is not the tool's own name. */
const TELLS: Readonly<Record<string, readonly string[]>> = {
  rust: ['Rust'],
  rustc: ['Rust'],
  cargo: ['Cargo', 'Rust'],
  nextest: ['Rust'],
  docker: ['Docker', 'Podman'],
  container: ['Docker', 'Podman'],
  compose: ['Docker Compose', 'Docker', 'Podman'],
  podman: ['Podman'],
  python: ['Python'],
  pytest: ['pytest'],
  node: ['Node.js'],
  npm: ['Node.js'],
  go: ['Go'],
  jvm: ['Java'],
};

function tools(failures: Subject['failures'], ran: RanV1): string {
  const all = [...new Set(failures.map((failure) => failure.tool))];
  const isTold = all.some((tool) => TELLS[tool]?.some((name) => ran.some((one) => one.name === name)));
  const shown = all.map((name) => codeSpan(name)).join(', ') || blank('which');
  return `Tool that failed: ${shown}${isTold ? '' : `, version ${blank('its version')}`}`;
}

const SYSTEM = 'Operating system';

/** What ran, each with all versions of it that were seen. */
function versions(ran: RanV1): string[] {
  return [...groupBy(ran, ({ name }) => name)].flatMap(([name, all]) =>
    name === SYSTEM ? [] : [`${prose(name, 60)}: ${all.map(({ version }) => codeSpan(version, 120)).join(', ')}`],
  );
}

/** The images of the containers that failed, as their engine names them, and what is under them, where that was seen. */
function system(failures: Subject['failures'], ran: RanV1): string[] {
  const named = failures.flatMap(({ facts }) => (typeof facts?.['image'] === 'string' ? [facts['image']] : []));
  const images = [...new Set(named)].map((name) => codeSpan(name, 200)).join(', ');
  const systems = ran.flatMap(({ name, version }) => (name === SYSTEM ? [codeSpan(version, 120)] : [])).join(', ');
  if (images === '' && systems === '') return [`Operating system and image: ${blank('e.g. ubuntu-24.04')}`];
  return [
    ...(images === '' ? [] : [`Container image: ${images}`]),
    `Operating system: ${systems === '' ? blank('e.g. ubuntu-24.04') : systems}`,
  ];
}

function reproduction(run: RunV1, { failures, diagnosis }: Subject): string[] {
  const sha = commit(run);
  const known = diagnosis?.reproduce;
  const command = known?.command ?? commandFor(failures);
  return [
    sha === undefined ? `Check out ${blank('the commit')}.` : `Check out commit ${sha}.`,
    command === undefined
      ? `Run ${blank('the command that failed')}.`
      : `${RUN[known?.from ?? 'test']}:\n\n${fence(command, 'sh')}`,
    ...(command === undefined && diagnosis !== undefined && diagnosis.verify.length > 0
      ? [`Or check for it:\n\n${commands(diagnosis.verify)}`]
      : []),
  ];
}

function expected(subject: Subject): string {
  const [test] = failingTests(subject);
  return test === undefined ? blank('what should have happened') : `${codeSpan(test)} passes.`;
}

function actual({ failures }: Subject): string {
  const message = failures.find((failure) => failure.message.trim() !== '')?.message;
  return message === undefined ? blank('what happened instead') : fence(message.slice(0, 2_000));
}

function prevention(subject: Subject): string {
  const items = (subject.diagnosis?.prevention ?? []).map((item) => [false, prose(item, 1_000)] as const);
  const hint = regression(subject);
  return boxes([
    ...(items.length === 0 ? [[false, blank('what keeps it from coming back')] as const] : items),
    hint === undefined ? [false, `Regression test: ${blank('its name')}`] : [true, hint],
  ]);
}
