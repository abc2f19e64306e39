import { type Marking, markedTests } from '../../core/parse/marked-tests.js';
import type { Parser } from '../../core/parse/parser.js';
import { TELLING } from './telling.js';

/** Each as the runner's own source prints it. */
const MARKINGS: readonly Marking[] = [
  {
    // `FAIL!  : Shop::colours(red one) Compared values are not the same`, values and place below.
    runner: 'Qt Test',
    anchors: ['FAIL!  : ', 'XPASS  : '],
    failed:
      /^(?:FAIL!|XPASS) {1,2}: (?<name>\w{1,200}::\w{1,200}\((?:[^()]{0,300}(?:\([^()]{0,100}\)[^()]{0,200}){0,5})\))(?: (?<said>.{1,500}))?$/,
    below: /^ {3}(?:Loc: \[(?<file>[^[\]]{1,400})\((?<line>\d{1,7})\)\]$|(?<said>\S.{0,300}))/,
  },
  {
    // `shop.cc(8): error: in "cart/adds_up": check 1 + 2 == 4 has failed [3 != 4]`, what was thrown in the same form.
    runner: 'Boost.Test',
    anchors: ['error: in "'],
    failed:
      /^(?:(?!unknown location\()(?<file>(?:[A-Za-z]:)?[^\s:()][^:()]{0,300})\((?<line>\d{1,7})\)|unknown location\(0\)): (?:fatal )?error: in "(?<name>[^"]{1,400})": (?<said>.{1,500})$/,
    below:
      /^(?:Failure occurred in a following context:|(?<file>(?:[A-Za-z]:)?[^\s:()][^:()]{0,300})\((?<line>\d{1,7})\): last checkpoint| {4}(?<said>\S.{0,300}?); *$)/,
  },
  {
    // `FAIL: sub/deep.test`, with the TAP driver `FAIL: taps.test 2 - two`. Of DejaGnu's tests the set stands in front.
    runner: 'Automake',
    anchors: ['FAIL: ', 'ERROR: ', 'XPASS: '],
    failed: /^(?:FAIL|(?<how>ERROR|XPASS)): (?<name>[\w./+@%-]{1,300}(?: \d{1,6}(?: - .{1,300})?| - .{1,300})?)$/,
    // With VERBOSE each test's output stands under its own heading.
    output: {
      begins: (text, mark) => text.length === mark.length && /^=+$/.test(text),
      ends: /^(?:FAIL|ERROR|XPASS) \S.{0,300} \(exit status: \d{1,3}\)$|^={76}$/,
      telling: TELLING,
    },
    // Before 1.13 it only counted those that failed.
    proof: {
      anchors: ['# FAIL:', ' tests failed', ' test failed', ' did not behave as expected'],
      line: /^(?:# FAIL: {1,3}\d{1,6}$|\d{1,6} of \d{1,6} tests? (?:failed|did not behave as expected)\b)/,
    },
  },
  {
    runner: 'DejaGnu',
    anchors: ['FAIL: ', 'XPASS: '],
    failed: /^(?:FAIL|XPASS): (?<name>\S{1,300}(?: {1,4}\S.{0,400})?)$/,
    proof: { anchors: ['# of unexpected '], line: /^# of unexpected (?:failures|successes)\s{1,4}[1-9]/ },
  },
  {
    // `4/8 shop:cart+deep / aborts FAIL            0.02s   killed by signal 6 SIGABRT`, said again in a list at the end.
    runner: 'Meson',
    anchors: [' FAIL  ', ' TIMEOUT  ', ' UNEXPECTEDPASS  ', ' ERROR  ', ' INTERRUPT  '],
    failed:
      /^\s{0,8}\d{1,6}\/\d{1,6} (?:[^\s/][^/]{0,200} \/ )?(?<name>\S.{0,300}?) {1,200}(?:FAIL|(?<how>TIMEOUT|ERROR|UNEXPECTEDPASS|INTERRUPT)) {1,20}\d{1,7}\.\d{1,3} ?s(?: {1,6}(?<said>\S.{0,200}?))?\s*$/,
    below: /^>>> /,
    output: { begins: (text) => /^―{10,} ✀ {1,3}―{10,}$/.test(text), ends: /^―{20,}$/, telling: TELLING },
  },
  {
    // `check_tree.c:63:F:testcase:test_compile:0: Failure 'NULL == r' occurred`, below `77%: Checks: 9, Failures: 2, Errors: 0`.
    runner: 'Check',
    anchors: ['%: Checks: '],
    begins: /^\d{1,3}%: Checks: \d{1,6}, Failures: \d{1,6}, Errors: \d{1,6}$/,
    failed:
      /^(?<file>[^\s:][^:]{0,300}):(?<line>\d{1,7}):[FE]:[^:]{0,200}:(?<name>[^:\s]{1,200}):\d{1,6}: (?<said>.{1,500})$/,
    below: /^\S{1,300}:\d{1,7}:[PS]:/,
  },
  {
    // `statx01.c:57: TFAIL: stx_nlink(2) is not equal to 1`; a test is called as its program.
    runner: 'LTP',
    anchors: [': TFAIL: ', ': TBROK: '],
    failed:
      /^(?<file>(?:[\w./+-]{0,200}\/)?(?<name>[\w+-]{1,100})\.(?:c|h|sh)):(?<line>\d{1,6}): (?:TFAIL|TBROK): (?<said>.{1,500})$/,
  },
];

/** The formats of native runners that mark failed tests. */
export const nativeMarks: readonly Parser[] = MARKINGS.map((marking) => markedTests({ ...marking, suite: 'native' }));
