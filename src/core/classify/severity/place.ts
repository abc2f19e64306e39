import { type Failure, lineOf } from '../../domain/failure.js';
import type { Line } from '../../domain/line.js';
import type { Place } from '../../domain/pattern.js';
import { stepOf } from '../../domain/section.js';
import { containerOf } from '../../domain/source.js';
import type { Findings } from '../findings.js';

const TEST_KINDS: ReadonlySet<string> = new Set(['test', 'collection', 'session']);
const TEST_TOOLS: ReadonlySet<string> = new Set(['pytest', 'libtest', 'nextest', 'junit']);
const BUILD_KINDS: ReadonlySet<string> = new Set([
  'compile-error',
  'build',
  'build-step',
  'dependency',
  'lint',
  'format',
]);
/** Names of jobs and steps, and the commands they run. */
const TEST_STEP =
  /(?:^|[^a-z])(?:tests?|e2e|specs?|pytest|tox|nox|unittest|jest|vitest|mocha|karma|playwright|cypress|rspec|phpunit|ctest|nextest)(?:$|[^a-z])/i;
const BUILD_STEP = /(?:^|[^a-z])(?:build|compile|bundle|package|lint|check|tsc|webpack)(?:$|[^a-z])/i;
/** A frame of what runs Python's tests. It stands above the error; below a stack anybody can print one more frame. */
const RUNNER_FRAME = /^\s{0,40}(?:\| {1,4}){0,9}File ".{0,400}[/\\](?:_pytest|unittest)[/\\]/;
/** A file of tests. */
const TEST_FILE =
  /(?:^|[/\\])(?:tests?|specs?|__tests__)[/\\]|(?:^|[/\\])test_[^/\\]{1,200}\.py$|_(?:test|spec)\.\w{1,4}$|\.(?:test|spec)\.[cm]?[jt]sx?$/;
/** As much of a failure is looked at for frames. */
const MOST_LINES = 500;
const MOST_CHARACTERS = 1_000;

/**
 * Where a failure happened, as far as what is bound to that very failure tells; undefined where it does not. That is its
 * parser, the frames of its own stack, and what GitHub says of the job and step it lies in. What other lines of the text
 * look like says nothing of it: anybody can print a failed test, or the head of a step, beside a service that did not start.
 * @param within the failure that it is a part of
 */
export function placeOf(failure: Failure, section: number, findings: Findings, within?: Failure): Place | undefined {
  if (within !== undefined && isTest(within)) return 'test';
  if (within?.kind === 'build-step') return 'build';
  if (isTest(failure)) return 'test';
  if (
    containerOf(findings.group) !== undefined ||
    failure.kind === 'container' ||
    failure.facts['container'] !== undefined
  )
    return 'start';
  if (BUILD_KINDS.has(failure.kind)) return 'build';
  return isRunAsTest(failure) ? 'test' : placeByName(failure, section, findings);
}

function isTest({ kind, tool }: Failure): boolean {
  // A session of a hosted sandbox is no run of tests.
  return (TEST_KINDS.has(kind) && tool !== 'cloud') || TEST_TOOLS.has(tool);
}

/** Whether it happened below a test: in a test's thread, in a file of tests, or called by what runs tests. */
function isRunAsTest({ kind, tool, name, location, lines }: Failure): boolean {
  if (kind === 'output') return false;
  if (kind === 'panic' && name?.includes('::')) return true;
  if (location !== undefined && TEST_FILE.test(location.file)) return true;
  return (
    tool === 'python' &&
    aboveError(lines)
      .slice(0, MOST_LINES)
      .some(({ text }) => RUNNER_FRAME.test(text.slice(0, MOST_CHARACTERS)))
  );
}

/** Up to the last line that is not set in: the error. */
function aboveError(lines: readonly Line[]): readonly Line[] {
  const error = lines.findLastIndex(({ text }) => /^\S/.test(text));
  return error < 0 ? lines : lines.slice(0, error);
}

/** The place of the job, else that of all steps that it may lie in. */
function placeByName(failure: Failure, section: number, { sections, job }: Findings): Place | undefined {
  const line = failure.lines.find(({ number }) => number === lineOf(failure)) ?? failure.lines[0];
  const here = sections[section];
  const known = here && stepOf(here, line?.time);
  const steps = known === undefined ? (here?.told?.steps ?? []) : [known];
  const names = steps.map(({ name }) => name);
  // `gh run view` names job and step on the line itself.
  if (names.length === 0 && line?.step !== undefined) names.push(`${line.job ?? ''}\n${line.step}`);
  const [first, ...others] = (names.length === 0 ? [''] : names).map((name) => named(`${job?.name ?? ''}\n${name}`));
  return others.every((other) => other === first) ? first : undefined;
}

function named(words: string): Place | undefined {
  return TEST_STEP.test(words) ? 'test' : BUILD_STEP.test(words) ? 'build' : undefined;
}
