import type { Facts, Failure, FailureKind } from '../../../core/domain/failure.js';
import type { Line } from '../../../core/domain/line.js';
import type { Recovery } from '../../../core/domain/recovery.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../../core/parse/parser.js';
import { panicHeader } from '../panic/panic-header.js';
import { isFailed, isPassed, type NextestStatus, nextestStatus } from './nextest-status.js';
import { testOutput } from './test-output.js';

const LONGEST_RUN = 200_000;
const MOST = 10_000;

/**
 * cargo-nextest's text, from its first line (or a failing test's status line) to `error: test run failed`.
 * A test fails when its last attempt did; one that passed on a retry is none. Codes: those of `TestOutput`, `timeout`, `hang`, and the
 * signal's name (kind `signal`). Facts: `test`, `binary`, `seconds`, `attempts`, `thread`, `left`, `right`. Format: nextest-runner/src/reporter/displayer.
 */
export const nextest: Parser = {
  name: 'nextest',
  anchors: [
    'Nextest run ID',
    ' FAIL [',
    'SIGABRT [',
    'SIGSEGV [',
    ' ABRT [',
    ' SEGV [',
    ' TIMEOUT [',
    ' TMT [',
    'ABORT [',
    'SIGKILL [',
    'SLOW [',
    'error: test run failed',
    'error: no tests to run',
  ],
  start(line) {
    const status = nextestStatus(line.text);
    const starts =
      line.text.includes('Nextest run ID') ||
      /^error: (?:test run failed|no tests to run)/.test(line.text) ||
      (status && (isFailed(status.status) || status.status === 'SLOW'));
    if (!starts) return undefined;
    const run = new NextestRun();
    run.next(line);
    return run;
  },
};

interface Attempt {
  readonly status: NextestStatus;
  readonly excerpt: Excerpt;
}

/** The head of what a failed test printed. */
const OUTPUT = /^\s*(?:std(?:out|err)|output) ─|^\s*(?:-{2,}|─{2,}) (?:TRY \d+ )?STD(?:OUT|ERR)|^\(test timed out\)/;

class NextestRun implements Reading {
  /** The last failed attempt of each test that has not passed since. */
  readonly #failed = new Map<string, Attempt>();
  readonly #slow = new Map<string, Attempt>();
  readonly #passed = new Set<string>();
  readonly #panicked = new Set<string>();
  #open: Excerpt | undefined;
  #end: { line: Line; noTests: boolean } | undefined;
  #summary = false;
  #summaryLine = 0;
  #count = 0;

