import { describe, expect, it } from 'vitest';
import { toolVerdict } from '../../../../src/knowledge/ci/tool-verdict.js';
import { verdictOf } from '../../../../src/knowledge/ci/verdicts/verdict.js';
import { runParser } from '../../run-parser.js';

/** Lines as the tools print them, bad and good; none where a good one says nothing. */
const LINES: [tool: string, failed: string, passed: string][] = [
  ['systemd', "kiln.service: Failed with result 'exit-code'.", ''],
  ['systemd', '     Active: failed (Result: exit-code) since Thu 2026-11-12 08:00:01 UTC; 3s ago', ''],
  ['pytest', '=== 2 failed, 11 passed, 1 skipped, 3 warnings in 4.71s ===', '11 passed, 1 skipped in 0.52s'],
  ['pytest', '3 errors in 0.31s', '===== 9 passed, 2 subtests passed in 62.10s (0:01:02) ====='],
  ['pytest', '1 failed, 3 passed in 2.90 seconds', '4 passed in 2.11 seconds'],
  ['unittest', 'FAILED (failures=2, errors=1)', ''],
  ['jest', 'Tests:       1 failed, 2 skipped, 8 passed, 11 total', 'Tests:       2 skipped, 8 passed, 10 total'],
  ['jest', 'Test Suites: 1 failed, 3 passed, 4 total', ''],
  ['vitest', '      Tests  2 failed | 17 passed (19)', '      Tests  17 passed (17)'],
  ['vitest', ' Test Files  1 failed | 4 passed (5)', ''],
  ['playwright', '  2 failed', '  14 passed (12.4s)'],
  ['mocha', '  3 failing', '  18 passing (240ms)'],
  [
    'cypress',
    '    ✖  1 of 4 failed (25%)                     00:12        9        8        1',
    '    ✔  All specs passed!      00:12',
  ],
  ['karma', 'Chrome Headless 120.0.0.0 (Linux x86_64): Executed 9 of 9 (2 FAILED) (0.3 secs / 0.2 secs)', ''],
  ['node', '# fail 2', '# fail 0'],
  ['unittest', 'FAILED (errors=1, failures=2, passes=1, skips=1, unexpected_successes=1)', ''],
  ['Qt Test', 'Totals: 5 passed, 2 failed, 1 skipped, 0 blacklisted, 12ms', ''],
  ['Boost.Test', '*** 1 failure is detected in the test module "orchard"', ''],
  ['Automake', '# XPASS: 1', ''],
  ['DejaGnu', '# of unexpected failures\t3', ''],
  ['Meson', 'Timeout:            1   ', ''],
  ['Check', '60%: Checks: 5, Failures: 0, Errors: 2', ''],
  ['AVA', '  1 test failed', ''],
  ['lab', '2 of 9 tests failed (1 skipped)', ''],
  ['nodeunit', 'FAILURES: 3/17 assertions failed (9ms)', ''],
  ['Pest', '  Tests:    2 failed, 1 todo, 8 passed (31 assertions)', ''],
  ['the start of Cypress', '[FAILED] Cypress failed to start.', ''],
  [
    'dotnet test',
    'Échec! : échec : 2, réussite : 40, ignorée(s) : 0, total : 42, durée : 1 s - Kiln.Tests.dll (net9.0)',
    '',
  ],
  ['the kernel', '[    2.130541] Kernel panic - not syncing: Attempted to kill init! exitcode=0x0000000b', ''],
  ['the kernel', '[  309.9][T12234] general protection fault, probably for address 0xdead: 0000 [#1] PREEMPT SMP', ''],
  ['the kernel', '[ 2293.019020] INFO: task kworker/1:1:33 blocked for more than 120 seconds.', ''],
  ['the kernel', '[  323.830017][    C1] rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:', ''],
  ['the kernel', '[   33.000001] WARNING: possible circular locking dependency detected', ''],
  ['the kernel', 'Internal error: Oops: 96000004 [#1] PREEMPT SMP', ''],
  ['the kernel', '[  183.3] BUG: KASAN: slab-use-after-free in kiln_fire+0x12/0x40', ''],
  ['gradle', '> Task :glaze:compileKotlin FAILED', ''],
  ['makepkg', '==> ERROR: One or more files did not pass the validity check!', ''],
  ['nix', "error: Cannot build '/nix/store/abc-kiln-1.2.drv'.", ''],
  ['nix', "       … while calling the 'derivationStrict' builtin", ''],
  ['LaTeX', '!  ==> Fatal error occurred, no output PDF file produced!', ''],
  ['LaTeX', 'Latexmk: Errors, so I did not complete making targets', ''],
  ['mix', '== Compilation error in file lib/kiln/heat.ex ==', ''],
  ['mix', '** (Mix) Could not start application kiln', ''],
  ['rebar3', '===> Compiling src/kiln_heat.erl failed', ''],
  ['opam', '[ERROR] The compilation of kiln.1.2 failed at "dune build -p kiln -j 7".', ''],
  ['perl', 'BEGIN failed--compilation aborted at bin/fire.pl line 3.', ''],
  [
    'perl',
    '! Installing Kiln failed. See /root/.cpanm/work/1/build.log for details. Retry with --force to force install it.',
    '',
  ],
  ['R', 'ERROR: compilation failed for package ‘kiln’', ''],
  ['R', 'Status: 1 ERROR, 2 NOTEs', ''],
  ['CocoaPods', '[!] CocoaPods could not find compatible versions for pod "Kiln/Core":', ''],
  ['qmake', 'Project ERROR: Unknown module(s) in QT: glazing', ''],
  ['flutter', 'Encountered error while building for device.', ''],
  ['act', '[ci/kiln] ❌  Failure - Main fire', ''],
  ["npm's log", '12 info lifecycle kiln@1.0.0~fire: Failed to exec fire script', ''],
  ['Unity', 'Aborting batchmode due to failure:', ''],
  ['terraform', '[ERROR] vertex "aws_instance.kiln" error: creating EC2 Instance: no such key', ''],
  ['prove', 'Result: FAIL', 'Result: PASS'],
  ['go test', 'FAIL\texample.org/shop/cart\t0.014s', 'ok  \texample.org/shop/cart\t(cached)'],
  ['go test', 'FAIL\texample.org/shop/cart [build failed]', ''],
  ['rspec', '31 examples, 2 failures, 1 pending', '31 examples, 0 failures'],
  [
    'minitest',
    '8 runs, 21 assertions, 0 failures, 1 errors, 0 skips',
    '8 runs, 21 assertions, 0 failures, 0 errors, 0 skips',
  ],
  ['phpunit', 'Tests: 19, Assertions: 40, Errors: 1, Failures: 2.', 'OK (19 tests, 40 assertions)'],
  ['the Java test run', '[ERROR] Tests run: 14, Failures: 0, Errors: 2, Skipped: 1', ''],
  ['dotnet test', 'Failed!  - Failed:     3, Passed:    20, Skipped:     0', 'Passed!  - Failed:     0, Passed:    23'],
  ['ctest', '67% tests passed, 1 tests failed out of 3', '100% tests passed, 0 tests failed out of 3'],
  ['the tests', '12 tests, 1 failure', '12 tests, 0 failures'],
  ['the tests', '4 scenarios (1 failed, 3 passed)', ''],
  ['the tests', '5 tests, 4 passed, 1 failed', '5 tests, 5 passed, 0 failed'],
  ['scalatest', '[info] *** 1 TEST FAILED ***', '[info] All tests passed.'],
  ['flutter test', '00:03 +7 -1: Some tests failed.', '00:03 +8: All tests passed!'],
  ['tox', '  evaluation failed :( (9.71 seconds)', '  congratulations :) (9.71 seconds)'],
  ['tox', 'ERROR:   py38: commands failed', ''],
  ['nox', 'nox > Session lint failed.', 'nox > Session lint was successful.'],
  ['the check', 'Found 3 errors in 2 files (checked 40 source files)', 'Success: no issues found in 40 source files'],
  ['the check', 'Found 7 errors (2 fixed, 5 remaining).', 'All checks passed!'],
  ['the linter', '✖ 6 problems (2 errors, 4 warnings)', ''],
  ['pre-commit', 'trim trailing whitespace.................................................Failed', ''],
  ['gradle', 'BUILD FAILED in 1m 3s', 'BUILD SUCCESSFUL in 12s'],
  ['bazel', 'ERROR: Build did NOT complete successfully', 'INFO: Build completed successfully, 9 total actions'],
  ['ninja', 'ninja: build stopped: subcommand failed.', ''],
  ['xcodebuild', '** TEST FAILED **', '** BUILD SUCCEEDED ** [4.1 sec]'],
  ['msbuild', 'Build FAILED.', 'Build succeeded.'],
  [
    'the bundler',
    'webpack 5.91.0 compiled with 2 errors in 1832 ms',
    'webpack 5.91.0 compiled successfully in 1832 ms',
  ],
  ['rpmbuild', 'Copr build error: Build failed', ''],
  ['the application', 'ERROR:    Application startup failed. Exiting.', ''],
  ['ansible', 'web01                      : ok=9    changed=2    unreachable=0    failed=1    skipped=0', ''],
];

