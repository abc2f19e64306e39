import type { Failure, Tool } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';

/** A test case as a report names it. */
export interface Case {
  readonly suite: string;
  readonly name: string;
  readonly className: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
}

/** What went wrong in it. */
export interface Problem {
  readonly element: 'failure' | 'error';
  readonly type: string | undefined;
  readonly message: string;
  readonly at: Line;
  text: string;
}

/** How pytest says that a file of tests could not be loaded. */
export const UNLOADED = /^(?:collection failure|import failure)/;

/**
 * A failed case as a failure whose lines are the text inside it.
 * @param suites names of what it stands in, outermost first
 * @param end the last line that may hold its text
 * @param report the format of the report
 */
export function caseFailure(
  test: Case,
  problem: Problem,
  suites: readonly string[],
  end: Line,
  report = 'junit',
): Failure {
  const texts = [...problem.message.split('\n'), ...(problem.text.trim() === '' ? [] : problem.text.split('\n'))];
  const head = problem.message === '' ? 1 : problem.message.split('\n').length;
  const last = Math.max(problem.at.number, end.number);
  const excerpt = new Excerpt();
  let hasKey = false;
  texts.forEach((text, index) => {
    if (text.trim() === '') return;
    // The message stands in the opening tag; the text starts on its line.
    const number = Math.min(last, problem.at.number + Math.max(0, index - head));
    excerpt.add({ ...problem.at, number, last: number, text: text.trimEnd(), printed: text.trimEnd() }, !hasKey);
    hasKey = true;
  });
  if (excerpt.size === 0) excerpt.add(problem.at, true);
  const message = (texts.find((text) => text.trim() !== '') ?? problem.type ?? 'failed').trim().slice(0, 1000);
  const exception = exceptionName(problem, message);
  const tool = toolOf(test, suites);
  const phase = /^failed on (setup|teardown)/.exec(message)?.[1] ?? 'call';
  const place = test.file
    ? { file: test.file, ...(test.line !== undefined && { line: test.line }) }
    : placeIn(problem.text);
  return excerpt.failure({
    tool,
    kind: UNLOADED.test(message) ? 'collection' : 'test',
    message,
    name: nameOf(test, place?.file),
    ...(exception && { code: exception }),
    ...(place && { location: place }),
    facts: {
      report,
      element: problem.element,
      ...(tool === 'pytest' && { phase }),
      ...(exception && { exception }),
      ...(suites.at(-1) && { suite: suites.at(-1) as string }),
    },
  });
}

/** The exception's class, without its module: of the `type` attribute, the message, or the last line of pytest's text. */
function exceptionName(problem: Problem, message: string): string | undefined {
  const type =
    problem.type !== undefined &&
    /^[\w.$:]{1,150}(?:Error|Exception|Exit|Failure|Violation|Warning)$/.test(problem.type) &&
    !/^[a-z]\w*$/.test(problem.type)
      ? problem.type
      : undefined;
  const said =
    type ??
    /^(?:failed on (?:setup|teardown) with ")?([A-Za-z_][\w.$]{0,120}(?:Error|Exception|Exit|Failure|Warning))\b/.exec(
      message,
    )?.[1] ??
    /^[^\s:]{1,300}:\d{1,7}: ([A-Za-z_][\w.]{0,120})$/.exec(problem.text.trimEnd().split('\n').at(-1) ?? '')?.[1];
  return said?.split(/[.:$]+/).at(-1);
}

/** `class::test`; for pytest the node id that runs this test again, where the file is known. */
function nameOf(test: Case, file: string | undefined): string {
  const module = file?.endsWith('.py') ? file.slice(0, -'.py'.length).replaceAll('/', '.') : undefined;
  if (module !== undefined && (test.className === module || test.className.startsWith(`${module}.`))) {
    const classes = test.className
      .slice(module.length + 1)
      .split('.')
      .filter((part) => part !== '');
    return [file, ...classes, test.name].join('::');
  }
  return [test.className, test.name].filter((part) => part !== '').join('::') || '(unnamed)';
}

function toolOf(test: Case, suites: readonly string[]): Tool {
  if (suites.some((name) => name === 'pytest' || name === 'pytest tests') || test.file?.endsWith('.py'))
    return 'pytest';
  if (suites.some((name) => name === 'nextest-run')) return 'nextest';
  return 'junit';
}

/** The first place of the project a stack or report names: `tests/test_a.py:12: AssertionError`, `(FooTest.java:12)`. */
function placeIn(text: string): { file: string; line: number } | undefined {
  const match =
    /^(?<file>[\w@./\\-]{1,300}\.\w{1,5}):(?<line>\d{1,7})(?::|$)/m.exec(text)?.groups ??
    /\((?<file>\w{1,100}(?:Test|Tests|IT|Spec)\.(?:java|kt|scala|groovy)):(?<line>\d{1,7})\)/.exec(text)?.groups;
  return match ? { file: match['file'] as string, line: Number(match['line']) } : undefined;
}
