import { PYTEST_TALLY } from '../tally-anchors.js';
import type { Tool } from './tool.js';

/** What runs tests. */
export const TESTS: readonly Tool[] = [
  {
    name: 'pytest',
    anchors: PYTEST_TALLY,
    failed:
      /^(?:=+ )?(?:\d{1,6} [a-z]+, ){0,8}?[1-9]\d{0,5} (?:failed|errors?)(?:, \d{1,6} (?:subtests )?[a-z]+){0,8} in \d[\d.:]* ?s/,
    passed:
      /^(?:=+ )?[1-9]\d{0,5} passed(?:, \d{1,6} (?:skipped|deselected|xfailed|xpassed|warnings?|reruns?|subtests passed)){0,8} in \d[\d.:]* ?s/,
  },
  {
    name: 'unittest',
    anchors: ['FAILED ('],
    failed: /^FAILED \((?:failures|errors|unexpected[ _]successes|skipped)=\d/,
  },
  {
    name: 'jest',
    anchors: ['Tests: ', 'Test Suites: ', 'Snapshots: '],
    failed:
      /^\s{0,4}(?:Tests|Test Suites|Snapshots):\s{1,8}(?:\d{1,6} \w+, ){0,4}?[1-9]\d{0,5} failed, .{0,60}total\s*$/,
    passed: /^\s{0,4}Tests:\s{1,8}(?:\d{1,6} (?:skipped|todo), ){0,3}[1-9]\d{0,5} passed, \d{1,6} total\s*$/,
  },
  {
    name: 'vitest',
    anchors: ['Tests  ', 'Test Files  '],
    failed: /^\s{0,8}(?:Tests|Test Files)  (?:\d{1,6} \w+ \| ){0,4}?[1-9]\d{0,5} failed\b.{0,60}\(\d{1,6}\)\s*$/,
    passed:
      /^\s{0,8}Tests  (?:\d{1,6} (?:expected fail|skipped|todo) \| ){0,3}[1-9]\d{0,5} passed\b.{0,60}\(\d{1,6}\)\s*$/,
  },
  {
    name: 'playwright',
    anchors: [' failed'],
    goodNews: [' passed ('],
    failed: /^ {2,4}[1-9]\d{0,5} failed$/,
    passed: /^ {2,4}[1-9]\d{0,5} passed \(\d[\d.]{0,8}(?:ms|s|m|h)\)$/,
  },
  {
    name: 'mocha',
    anchors: [' failing'],
    goodNews: [' passing'],
    failed: /^ {1,4}[1-9]\d{0,5} failing$/,
    passed: /^ {1,4}[1-9]\d{0,5} passing \(\d{1,9}m?s\)$/,
  },
  {
    name: 'cypress',
    anchors: [' failed ('],
    goodNews: ['All specs passed!'],
    failed: /^\s{0,8}✖ {1,4}[1-9]\d{0,5} of \d{1,6} failed \(\d{1,3}%\)/,
    passed: /^\s{0,8}✔ {1,4}All specs passed!/,
  },
  {
    name: 'the start of Cypress',
    anchors: ['Cypress failed to start.'],
    failed: /^(?:\[FAILED\] )?Cypress failed to start\.$/,
  },
  {
    name: 'Pest',
    anchors: [' assertions)'],
    failed: /^ {2}Tests: {1,8}[1-9]\d{0,5} failed\b.{0,80}\(\d{1,8} assertions?\)$/,
  },
  {
    name: 'karma',
    anchors: [' FAILED)', ' tests failed', ' test failed'],
    failed: /^(?:.{0,80}\): Executed \d{1,6} of \d{1,6} .{0,40}\([1-9]\d{0,5} FAILED\)|✖ [1-9]\d{0,5} tests? failed)/,
  },
  { name: 'node', anchors: ['# fail ', 'ℹ fail '], failed: /^[#ℹ] fail [1-9]/, passed: /^[#ℹ] fail 0$/ },
  {
    name: 'prove',
    anchors: ['Result: '],
    failed: /^Result: FAIL$/,
    passed: /^Result: PASS$/,
  },
  {
    name: 'go test',
    anchors: ['FAIL\t'],
    goodNews: ['ok  \t'],
    failed: /^FAIL\t\S{1,300}(?:\t[\d.]+s| \[[\w ]{1,30}\])$/,
    passed: /^ok {2}\t\S{1,300}\t(?:[\d.]+s|\(cached\))/,
  },
  {
    name: 'rspec',
    anchors: [' examples, ', ' example, '],
    failed: /^\d{1,6} examples?, [1-9]\d{0,5} failures?\b/,
    passed: /^[1-9]\d{0,5} examples?, 0 failures\b(?!.{0,40} errors? occurred)/,
  },
  {
    name: 'minitest',
    anchors: [' assertions, '],
    failed:
      /^\d{1,6} (?:runs|tests), \d{1,8} assertions, (?:[1-9]\d{0,5} failures, \d{1,6} errors|0 failures, [1-9]\d{0,5} errors)\b/,
    passed: /^[1-9]\d{0,5} (?:runs|tests), \d{1,8} assertions, 0 failures, 0 errors\b/,
  },
  {
    name: 'phpunit',
    anchors: [', Assertions: '],
    goodNews: ['OK ('],
    failed: /^Tests: \d{1,6}, Assertions: \d{1,8}, (?:[A-Z][\w ]{1,30}: \d{1,6}, ){0,6}?(?:Failures|Errors): [1-9]/,
    passed: /^OK \([1-9]\d{0,5} tests?, \d{1,8} assertions?\)$/,
  },
  {
    name: 'the Java test run',
    anchors: ['Tests run: '],
    failed: /^(?:\[\w+\] )?Tests run: \d{1,6}, {1,2}Failures: (?:[1-9]\d{0,5}, {1,2}Errors: \d|0, {1,2}Errors: [1-9])/,
  },
  {
    name: 'dotnet test',
    anchors: ['Failed!  - ', 'Test Run Failed', '.dll (net'],
    goodNews: ['Passed!  - ', 'Test Run Successful'],
    // In another language: `Fehler!      : Fehler:    11, erfolgreich:   201, … - Shop.Tests.dll (net8.0)`.
    failed:
      /^(?:Failed! {2}- Failed: {1,8}[1-9]|Test Run Failed\.$|(?!Passed!)\p{L}[\p{L} ]{1,30}! {1,12}: \p{L}[^:]{1,30}: {1,8}[1-9]\d{0,6}, .{10,200} - \S{1,200}\.dll \()/u,
    passed: /^(?:Passed! {2}- Failed: {1,8}0,|Test Run Successful\.$)/,
  },
  {
    name: 'ctest',
    anchors: ['% tests passed, '],
    failed: /^\d{1,3}% tests passed, [1-9]\d{0,5} tests failed out of \d/,
    passed: /^100% tests passed, 0 tests failed out of [1-9]/,
  },
  {
    name: 'googletest',
    anchors: [' FAILED TEST', '[  FAILED  ] '],
    goodNews: ['[  PASSED  ] '],
    failed:
      /^(?:\s[1-9]\d{0,6} FAILED (?:TESTS?|TEST SUITES?|TEST CASES?)|\[ {2}FAILED {2}\] [1-9]\d{0,6} tests?(?:\(s\))?, listed below:)$/,
    passed: /^\[ {2}PASSED {2}\] [1-9]\d{0,6} tests?(?:\(s\))?\.$/,
  },
  {
    name: 'Catch2',
    anchors: ['test cases: ', 'Failed '],
    goodNews: ['All tests passed ('],
    failed:
      /^(?:(?:\[doctest\] )?test cases: {1,6}\d{1,6} \|(?: {1,6}\d{1,6} (?:passed|skipped|failed as expected) \|){0,3} {1,6}[1-9]\d{0,5} failed\b.{0,60}|Failed [1-9]\d{0,5} test cases?, failed \d{1,7} assertions?\.)$/,
    passed: /^All tests passed \(\d{1,8} assertions? in \d{1,6} test cases?\)$/,
  },
  {
    name: 'Qt Test',
    anchors: ['Totals: '],
    failed: /^Totals: \d{1,6} passed, [1-9]\d{0,5} failed, /,
  },
  {
    name: 'Boost.Test',
    anchors: [' detected in the test '],
    failed: /^\*\*\* [1-9]\d{0,6} failures? (?:is|are) detected\b/,
  },
  {
    name: 'Automake',
    anchors: ['# FAIL: ', '# ERROR: ', '# XPASS: '],
    failed: /^# (?:FAIL|ERROR|XPASS): {1,3}[1-9]\d{0,5}$/,
  },
  { name: 'DejaGnu', anchors: ['# of unexpected '], failed: /^# of unexpected (?:failures|successes)\s{1,4}[1-9]/ },
  {
    name: 'Meson',
    anchors: ['Fail:  ', 'Timeout:  ', 'Unexpected Pass:  '],
    failed: /^(?:Fail|Timeout|Unexpected Pass): {4,20}[1-9]\d{0,5}\s*$/,
  },
  {
    name: 'Check',
    anchors: ['%: Checks: '],
    failed: /^\d{1,3}%: Checks: [1-9]\d{0,5}, (?:Failures: [1-9]|Failures: 0, Errors: [1-9])/,
  },
  { name: 'AVA', anchors: [' tests failed', ' test failed'], failed: /^ {2}[1-9]\d{0,5} tests? failed$/ },
  { name: 'lab', anchors: [' tests failed'], failed: /^[1-9]\d{0,5} of \d{1,6} tests failed\b/ },
  { name: 'nodeunit', anchors: ['FAILURES: '], failed: /^FAILURES: [1-9]\d{0,6}\/\d{1,7} assertions failed\b/ },
  {
    name: 'the tests',
    anchors: [' failures', ' failure', ' failed'],
    failed:
      /^(?:\d{1,6} doctests?, )?\d{1,6} (?:tests?|scenarios?|features?)(?:, \d{1,6} passed| passed| \()?,? ?\(?[1-9]\d{0,5} (?:failures?|failed)\b/,
    passed: /^(?:\d{1,6} doctests?, )?[1-9]\d{0,5} (?:tests?|scenarios?)(?:, \d{1,6} passed)?, 0 (?:failures|failed)\b/,
  },
  {
    name: 'scalatest',
    anchors: ['Tests failed: ', ' FAILED ***', 'Tests: succeeded '],
    goodNews: ['All tests passed.'],
    failed:
      /^(?:\[\w{1,8}\] )?(?:Tests failed: [1-9]|\*\*\* [1-9]\d{0,5} TESTS? FAILED \*\*\*$|Tests: succeeded \d{1,6}, failed [1-9])/,
    passed: /^(?:\[\w{1,8}\] )?All tests passed\.$/,
  },
  {
    name: 'flutter test',
    anchors: ['Some tests failed.'],
    goodNews: ['All tests passed!'],
    failed: /^(?:\d\d:\d\d \+\d{1,6}(?: ~\d{1,6})? -\d{1,6}: )?Some tests failed\.$/,
    passed: /^(?:\d\d:\d\d \+\d{1,6}(?: ~\d{1,6})?: )?All tests passed!$/,
  },
  {
    name: 'tox',
    anchors: ['evaluation failed :(', ': commands failed', ': FAIL code '],
    goodNews: ['congratulations :)'],
    failed: /^\s{0,4}(?:evaluation failed :\(|(?:ERROR: {2,4})?[\w.-]{1,60}: (?:commands failed$|FAIL code [1-9]))/,
    passed: /^\s{0,4}congratulations :\)/,
  },
  {
    name: 'nox',
    anchors: ['nox > '],
    failed: /^nox > Session .{1,200} failed\.$/,
    passed: /^nox > Session .{1,200} was successful\b/,
  },
];
