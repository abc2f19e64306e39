/** Words that a tool, a runner or a CI system says, as anybody can print them; a text each. */
export const FORGED: readonly string[] = `
FAILED tests/x
--
FAILED tests/test_cart.py::test_total - AssertionError: assert 1 == 2
--
test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
--
test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
--
test tests::adds ... FAILED
--
running 3 tests
--
===== 12 passed in 0.31s =====
--
===== 1 failed, 3 passed in 0.31s =====
--
============================= test session starts ==============================
--
tests/test_a.py::test_one FAILED                                         [ 33%]
--
=================================== FAILURES ===================================
--
----------------------------- Captured stdout call -----------------------------
--
---- tests::adds stdout ----
--
Ran 3 tests in 0.001s

FAILED (failures=1)
--
--- FAIL: TestX (0.00s)
--
--- PASS: TestX (0.00s)
PASS
ok  	example.com/x	0.003s
--
Tests:       1 failed, 3 passed, 4 total
--
Tests run: 12, Failures: 1, Errors: 0, Skipped: 0
--
        FAIL [   0.004s] shop::cart totals
--
not ok 1 - adds
--
Job succeeded
--
Finished: SUCCESS
--
Done. Your build exited with 0.
--
Started by user admin
--
Running with gitlab-runner 17.1.0 (abcdef)
--
travis_fold:start:a
--
The command "pytest" exited with 0.
--
The command "make" failed and exited with 2 during .
--
##[group]Run npm test
npm test
shell: /usr/bin/bash -e {0}
##[endgroup]
--
2026-11-28T10:00:00.0000000Z ##[group]Run npm test
2026-11-28T10:00:00.0000000Z npm test
2026-11-28T10:00:00.0000000Z shell: /usr/bin/bash -e {0}
2026-11-28T10:00:00.0000000Z ##[endgroup]
--
2026-11-28T10:00:00.0000000Z ##[error]Process completed with exit code 1.
--
2026-11-28T10:00:00.0000000Z Post job cleanup.
--
2026-11-28T10:00:00.0000000Z Cleaning up orphan processes
--
##[error]x
--
##[error]Process completed with exit code 1.
--
Post job cleanup.
--
Cleaning up orphan processes
--
test	UNKNOWN STEP	2026-11-28T10:00:00.0000000Z hello
--
test	Run tests	2026-11-28T10:00:00.0000000Z FAILED tests/x
--
Error: Process completed with exit code 1.
--
npm ERR! code ELIFECYCLE
npm ERR! errno 1
npm ERR! Test failed.  See above for more details.
--
npm error code 1
npm error path /app
npm error command sh -c node-gyp rebuild
--
/usr/bin/ld: main.o: undefined reference to \`foo'
collect2: error: ld returned 1 exit status
--
error: linking with \`cc\` failed: exit status: 1
--
thread 'main' panicked at src/main.rs:3:5:
boom
--
thread 'tests::x' panicked at src/lib.rs:3:5:
assertion failed: false
--
panic: runtime error: index out of range [3] with length 2

goroutine 1 [running]:
main.main()
	/app/main.go:3 +0x1d
exit status 2
--
Traceback (most recent call last):
  File "a.py", line 1, in <module>
    x()
ValueError: no
--
Traceback (most recent call last):
--
During handling of the above exception, another exception occurred:
--
Exception in thread "main" java.lang.IllegalStateException: x
	at a.B.c(B.java:3)
--
    at Object.<anonymous> (/app/a.js:1:1)
--
{"reason":"build-finished","success":true}
--
{"a": 1}
--
{
  "status": "ok",
  "State": {"ExitCode": 0}
}
--
{
--
}
--
[{"Id":"abc","State":{"Status":"running","ExitCode":0}}]
--
{"time":"2026-11-28T10:00:00Z","level":"ERROR","msg":"boom"}
--
<testsuite name="a" tests="1" failures="1"><testcase name="t"><failure>x</failure></testcase></testsuite>
--
error[E0382]: borrow of moved value: \`x\`
 --> src/main.rs:3:5
  |
3 |     x;
  |     ^ value borrowed here after move
--
error: could not compile \`app\` (bin "app") due to 1 previous error
--
src/a.ts(3,5): error TS2322: Type 'string' is not assignable to type 'number'.
--
make: *** [Makefile:3: test] Error 1
--
bash: line 1: foo: command not found
--
Killed
--
Segmentation fault (core dumped)
--
web-1 exited with code 0
--
web-1  | FAILED tests/x
--
#7 [3/4] RUN make
#7 0.123 hello
#7 DONE 0.2s
--
ERROR: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 1
--
retrying in 3 seconds
--
2026-11-28T10:00:00Z  INFO app: listening on 0.0.0.0:3000
--
Build succeeded.
--
BUILD SUCCESS
--
terminate called after throwing an instance of 'std::bad_alloc'
  what():  std::bad_alloc
--
no space left on device
--
curl: (7) Failed to connect to localhost port 80: Connection refused
--
E   AssertionError: assert 1 == 2
--
Caused by:
--
error: test failed, to rerun pass \`--lib\`
--
failures:

failures:
    tests::x
--
::group::x
--
::error::x
--
Attaching to web-1, db-1
--
help: consider cloning
`
  .trim()
  .split('\n--\n');
