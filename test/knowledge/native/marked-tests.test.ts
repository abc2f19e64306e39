import { describe, expect, it } from 'vitest';
import { nativeMarks } from '../../../src/knowledge/native/marked-tests.js';
import { runParser } from '../run-parser.js';

const told = (log: string) => nativeMarks.flatMap((parser) => runParser(parser, log).failures);
const names = (log: string) => told(log).map(({ name }) => name);

describe('failed tests that native runners mark', () => {
  it('LTP: by the program, once, with what it says first and where', () => {
    const log = `tst_test.c:1833: TINFO: Overall timeout per run is 0h 00m 30s
../fs/kiln02.c:41: TPASS: door opens
../fs/kiln02.c:47: TFAIL: door_close() failed: EBUSY (16)
../fs/kiln02.c:52: TFAIL: ash remains
glaze_01.sh:12: TBROK: no such device

Summary:
passed   1
failed   2
`;
    expect(told(log)).toMatchObject([
      { name: 'kiln02', message: 'door_close() failed: EBUSY (16)', location: { file: '../fs/kiln02.c', line: 47 } },
      { name: 'glaze_01', message: 'no such device' },
    ]);
  });

  it('DejaGnu: known only by its sums', () => {
    const log = `FAIL: kiln.base/heat.exp: heats twice (timeout)
XPASS: kiln.base/cool.exp: cools
PASS: kiln.base/door.exp
`;
    expect(names(log)).toEqual([]);
    expect(
      names(`${log}\n\t\t=== kiln Summary ===\n\n# of expected passes\t\t1\n# of unexpected failures\t1\n`),
    ).toEqual(['kiln.base/heat.exp: heats twice (timeout)', 'kiln.base/cool.exp: cools']);
  });

  it('Automake before 1.13, with a TAP driver, and the log of its output alone', () => {
    expect(names('PASS: door\nFAIL: glaze\n=====\n1 of 2 tests failed\n=====\n')).toEqual(['glaze']);
    expect(names('FAIL: taps.t 2 - two (b)\nERROR: taps.t - too few tests\n# FAIL:  1\n')).toEqual([
      'taps.t 2 - two (b)',
      'taps.t - too few tests',
    ]);
    const output = `# TOTAL: 1
# FAIL:  1

FAIL: check_glaze
=================

heating up
the glaze ran off
`;
    expect(told(output)).toMatchObject([{ name: 'check_glaze', message: 'the glaze ran off' }]);
    expect(names('FAIL: test_heat (kiln.KilnTest)\n')).toEqual([]);
  });

  it('Meson: old and new, once where it is listed again', () => {
    const log = `1/3 kiln:unit / heats        FAIL     0.26 s (exit status 1)
2/3 cools                    OK       0.01 s
3/3 glazes twice             TIMEOUT 30.02 s

Summary of Failures:

1/3 kiln:unit / heats        FAIL     0.26 s (exit status 1)
`;
    expect(told(log)).toMatchObject([
      { name: 'heats', message: '(exit status 1)' },
      { name: 'glazes twice', message: 'TIMEOUT' },
    ]);
  });

  it('Check: the list below its count', () => {
    const log = `Running suite(s): Kiln
33%: Checks: 3, Failures: 1, Errors: 1
check_kiln.c:18:F:Core:test_heat:0: Assertion 'heat == 3' failed: heat == 2
check_kiln.c:24:P:Core:test_cool:0: Passed
check_kiln.c:30:E:Core:test_open:0: (after this point) Received signal 11 (Segmentation fault)
check_kiln.c:31:F:Core:test_late:0: in a line behind a space
`;
    expect(names(log.replace('check_kiln.c:31', '\ncheck_kiln.c:31'))).toEqual(['test_heat', 'test_open']);
  });

  it('Qt Test and Boost.Test: no line of a passing run', () => {
    expect(
      names(
        'PASS   : Kiln::heats()\nTotals: 1 passed, 0 failed, 0 skipped, 0 blacklisted, 1ms\n*** No errors detected\n',
      ),
    ).toEqual([]);
  });
});
