import type { Outcome } from '../../core/domain/outcome.js';
import { PYTEST_TALLY } from './tally-anchors.js';

/** How one tool counts up at its end, and what it says when all went well. */
interface Tool {
  readonly name: string;
  /** Literals one of which, or of those of good news, stands in each of its lines; see `Parser.anchors` and `Parser.goodNews`. */
  readonly anchors: readonly string[];
  readonly goodNews?: readonly string[];
  readonly failed: RegExp;
  readonly passed?: RegExp;
}

/** A tool's last words. */
export interface Verdict {
  readonly tool: string;
  readonly outcome: Exclude<Outcome, 'unknown'>;
}

/**
 * The tallies and last words of the tools, each as the tool's own source prints it. They say that something failed, never what:
 * whoever knows more wins. A tally of nothing (`0 failures`) is good news or none.
 */
const TOOLS: readonly Tool[] = [
  // Test runners.
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
  // Linters and type checkers.
  {
    name: 'the check',
    anchors: [' error.', ' errors.', ' error in ', ' errors in ', ' error (', ' errors (', ' issues'],
    goodNews: ['All checks passed!'],
    failed: /^Found [1-9][\d,]{0,8} (?:errors?|issues?)\b(?! \(\d{1,6} fixed, 0 remaining\))[^:]{0,80}$/,
    passed: /^(?:All checks passed!|Success: no issues found in \d)/,
  },
  {
    name: 'the linter',
    anchors: [' problems (', ' problem ('],
    failed: /^[✖✗×] [1-9]\d{0,6} problems? \([1-9]\d{0,6} errors?, /,
  },
  { name: 'pre-commit', anchors: ['...Failed'], failed: /^[^.].{0,75}\.{3,}Failed$/ },
  // Builds.
  {
    name: 'gradle',
    // The task's own heading goes to the stream that a pipe keeps, the rest to the other one.
    anchors: ['BUILD FAILED', 'Build failed with an exception', ' FAILED'],
    goodNews: ['BUILD SUCCESSFUL'],
    failed:
      /^(?:> Task :\S{1,200} FAILED|BUILD FAILED(?: in \d.{0,30})?|FAILURE: Build (?:failed with an exception|completed with \d{1,4} failures)\.)$/,
    passed: /^BUILD SUCCESSFUL(?: in \d.{0,30})?$/,
  },
  { name: 'cargo test', anchors: [], goodNews: ['test result: ok'], failed: /(?!)/, passed: /^test result: ok\. / },
  {
    name: 'cargo',
    anchors: [],
    goodNews: ['target(s) in'],
    failed: /(?!)/,
    passed: /^\s{0,8}Finished .{0,120}\btarget\(s\) in\b/,
  },
  { name: 'maven', anchors: [], goodNews: ['BUILD SUCCESS'], failed: /(?!)/, passed: /^\[INFO\] BUILD SUCCESS$/ },
  { name: 'sbt', anchors: ['[error] Total time: '], failed: /^\[error\] Total time: \d/ },
  {
    name: 'bazel',
    anchors: ['Build did NOT complete successfully', ' fails locally'],
    goodNews: ['Build completed successfully'],
    failed:
      /^(?:(?:FAILED|ERROR): Build did NOT complete successfully|Executed \d{1,6} out of \d{1,6} tests?: .{0,60}\bfails? locally)/,
    passed: /^INFO: Build completed successfully/,
  },
  { name: 'ninja', anchors: ['ninja: build stopped: '], failed: /^ ?ninja: build stopped: (?!interrupted)/ },
  {
    name: 'cmake',
    anchors: ['Configuring incomplete, errors'],
    failed: /^-- Configuring incomplete, errors occurred!$/,
  },
  {
    name: 'xcodebuild',
    anchors: [' FAILED **'],
    goodNews: [' SUCCEEDED **'],
    failed: /^\*\* (?:[A-Z]+ )?(?:BUILD|TEST|ARCHIVE|EXPORT)(?: EXECUTE)? FAILED \*\*/,
    passed: /^\*\* (?:[A-Z]+ )?(?:BUILD|TEST|ARCHIVE|EXPORT)(?: EXECUTE)? SUCCEEDED \*\*/,
  },
  {
    name: 'msbuild',
    anchors: ['Build FAILED.'],
    goodNews: ['Build succeeded'],
    failed: /^\s{0,4}Build FAILED\.$/,
    passed: /^\s{0,4}Build succeeded(?:\.| in \d)/,
  },
  {
    name: 'the bundler',
    anchors: [
      'error during build:',
      'Build error occurred',
      'Build failed because of webpack errors',
      'Failed to compile.',
      ' compiled with ',
    ],
    goodNews: [' compiled successfully'],
    failed:
      /^(?:error during build:|> Build error occurred|> Build failed because of webpack errors|Failed to compile\.|webpack \d[\w.-]{0,20} compiled with [1-9]\d{0,5} errors?\b.{0,60})$/,
    passed: /^webpack \d[\w.-]{0,20} compiled successfully\b/,
  },
  {
    name: 'turbo',
    anchors: ['run failed: command'],
    failed: /^\s{0,2}(?:ERROR {2})?run failed: command {1,2}exited \([1-9]/,
  },
  {
    name: 'portage',
    anchors: [' failed ('],
    failed: /^ ?\* ERROR: [\w+.-]{1,60}\/[\w+.-]{1,100}(?:::[\w-]{1,40})? failed \(\w{1,20} phase\):?$/,
  },
  {
    name: 'rpmbuild',
    anchors: ['RPM build errors:', 'build error: ', 'Bad exit status from '],
    failed: /^(?:RPM build errors:|Copr build error: |error: Bad exit status from \S+ \(%\w+\)$)/,
  },
  {
    name: 'dpkg-buildpackage',
    anchors: ['dpkg-buildpackage: error: '],
    failed: /^dpkg-buildpackage: error: /,
  },
  {
    // Where the evaluation broke off stands in a trace, whose lines are all set in alike.
    name: 'nix',
    anchors: ["error: builder for '/nix/store/", "error: Cannot build '/nix/store/", '… while '],
    failed:
      /^(?:error: (?:builder for|Cannot build) '\/nix\/store\/\S+' failed|error: Cannot build '\/nix\/store\/\S+'\.$| {7}… while (?:calling|evaluating) )/,
  },
  {
    name: 'makepkg',
    anchors: ['==> ERROR: '],
    failed: /^==> ERROR: (?!Makepkg is already running)/,
  },
  {
    name: 'abuild',
    anchors: ['>>> ERROR: '],
    failed: /^>>> ERROR: [\w.-]{1,100}: \w+ failed/,
  },
  {
    name: 'LaTeX',
    anchors: ['Fatal error occurred, ', 'Latexmk: Errors, so '],
    failed: /^(?:! {2}==> Fatal error occurred, |Latexmk: Errors, so I did not complete)/,
  },
  {
    name: 'mix',
    anchors: ['== Compilation error in file ', '** (Mix) '],
    failed: /^(?:== Compilation error in file \S.{0,300} ==$|\*\* \(Mix\) \S)/,
  },
  { name: 'rebar3', anchors: ['===> Compiling '], failed: /^===> Compiling \S{1,300} failed$/ },
  {
    name: 'opam',
    anchors: ['ERROR while ', '[ERROR] The compilation of '],
    failed: /^(?:#=== ERROR while \w{1,30} \S{1,200} =+#|\[ERROR\] The compilation of \S{1,200} failed at )/,
  },
  {
    name: 'perl',
    anchors: ['--compilation aborted', ' due to compilation errors', '! Installing '],
    failed:
      /^(?:BEGIN failed--compilation aborted at \S|Execution of \S{1,300} aborted due to compilation errors\.|! Installing .{1,200} failed\. See \S)/,
  },
  {
    name: 'R',
    anchors: ['ERROR: compilation failed for package', 'Status: ', 'Execution halted'],
    failed: /^(?:ERROR: compilation failed for package \S|Status: [1-9]\d{0,3} ERRORs?\b|Execution halted$)/,
  },
  {
    name: 'CocoaPods',
    anchors: ['[!] CocoaPods could not find ', '[!] Unable to '],
    failed:
      /^\[!\] (?:CocoaPods could not find compatible versions for pod|Unable to find a (?:specification|target) )/,
  },
  { name: 'qmake', anchors: ['Project ERROR: '], failed: /^Project ERROR: \S/ },
  {
    name: 'flutter',
    anchors: ['Encountered error while ', 'Failed to build iOS app'],
    failed: /^(?:Encountered error while (?:building|archiving) .{1,80}\.|Failed to build iOS app)$/,
  },
  {
    name: 'Unity',
    anchors: ['Aborting batchmode due to '],
    failed: /^Aborting batchmode due to (?:failure|fatal error):/,
  },
  // Its own log, where the words for people are missing: a step of the plan ended with an error.
  { name: 'terraform', anchors: ['[ERROR] vertex "'], failed: /^\[ERROR\] vertex ".{1,300}" error: \S/ },
  // Servers and machines.
  {
    // What die() counts, what stops the machine, and, on its own console, where it hangs or breaks its own rules.
    name: 'the kernel',
    anchors: [
      'Kernel panic - not syncing',
      ' [#1]',
      'BUG: KASAN: ',
      'BUG: KFENCE: ',
      'BUG: KMSAN: ',
      ' blocked for more than ',
      'detected stall',
      'detected expedited stall',
      'BUG: soft lockup',
      'BUG: sleeping function',
      'BUG: scheduling while atomic',
      'ive locking detected',
      ' locking dependency detected',
      'inconsistent lock state',
      'bad unlock balance detected',
      'held lock freed!',
    ],
    failed:
      /^(?:\[ {0,8}\d{1,8}\.\d{1,9}\](?:\[ {0,6}[TC]\d{1,8}\])? )?(?:Kernel panic - not syncing: |(?:Internal error: )?\S.{0,160}: [0-9a-f]{1,16} \[#1\]|BUG: (?:KASAN|KFENCE|KMSAN): )|^\[ {0,8}\d{1,8}\.\d{6}\](?:\[ {0,6}[TC]\d{1,8}\])? (?:rcu: |watchdog: )?(?:INFO: task \S{1,80} blocked for more than \d|INFO: \S{1,40} (?:self-)?detected (?:expedited )?stalls?\b|BUG: (?:soft lockup|sleeping function|scheduling while atomic)|(?:WARNING|INFO): (?:possible \w{1,20} (?:locking|lock inversion|locking dependency)|inconsistent lock state|bad unlock balance|held lock freed))/,
  },
  {
    name: 'the application',
    anchors: ['Application startup failed. Exiting.', 'Worker failed to boot'],
    failed: /^ERROR: {1,8}Application startup failed\. Exiting\.$|\bWorker failed to boot\b/,
  },
  {
    name: 'ansible',
    anchors: [' failed=', ' unreachable='],
    failed: /^\S{1,200} {1,60}: ok=\d{1,6} .{0,60}\b(?:failed|unreachable)=[1-9]/,
  },
];

/** Literals that only stand in lines that say that all went well. */
export const GOOD_NEWS: readonly string[] = TOOLS.flatMap(({ goodNews = [] }) => goodNews);

/** Literals one of which stands in every line that `verdictOf` knows. */
export const VERDICT_ANCHORS: readonly string[] = [
  ...new Set([...TOOLS.flatMap(({ anchors }) => anchors), ...GOOD_NEWS]),
];

/** A tool's last words, when the line is such. */
export function verdictOf(text: string): Verdict | undefined {
  if (text.length > LONGEST) return undefined;
  for (const { name, failed, passed } of TOOLS) {
    if (failed.test(text)) return { tool: name, outcome: 'failed' };
    if (passed?.test(text)) return { tool: name, outcome: 'passed' };
  }
  return undefined;
}

/** No tool counts up in a line longer than this. */
const LONGEST = 1_000;