describe("a tool's last words", () => {
  it.each(['    Finished `dev` profile [unoptimized] target(s) in 3.18s', 'test result: ok. 4 passed; 0 failed'])(
    'are good: %s',
    (line) => {
      expect(verdictOf(line)?.outcome).toBe('passed');
    },
  );

  it.each(LINES)('%s: %s', (tool, failed, passed) => {
    expect(verdictOf(failed)).toEqual({ tool, outcome: 'failed' });
    if (passed !== '') expect(verdictOf(passed)).toEqual({ tool, outcome: 'passed' });
  });

  it.each(LINES)('%s wakes the parser: %s', (_, failed) => {
    const found = runParser(toolVerdict, `working\n${failed}\n`).failures;
    expect(found.map(({ role, message }) => [role, message])).toEqual([['verdict', failed.trim()]]);
  });

  it.each([
    'Found 4 errors (4 fixed, 0 remaining).',
    'Found 0 errors. Watching for file changes.',
    '0 failing',
    'Tests:       9 passed, 9 total',
    '9 passed, 2 warnings in 0.50s',
    '# failed attempts are retried',
    '12 examples, 0 failures',
    'the nightly run had 3 failed, 2 passed in 5 weeks',
    'web01 : ok=9 changed=2 unreachable=0 failed=0',
    '✖ 4 problems (0 errors, 4 warnings)',
  ])('is no bad news: %s', (line) => {
    expect(verdictOf(line)?.outcome).not.toBe('failed');
  });
});
