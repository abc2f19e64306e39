import type { Facts, Failure, Location } from '../../../core/domain/failure.js';
import type { Line } from '../../../core/domain/line.js';
import type { Recovery } from '../../../core/domain/recovery.js';
import { withNumber } from '../../../core/parse/anchors.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../../core/parse/parser.js';
import { cargoStatus } from '../cargo/cargo-status.js';
import { panicHeader } from '../panic/panic-header.js';
import { testOutput } from './test-output.js';

const LONGEST_RUN = 200_000;
const MOST = 10_000;
const HANGING = ' has been running for over ';

/**
 * Rust's own test harness and rustdoc's doc-tests, from `running N tests` to `test result: …`.
 * A test whose output was not captured (`--nocapture`) is only a wrapper of what it printed itself.
 * Codes: see `TestOutput`, and `hang`. Facts: `test`, or for a doc-test `doctest` and `item`; `thread`, `left`, `right`. Format: library/test/src/formatters.
 */
export const libtest: Parser = {
  name: 'libtest',
  anchors: [...withNumber('running '), ' stdout ----', '... FAILED', 'test result: FAILED', HANGING],
  wakes: [
    'test result: ',
    ' stderr ----',
    'failures:',
    'successes:',
    ' panicked at',
    'error: ',
    '##[group]',
    '##[endgroup]',
    '##[error]',
    'Post job cleanup',
    ' Running unittests ',
    ' Running tests/',
    ' Doc-tests ',
    ' Compiling ',
  ],
  start(line) {
    const text = line.text;
    const starts =
      /^running \d+ tests?$/.test(text) ||
      sectionName(text) !== undefined ||
      testResult(text)?.failed ||
      hanging(text) !== undefined ||
      text.startsWith('test result: FAILED');
    if (!starts) return undefined;
    const run = new TestRun();
    run.next(line);
    return run;
  },
};

/** `---- tests::it_works stdout ----` → `tests::it_works`. */
function sectionName(text: string): string | undefined {
  if (!text.startsWith('---- ') || !text.endsWith(' ----')) return undefined;
  const stream = /^(.+) std(?:out|err)$/.exec(text.slice(5, -5));
  return stream?.[1];
}

