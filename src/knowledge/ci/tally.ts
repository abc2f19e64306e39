import type { Line } from '../../core/domain/line.js';
import type { Tally } from '../../core/domain/tests.js';
import type { Parser } from '../../core/parse/parser.js';
import { PYTEST_TALLY } from './tally-anchors.js';

/** How one tool counts its tests at its end. A tool that needs several lines is counted up from all of them. */
interface Counter {
  /** Literals one of which stands in each of its lines; see `Parser.anchors`. */
  readonly anchors: readonly string[];
  readonly line: RegExp;
  /** What each word of the line counts as; the number stands before or after it, as `line` captures it in `counts`. */
  readonly words: Readonly<Record<string, Part>>;
  /** A line that stands a few lines above: without it, it only counts some. */
  readonly below?: RegExp;
}

const FEW = 12;

type Part = 'passed' | 'failed' | 'perhapsFiles' | 'skipped' | 'total';

/** Each as the tool's own source prints it. */
const COUNTERS: readonly Counter[] = [
  // libtest, and `cargo test` once for each binary.
  {
    anchors: ['test result: '],
    line: /^test result: \w+\. (?<counts>\d+ passed; \d+ failed; \d+ ignored).{0,80}?(?:finished in (?<seconds>[\d.]+)s)?$/,
    words: { passed: 'passed', failed: 'failed', ignored: 'skipped' },
  },
  // nextest
  {
    anchors: ['Summary ['],
    line: /^\s*Summary \[\s*(?<seconds>[\d.]+)s\] \d+(?:\/\d+)? tests? run: (?<counts>\d[\w ,():]{0,200})$/,
    words: { passed: 'passed', failed: 'failed', skipped: 'skipped', 'timed out': 'failed' },
  },
  {
    anchors: PYTEST_TALLY,
    line: /^(?:=+ )?(?<counts>\d{1,6} [a-z]+(?:, \d{1,6} (?:subtests )?[a-z]+){0,9}) in (?<seconds>\d[\d.]*) ?s/,
    words: {
      passed: 'passed',
      failed: 'failed',
      // A test whose fixture failed, or a file that could not be loaded.
      error: 'perhapsFiles',
      errors: 'perhapsFiles',
      skipped: 'skipped',
      xfailed: 'passed',
      xpassed: 'passed',
    },
  },
  // unittest: all of them first, then those that went wrong.
  {
    anchors: ['Ran '],
    line: /^Ran (?<counts>\d{1,6} tests?) in (?<seconds>[\d.]+)s(?: using \d{1,4} process(?:es)?)?$/,
    words: { test: 'total', tests: 'total' },
  },
  {
    anchors: ['FAILED (', 'OK (skipped='],
    line: /^(?:FAILED|OK) \((?<counts>(?:[a-z_ ]+=\d{1,6}(?:, )?){1,6})\)$/,
    words: {
      failures: 'failed',
      errors: 'failed',
      'unexpected successes': 'failed',
      unexpected_successes: 'failed',
      skipped: 'skipped',
      skips: 'skipped',
    },
  },
  {
    anchors: ['Tests: '],
    line: /^\s{0,4}Tests:\s{1,8}(?<counts>(?:\d{1,6} \w+, ){1,5})\d{1,6} total$/,
    words: { failed: 'failed', passed: 'passed', skipped: 'skipped', todo: 'skipped' },
  },
  {
    anchors: ['Tests  '],
    line: /^\s{0,8}Tests  (?<counts>\d{1,6} [\w ]{4,14}(?: \| \d{1,6} [\w ]{4,14}){0,4}) \(\d{1,6}\)$/,
    words: { failed: 'failed', passed: 'passed', skipped: 'skipped', todo: 'skipped', 'expected fail': 'passed' },
  },
  // node:test
  {
    anchors: ['# pass ', 'ℹ pass ', '# fail ', 'ℹ fail ', '# skip ', '# skipped ', 'ℹ skipped '],
    line: /^[#ℹ] (?<counts>(?:pass|fail|skip(?:ped)?) {1,3}\d{1,6})$/,
    words: { pass: 'passed', fail: 'failed', skip: 'skipped', skipped: 'skipped' },
  },
  {
    anchors: [' failing', ' passing'],
    line: /^ {1,4}(?<counts>\d{1,6} (?:passing|failing))(?: \(.{1,12}\))?$/,
    words: { passing: 'passed', failing: 'failed' },
  },
  {
    anchors: [' failed', ' passed ('],
    line: /^ {2,4}(?<counts>\d{1,6} (?:failed|passed))(?: \(\d[\d.]{0,8}(?:ms|s|m|h)\))?$/,
    words: { failed: 'failed', passed: 'passed' },
  },
  {
    anchors: [' examples, ', ' example, '],
    line: /^(?<counts>\d{1,6} examples?, \d{1,6} failures?(?:, \d{1,6} pending)?)$/,
    words: { example: 'total', examples: 'total', failure: 'failed', failures: 'failed', pending: 'skipped' },
  },
  {
    anchors: [' assertions, '],
    line: /^(?<counts>\d{1,6} (?:runs|tests), \d{1,8} assertions, \d{1,6} failures, \d{1,6} errors, \d{1,6} skips)$/,
    words: { runs: 'total', tests: 'total', failures: 'failed', errors: 'failed', skips: 'skipped' },
  },
  {
    anchors: [', Assertions: '],
    line: /^(?<counts>Tests: \d{1,6}, Assertions: \d{1,8}(?:, [A-Z][\w ]{1,30}: \d{1,6}){0,8})\.$/,
    words: { Tests: 'total', Failures: 'failed', Errors: 'failed', Skipped: 'skipped', Incomplete: 'skipped' },
  },
  {
    anchors: [' tests failed', ' test failed', ' tests passed', ' test passed', ' tests skipped', ' test skipped'],
    line: /^ {2}(?<counts>\d{1,6} tests? (?:failed|passed|skipped))$/,
    words: {
      'tests failed': 'failed',
      'test failed': 'failed',
      'tests passed': 'passed',
      'test passed': 'passed',
      'tests skipped': 'skipped',
      'test skipped': 'skipped',
    },
  },
  // Pest
  {
    anchors: [' assertions)'],
    line: /^ {2}Tests: {1,8}(?<counts>\d{1,6} \w{4,12}(?:, \d{1,6} \w{4,12}){0,7}) \(\d{1,8} assertions?\)$/,
    words: {
      failed: 'failed',
      passed: 'passed',
      skipped: 'skipped',
      todos: 'skipped',
      todo: 'skipped',
      incomplete: 'skipped',
      risky: 'passed',
      warnings: 'passed',
      deprecated: 'passed',
    },
  },
  {
    anchors: ['Totals: '],
    line: /^Totals: (?<counts>\d{1,6} passed, \d{1,6} failed, \d{1,6} skipped)(?:, \d{1,6} blacklisted)?(?:, \d{1,9}ms)?$/,
    words: { passed: 'passed', failed: 'failed', skipped: 'skipped' },
  },
  {
    anchors: ['Ok:  ', 'Expected Fail:  ', 'Fail:  ', 'Unexpected Pass:  ', 'Skipped:  ', 'Timeout:  '],
    line: /^(?<counts>(?:Ok|Expected Fail|Fail|Unexpected Pass|Skipped|Timeout): {4,20}\d{1,6})$/,
    words: {
      Ok: 'passed',
      'Expected Fail': 'passed',
      Fail: 'failed',
      'Unexpected Pass': 'failed',
      Skipped: 'skipped',
      Timeout: 'failed',
    },
  },
  // Automake's list of the tests with their output counts as well, before the sum.
  {
    anchors: ['# PASS: ', '# SKIP: ', '# XFAIL: ', '# FAIL: ', '# XPASS: ', '# ERROR: '],
    line: /^# (?<counts>(?:PASS|SKIP|XFAIL|FAIL|XPASS|ERROR): {1,3}\d{1,6})$/,
    below: /^Testsuite summary/,
    words: { PASS: 'passed', XFAIL: 'passed', FAIL: 'failed', XPASS: 'failed', ERROR: 'failed', SKIP: 'skipped' },
  },
  {
    anchors: [' tests failed'],
    line: /^(?<failed>\d{1,6}) of (?<total>\d{1,6}) tests failed(?: \((?<skipped>\d{1,6}) skipped\))?$/,
    words: {},
  },
  {
    anchors: ['% tests passed, '],
    line: /^\d{1,3}% tests passed, (?<failed>\d{1,6}) tests? failed out of (?<total>\d{1,6})$/,
    words: {},
  },
  // Surefire: a line for each class says how long it took, the sum does not.
  {
    anchors: ['Tests run: '],
    line: /^(?:\[\w+\] )?(?<counts>Tests run: \d{1,6}, {1,2}Failures: \d{1,6}, {1,2}Errors: \d{1,6}, {1,2}Skipped: \d{1,6})$/,
    words: { 'Tests run': 'total', Failures: 'failed', Errors: 'failed', Skipped: 'skipped' },
  },
  {
    anchors: ['Failed!  - ', 'Passed!  - '],
    line: /^(?:Failed|Passed)! {2}- (?<counts>Failed: {1,8}\d{1,6}, Passed: {1,8}\d{1,6}, Skipped: {1,8}\d{1,6})/,
    words: { Failed: 'failed', Passed: 'passed', Skipped: 'skipped' },
  },
];

/** No tool counts up in a line longer than this. */
const LONGEST = 500;

/** The lines in which tools count their tests. It finds no failures: others know more of what failed. */
export const testTally: Parser = {
  name: 'test-tally',
  anchors: [...new Set(COUNTERS.flatMap(({ anchors }) => anchors))],
  start({ text }, before) {
    const tally = tallyOf(text, before);
    if (tally === undefined) return undefined;
    return { isDone: true, next: () => 'refused', end: () => ({ failures: [], tallies: [tally] }) };
  },
};

/**
 * What a line counts, where it is one in which a tool counts its tests.
 * @param before the lines above it
 */
export function tallyOf(text: string, before: readonly Line[] = []): Tally | undefined {
  if (text.length > LONGEST) return undefined;
  for (const { anchors, line, words, below } of COUNTERS) {
    if (!anchors.some((anchor) => text.includes(anchor))) continue;
    const found = line.exec(text.trimEnd())?.groups;
    if (found === undefined || (below && !before.slice(-FEW).some((each) => below.test(each.text)))) continue;
    const counted = found['total'] === undefined ? count(found['counts'] ?? '', words) : ofAll(found);
    if (counted === undefined) continue;
    const seconds = Number(found['seconds']);
    return { by: 'log', ...counted, ...(seconds >= 0 && { seconds }) };
  }
  return undefined;
}

/** How many of how many failed. */
function ofAll({ failed, total, skipped = '0' }: Readonly<Record<string, string | undefined>>): Omit<Tally, 'by'> {
  return { passed: Number(total) - Number(failed), failed: Number(failed), skipped: Number(skipped) };
}

/** `3 failed`, `Failures: 3`, `failures=3`, `fail 3`: the numbers by their words. */
function count(counts: string, words: Counter['words']): Omit<Tally, 'by'> | undefined {
  const sums = { passed: 0, failed: 0, perhapsFiles: 0, skipped: 0, total: 0 };
  let known = false;
  for (const piece of counts.split(/[,;|]/)) {
    const [, before, word, after] =
      /^(\d+)?\s*([A-Za-z_]+(?: [A-Za-z]+)*)(?::\s*(?=\S|$)|=|\s{1,3})?(\d+)?(?:\s*\(.*)?$/.exec(piece.trim()) ?? [];
    const part = words[word ?? ''];
    if (part === undefined) continue;
    sums[part] += Number(before ?? after ?? 0);
    known = true;
  }
  if (!known) return undefined;
  const { total, perhapsFiles, ...rest } = sums;
  const parts = { ...rest, failed: rest.failed + perhapsFiles, ...(perhapsFiles > 0 && { perhapsFiles }) };
  const isWhole = Object.values(words).includes('total') || !Object.values(words).includes('passed');
  return isWhole ? { ...parts, passed: total - parts.failed - parts.skipped } : parts;
}
