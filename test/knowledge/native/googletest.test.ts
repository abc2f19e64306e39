import { describe, expect, it } from 'vitest';
import { catch2 } from '../../../src/knowledge/native/catch2.js';
import { ctest } from '../../../src/knowledge/native/ctest.js';
import { googletest } from '../../../src/knowledge/native/googletest.js';
import { runParser } from '../run-parser.js';

const names = (log: string, parser = googletest) => runParser(parser, log).failures.map(({ name }) => name);

describe('GoogleTest', () => {
  it("takes what Microsoft's compiler writes, and the message over its lines", () => {
    const log = `[==========] Running 1 test from 1 test suite.
[ RUN      ] Ledger.Closes
weighed twice
D:\\w\\ledger_test.cpp(138): error: Expected equality of these values:
  page.sum()
    Which is: 3
  4

[  FAILED  ] Ledger.Closes (3531 ms)
[==========] 1 test from 1 test suite ran. (6861 ms total)
[  PASSED  ] 0 tests.
[  FAILED  ] 1 test, listed below:
[  FAILED  ] Ledger.Closes

 1 FAILED TEST
`;
    expect(runParser(googletest, log).failures).toMatchObject([
      {
        name: 'Ledger.Closes',
        message: 'Expected equality of these values: page.sum() Which is: 3 4',
        location: { file: 'D:\\w\\ledger_test.cpp', line: 138 },
      },
    ]);
  });

  it('tells a test that only stands in the list, and none twice', () => {
    const log = `[  FAILED  ] 2 tests, listed below:
[  FAILED  ] Big/Crate.Holds/0, where GetParam() = 4-byte object <07-00 00-00>
[  FAILED  ] Crate/1.Opens, where TypeParam = std::pair<int, char>
[  FAILED  ] Crate/1.Opens, where TypeParam = std::pair<int, char>
`;
    expect(names(log)).toEqual(['Big/Crate.Holds/0', 'Crate/1.Opens']);
  });

  it('is silent where CTest tells of the program, and speaks again for the next program', () => {
    const log = `1/1 Test #1: crates ...........................***Failed    0.01 sec
Running main() from gmock_main.cc
[==========] Running 1 test from 1 test suite.
[ RUN      ] Crate.Opens
a.cc:3: Failure
Failed
[  FAILED  ] Crate.Opens (0 ms)

 1 FAILED TEST

The following tests FAILED:
\t  1 - crates (Failed)
Errors while running CTest
[==========] Running 1 test from 1 test suite.
[ RUN      ] Crate.Closes
a.cc:9: Failure
Failed
[  FAILED  ] Crate.Closes (0 ms)
`;
    expect(names(log)).toEqual(['Crate.Closes']);
    expect(runParser(ctest, log).failures).toMatchObject([{ name: 'crates', message: 'a.cc:3: Failure' }]);
  });
});

describe('Catch2', () => {
  it('names the test case, not the section, once', () => {
    const rule = '-'.repeat(79);
    const log = `${rule}
fills, and empties
  slowly
${rule}
D:\\w\\crate.cpp(4)
${'.'.repeat(79)}

D:\\w\\crate.cpp(9): FAILED:
  REQUIRE( crate.empty() )
with expansion:
  false

D:\\w\\crate.cpp(11): FAILED:
  CHECK( crate.light() )

${'='.repeat(79)}
test cases: 3 | 2 passed | 1 failed
`;
    expect(runParser(catch2, log).failures).toMatchObject([
      { name: 'fills, and empties', location: { line: 9 }, message: 'REQUIRE( crate.empty() ) with expansion: false' },
    ]);
  });
});
