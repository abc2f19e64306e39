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