/** `test tests::it_works - should panic ... FAILED`. Doc-tests have spaces in their names. */
function testResult(text: string): { name: string; failed: boolean } | undefined {
  if (!text.startsWith('test ')) return undefined;
  const dots = text.indexOf(' ... ');
  const rest = dots < 0 ? '' : text.slice(dots + 5);
  if (!/^(?:ok|FAILED|failed)(?:$| [(<])/.test(rest)) return undefined;
  return { name: plainName(text.slice(5, dots)), failed: !rest.startsWith('ok') };
}

/** The name as sections and lists print it, without the mode libtest adds. */
function plainName(name: string): string {
  return name.replace(/ - (?:should panic|compile fail|compile)$/, '');
}

function hanging(text: string): string | undefined {
  const at = text.startsWith('test ') ? text.indexOf(HANGING) : -1;
  return at < 0 ? undefined : plainName(text.slice(5, at));
}

class TestRun implements Reading {
  readonly #failures: Failure[] = [];
  /** Failed tests without any output so far, with the line that says so. */
  readonly #bare = new Map<string, Line>();
  readonly #hanging = new Map<string, Line>();
  readonly #panicked = new Set<string>();
  readonly #passed = new Set<string>();
  #section: { name: string; excerpt: Excerpt } | undefined;
  #inList = false;
  /** Below `successes:`, what passing tests printed and their names (`--show-output`). */
  #inSuccesses = false;
  #result: Line | undefined;
  #lines = 0;
  /** Number of the run's first line. */
  #first = 0;
  /** Whether the harness said anything of its own: `---- end stdout ----` alone may be any program's. */
  #isHarness = false;

  /** As long as nothing but passing tests is told. */
  get dozes(): boolean {
    const nothing = this.#bare.size + this.#hanging.size + this.#panicked.size + this.#failures.length === 0;
    return nothing && this.#section === undefined && !this.#inList && !this.#inSuccesses;
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (this.#lines === 0) this.#first = line.number;
    const text = line.text;
    this.#isHarness ||= isHarness(text);
    if (text.startsWith('test result: ')) {
      this.#result = line;
      return 'done';
    }
    if (++this.#lines > LONGEST_RUN || (this.#lines > 1 && isBoundary(text))) return 'refused';
    const section = sectionName(text);
    if (section !== undefined) this.#openSection(section, line);
    else if (text === 'failures:' || text === 'successes:') {
      this.#inList = this.#section !== undefined || this.#failures.length > 0;
      this.#closeSection();
      this.#inSuccesses = text === 'successes:';
    } else if (this.#section) this.#section.excerpt.add(line);
    else if (this.#inList) this.#list(line);
    else this.#watch(line);
    return 'more';
  }

  end(): Findings {
    this.#closeSection();
    for (const [name, line] of this.#bare) this.#failures.push(bareFailure(name, line));
    if (!this.#result) for (const [name, line] of this.#hanging) this.#failures.push(hangFailure(name, line));
    if (this.#failures.length === 0 && this.#result?.text.startsWith('test result: FAILED'))
      this.#failures.push(resultFailure(this.#result));
    const failures = this.#isHarness ? this.#failures : this.#failures.filter(isRust);
    return { failures, recoveries: this.#recoveries() };
  }

  #openSection(name: string, line: Line): void {
    if (this.#section?.name === name) {
      this.#section.excerpt.add(line);
      return;
    }
    this.#closeSection();
    this.#section = { name, excerpt: new Excerpt().add(line) };
  }

  #closeSection(): void {
    const section = this.#section;
    this.#section = undefined;
    // With --show-output passing tests have sections too, below `successes:`.
    if (!section || this.#inSuccesses || this.#passed.has(section.name) || this.#failures.length >= MOST) return;
    this.#bare.delete(section.name);
    this.#failures.push(sectionFailure(section.name, section.excerpt));
  }

  /** The names after the second `failures:`; one that had no section failed without output. */
  #list(line: Line): void {
    if (this.#inSuccesses || !/^ {4}\S/.test(line.text)) return;
    const name = plainName(line.text.trim());
    if (
      this.#bare.size < MOST &&
      !this.#passed.has(name) &&
      !this.#bare.has(name) &&
      !this.#failures.some((failure) => failure.name === name)
    )
      this.#bare.set(name, line);
  }

  #watch(line: Line): void {
    const text = line.text;
    const result = testResult(text);
    if (result) {
      this.#hanging.delete(result.name);
      if (result.failed && this.#bare.size < MOST) this.#bare.set(result.name, line);
      if (!result.failed && this.#passed.size < 20_000) this.#passed.add(result.name);
      return;
    }
    const hangs = hanging(text);
    if (hangs !== undefined && this.#hanging.size < 50) this.#hanging.set(hangs, line);
    const panic = text.includes(' panicked at') ? panicHeader(text) : undefined;
    if (panic && this.#panicked.size < 200) this.#panicked.add(panic.thread);
  }

  /** A panic that a passing test caused on purpose is no failure: of the whole run when it passed, else of the tests that did. */
  #recoveries(): Recovery[] {
    const result = this.#result;
    if (!result) return [];
    const passed = result.text.startsWith('test result: ok');
    const names = [...this.#panicked].filter((name) => passed || this.#passed.has(name));
    return names.map((name) => ({ tool: 'rust' as const, name, line: result.number, since: this.#first }));
  }
}

/** A line that the harness prints and no section's name. */
function isHarness(text: string): boolean {
  return (
    /^(?:running \d+ tests?|failures:|successes:|test result: .{0,200})$/.test(text) ||
    testResult(text) !== undefined ||
    hanging(text) !== undefined
  );
}

/** A section that shows what only a Rust test prints, for a log that was cut to it. */
function isRust({ code }: Failure): boolean {
  return code === 'panic' || code === 'should-panic' || code === 'compile';
}

/** What follows a test run that ended without a result: cargo's own words, the next binary, the next step. */
function isBoundary(text: string): boolean {
  if (
    /^(?:running \d+ tests?$|error: (?:test failed|doctest failed|bench failed|process didn't|could not compile|\d+ targets? failed)|##\[(?:group|error|endgroup)\]|Post job cleanup)/.test(
      text,
    )
  )
    return true;
  const status = cargoStatus(text);
  return status === 'Running' || status === 'Doc-tests' || status === 'Compiling';
}

function sectionFailure(name: string, excerpt: Excerpt): Failure {
  const body = excerpt.lines;
  const output = testOutput(body.slice(1));
  const doctest = docTest(name);
  const location =
    output?.location && output.code !== 'compile' ? output.location : (doctest?.location ?? output?.location);
  for (const number of output?.key ?? []) {
    const line = body.find((candidate) => candidate.number === number);
    if (line) excerpt.markKey(line);
  }
  return excerpt.failure({
    tool: 'libtest',
    kind: 'test',
    role: output ? 'cause' : 'wrapper',
    name,
    ...(output && { code: output.code }),
    message: output?.message ?? `${name} failed`,
    ...(location && { location }),
    facts: { ...output?.facts, ...(doctest?.facts ?? { test: name }) },
  });
}

/** `src/lib.rs - math::add (line 12)` and, with a mode, `… (line 12) - compile fail`. */
function docTest(name: string): { location: Location; facts: Facts } | undefined {
  const match = /^(\S+\.(?:rs|md)) - (.*)\(line (\d+)\)(?: - [a-z ]+)?$/.exec(name);
  if (!match) return undefined;
  const item = (match[2] as string).trim();
  return {
    location: { file: match[1] as string, line: Number(match[3]) },
    facts: { doctest: 'yes', ...(item !== '' && { item }) },
  };
}

function bareFailure(name: string, line: Line): Failure {
  return new Excerpt()
    .add(line, true)
    .failure({ tool: 'libtest', kind: 'test', role: 'wrapper', name, message: `${name} failed` });
}

function hangFailure(name: string, line: Line): Failure {
  return new Excerpt()
    .add(line, true)
    .failure({ tool: 'libtest', kind: 'test', name, code: 'hang', message: line.text.trim(), facts: { test: name } });
}

function resultFailure(line: Line): Failure {
  return new Excerpt()
    .add(line, true)
    .failure({ tool: 'libtest', kind: 'session', role: 'wrapper', message: line.text });
}