  next(line: Line): 'more' | 'done' | 'refused' {
    const text = line.text;
    if (++this.#count > LONGEST_RUN) return 'refused';
    const over = /^error: (test run failed|no tests to run)/.exec(text);
    if (over) {
      this.#end = { line, noTests: over[1] !== 'test run failed' };
      return 'done';
    }
    if (/^(?:##\[(?:group|error)\]|Post job cleanup|error: (?:test failed|could not compile))/.test(text))
      return 'refused';
    const status = nextestStatus(text);
    if (status) this.#status(status, line);
    else if (this.#summary && !this.#open && text.trim() !== '') return 'refused';
    else this.#output(line);
    return 'more';
  }

  end(): Findings {
    const failures = [...this.#failed.values()].map(attemptFailure);
    const unfinished = [...this.#slow.values()].filter(({ status }) => !this.#failed.has(keyOf(status)));
    if (!this.#summary) failures.push(...unfinished.map(hangFailure));
    const end = this.#end;
    if (end && failures.length === 0) failures.push(endFailure(end.line, end.noTests));
    const line = end?.line.number ?? this.#summaryLine;
    const names = [...this.#panicked].filter((name) => this.#passed.has(name));
    const recoveries: Recovery[] = line === 0 ? [] : names.map((name) => ({ tool: 'rust', name, line }));
    return { failures, recoveries };
  }

  #status(status: NextestStatus, line: Line): void {
    const key = keyOf(status);
    this.#open = undefined;
    if (isPassed(status.status)) {
      this.#failed.delete(key);
      this.#slow.delete(key);
      if (this.#passed.size < 20_000) this.#passed.add(status.test);
    } else if (isFailed(status.status)) {
      this.#slow.delete(key);
      const known = this.#failed.get(key);
      // The list behind the summary says it once more; its lines count only when the output comes with it.
      if (known && this.#summary && known.excerpt.size > 1) return;
      if (!known && this.#failed.size >= MOST) return;
      this.#open = new Excerpt().add(line, true);
      this.#failed.set(key, { status, excerpt: this.#open });
    } else if (status.status === 'SLOW' && this.#slow.size < 50) {
      this.#slow.set(key, { status, excerpt: new Excerpt().add(line, true) });
    }
  }

  #output(line: Line): void {
    const text = line.text;
    if (/^ {2,12}Summary \[/.test(text)) {
      this.#summary = true;
      this.#summaryLine = line.number;
      this.#open = undefined;
    } else if (/^(?:─{8,}|-{12}$| {2,12}Cancell?ing )/.test(text)) this.#open = undefined;
    else if (this.#open?.size === 1 && text.trim() !== '' && !OUTPUT.test(text)) this.#open = undefined;
    else this.#open?.add(line);
    const panic = text.includes(' panicked at') ? panicHeader(text) : undefined;
    if (panic && this.#panicked.size < 200) this.#panicked.add(panic.thread);
  }
}

function keyOf(status: NextestStatus): string {
  return `${status.binary} ${status.test}`;
}

function attemptFailure({ status, excerpt }: Attempt): Failure {
  const lines = excerpt.lines;
  const output = testOutput(lines.slice(1).filter((line) => !isHarness(line.text)));
  for (const number of output?.key ?? []) {
    const line = lines.find((candidate) => candidate.number === number);
    if (line) excerpt.markKey(line);
  }
  const overflow = lines.find((line) => line.text.includes('has overflowed its stack'));
  if (overflow) excerpt.markKey(overflow);
  const { kind, code } = sortOf(status, overflow !== undefined);
  const said = output && output.code !== 'output' ? output.message : undefined;
  return excerpt.failure({
    tool: 'nextest',
    kind,
    name: status.test,
    code: code ?? output?.code ?? 'output',
    message:
      kind === 'test' && code === undefined
        ? (output?.message ?? `${status.test} failed`)
        : (said ?? `${status.status} ${status.test}`),
    ...(output?.location && { location: output.location }),
    facts: facts(status, output?.facts),
  });
}

/** What the test's own harness prints around its output. */
function isHarness(text: string): boolean {
  return /^\s*(?:running \d+ tests?$|test .{1,400} \.\.\. FAILED|failures:$|test result: |std(?:out|err) ─|--- STD|─{2,8} STD)/.test(
    text,
  );
}

function sortOf(status: NextestStatus, overflow: boolean): { kind: FailureKind; code?: string } {
  if (status.status === 'TIMEOUT') return { kind: 'test', code: 'timeout' };
  if (overflow) return { kind: 'signal', code: 'stack-overflow' };
  if (status.status.startsWith('SIG')) return { kind: 'signal', code: status.status };
  return status.status === 'ABORT' ? { kind: 'signal', code: 'SIGABRT' } : { kind: 'test' };
}

function facts(status: NextestStatus, more: Facts | undefined): Facts {
  return {
    ...more,
    test: status.test,
    binary: status.binary,
    seconds: status.seconds,
    ...(status.attempt !== undefined && { attempts: status.attempt }),
  };
}

function hangFailure({ status, excerpt }: Attempt): Failure {
  const message = `${status.test} was still running after ${status.seconds} s`;
  return excerpt.failure({
    tool: 'nextest',
    kind: 'test',
    name: status.test,
    code: 'hang',
    message,
    facts: facts(status, undefined),
  });
}

function endFailure(line: Line, noTests: boolean): Failure {
  const excerpt = new Excerpt().add(line, true);
  if (noTests)
    return excerpt.failure({ tool: 'nextest', kind: 'session', code: 'no-tests', message: line.text.slice(7) });
  return excerpt.failure({ tool: 'nextest', kind: 'session', role: 'wrapper', message: line.text.slice(7) });
}
