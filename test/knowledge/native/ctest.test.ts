import { expect, it } from 'vitest';
import { ctest } from '../../../src/knowledge/native/ctest.js';
import { runParser } from '../run-parser.js';

it('CTest: tests that run side by side, and names that the progress cuts', () => {
  const log = `      Start  9: a_long_name
      Start 10: other
 1/2 Test #10: other ............................   Passed    0.00 sec
 2/2 Test  #9: a_long_name ......................***Exception: SegFault  0.01 sec
Segmentation of carts began

50% tests passed, 1 tests failed out of 2

The following tests FAILED:
\t  9 - a_long_name (SEGFAULT)                       unit fast
Errors while running CTest
`;
  expect(runParser(ctest, log).failures).toMatchObject([
    { name: 'a_long_name', code: 'SEGFAULT', message: 'Segmentation of carts began' },
  ]);
});

it('CTest: what was skipped, switched off or held at a further try has not failed', () => {
  const log = ` 1/5 Test #1: wants ............***Failed  Required regular expression not found. Regex=[wine=[0-9]
]  0.02 sec
 2/5 Test #2: rests ............***Skipped   0.01 sec
 3/5 Test #3: off ..............***Not Run (Disabled)   0.00 sec
 4/5 Test #4: flaky ............***Failed    0.01 sec
    Test #4: flaky ............   Passed    0.01 sec
 5/5 Test #5: aborts ...........Subprocess aborted***Exception:   0.02 sec

The following tests did not run:
\t  2 - rests (Skipped)

The following tests FAILED:
\t  1 - wants (Failed)
\t  5 - aborts (Subprocess aborted)
`;
  expect(runParser(ctest, log).failures).toMatchObject([
    { name: 'wants', message: 'Required regular expression not found. Regex=[wine=[0-9]' },
    { name: 'aborts', code: 'Subprocess aborted' },
  ]);
});

it('CTest on Windows: an exit code that ends its line too early', () => {
  const log = `The following tests FAILED:
\t  7 - opens (Exit code 0xc0000135
)
\t  9 - a "quoted", name (Failed)
Errors while running CTest
`;
  expect(runParser(ctest, log).failures.map(({ name }) => name)).toEqual(['opens', 'a "quoted", name']);
});
