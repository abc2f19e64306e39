import type { Line } from '../../core/domain/line.js';
import { tally } from './pytest-tally.js';

const SECTION = /^=+ (.+?) =+$/;
/** Before 3.7 the summary says `FAIL`. */
const SHORT = /^(FAIL(?:ED)?|ERROR|SUBFAIL(?:ED)?)(?:\([^)]*\)|\[[^\]]*\])? (\S.*)$/;

/** `known`: a part that tells of no failure · `other`: a plugin's, or a rule that a test printed. */
export type Section = 'progress' | 'FAILURES' | 'ERRORS' | 'summary' | 'known' | 'other';
const KNOWN =
  /^(?:PASSES|XPASSES|XFAILURES|warnings summary.*|slowest .*|tests coverage|rerun test summary info|Hypothesis Statistics)$/;

/** `___ ERROR at setup of test_b ___`: only pytest writes that; here without the report's beginning. */
export function isErrorTitle(text: string): boolean {
  return /^_{3,} ERROR (?:at setup of|at teardown of|collecting) \S.{0,400} _{3,}$/.test(text);
}

/** Which part of the report a rule opens; undefined where the line is no rule with a title. */
export function sectionOf(text: string): Section | undefined {
  if (!text.startsWith('=')) return undefined;
  const title = SECTION.exec(text)?.[1];
  if (title === undefined || tally(text) !== undefined) return undefined;
  if (title === 'FAILURES' || title === 'ERRORS') return title;
  if (title === 'short test summary info') return 'summary';
  return KNOWN.test(title) ? 'known' : 'other';
}

/** One line of the short summary. */
export interface Short {
  readonly verdict: string;
  readonly nodeid: string;
  readonly message: string;
}

/** `FAILED tests/test_a.py::test_b[x - y] - assert 1 == 2`; the message starts at the first ` - ` outside of brackets. */
export function shortSummary(text: string): Short | undefined {
  const match = SHORT.exec(text);
  const [, verdict = '', rest = ''] = match ?? [];
  if (match === null || !/\.\w{1,5}(?:::|\s|$)|\/|\\/.test(rest)) return undefined;
  let depth = 0;
  for (let index = 0; index < rest.length; index++) {
    const char = rest[index];
    if (char === '[') depth++;
    else if (char === ']') depth--;
    else if (char === ' ' && depth <= 0 && rest.startsWith(' - ', index)) {
      return { verdict, nodeid: plain(rest.slice(0, index)), message: rest.slice(index + 3).trim() };
    }
  }
  return { verdict, nodeid: plain(rest.trim()), message: '' };
}

/** A node id without the `()` that before 4.0 stands for the instance of a class. */
function plain(nodeid: string): string {
  return nodeid.replaceAll('::()', '');
}

/** `tests/a.py::test_b FAILED [ 10%]` and xdist's `[gw0] [ 33%] FAILED tests/a.py::test_b`: the id, where it failed. */
export function progressFailure(text: string): string | undefined {
  if (!text.includes('FAILED') && !text.includes(' ERROR')) return undefined;
  const verbose = /^(\S{1,400}?\.py::.{0,2000}?) (?:FAILED|ERROR)(?: {1,400}\[ {0,4}\d{1,3}%\]|\s*$)/.exec(text)?.[1];
  // A test that a class inherited from another file is shown with that file.
  return (
    verbose?.replace(/ <- \S{1,300}$/, '') ??
    /^(?:\[gw\d+\] )?(?:\[ *\d+%\] )(?:FAILED|ERROR) (\S+\.py::.*)$/.exec(text)?.[1]?.trim()
  );
}

/** pytest-cov's and coverage's sentence below the threshold. */
export function isCoverageFailure(text: string): boolean {
  return /^(?:ERROR: |FAIL )?(?:Coverage failure: total of \S+ is less than|Required test coverage of \S+ not reached)/.test(
    text,
  );
}

/** `--tb=line`: `/app/tests/test_a.py:5: AssertionError: assert 1 == 2`. */
export function lineStyle(text: string): { readonly title: string; readonly message: string } | undefined {
  const match = /^((?:[A-Za-z]:)?[^\s:][^:]*\.py:\d+): (\S.*)$/.exec(text);
  return match === null ? undefined : { title: match[1] ?? '', message: match[2] ?? '' };
}

/** `tests/test_a.py:5: AssertionError`: how a failure ends in pytest's long style, the exception's class beside its place. */
export function isClosing(text: string): boolean {
  return /^(?:[A-Za-z]:)?[^\s:][^:]{0,400}\.py:\d{1,7}: (?:[A-Za-z_][\w.]{0,100})?(?:Error|Exception|Failed)$/.test(
    text,
  );
}

/** `tests/test_a.py:5: in test_total`: a frame in pytest's short style; the function's name. */
export function shortFrame(text: string): string | undefined {
  return /^(?:[A-Za-z]:)?[^\s:][^:]{0,400}\.py:\d{1,7}: in ([\w<>.]{1,200})$/.exec(text)?.[1];
}

/** Whether a line can stand in a failure's block: code, frames, values, errors. */
export function isOfBlock(text: string): boolean {
  return OF_BLOCK.test(text);
}

/** A line above the error as a block has it: code, frames, values; no other tool's report, which stands at the margin. */
const OF_BLOCK = /^(?:\s|$|>|E\s|_ _ |\w{1,100} = |\S{1,300}:\d{1,7}: )/;

/** The lines of a block that lost its title: from the first line on below which all is pytest's, up to its error; empty without one. */
export function withoutForeign(lines: readonly Line[]): readonly Line[] {
  const error = lines.findIndex(({ text }) => /^E\s{3}/.test(text));
  const foreign = lines.slice(0, error).findLastIndex(({ text }) => !OF_BLOCK.test(text));
  return error < 0 ? [] : lines.slice(foreign + 1);
}

/** The test whose function stands above its failure. */
export function shownTest(lines: readonly Line[]): string | undefined {
  const shown = lines.findLast(({ text }) => /^ {2,}(?:async )?def test\w*\(/.test(text));
  return shown && /def (\w{1,200})/.exec(shown.text)?.[1];
}

/** Whether two paths may be of one file, seen from different folders. */
export function isSameFile(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}
