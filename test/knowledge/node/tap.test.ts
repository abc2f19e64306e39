import { describe, expect, it } from 'vitest';
import { tap } from '../../../src/knowledge/node/tap.js';
import { runParser } from '../run-parser.js';

const told = (log: string) => runParser(tap, log).failures;

describe('TAP', () => {
  it('takes a message that stands further in, and a place inside brackets', () => {
    const log = `not ok 3 - heats
  ---
  name: KilnError
  message: >-
    the door is open and
    the glaze is wet
  at: 'Kiln.heat (file:///w/kiln.mjs:4:30)'
  ...
`;
    expect(told(log)).toMatchObject([
      {
        name: 'heats',
        code: 'KilnError',
        message: 'the door is open and the glaze is wet',
        location: { file: '/w/kiln.mjs', line: 4, column: 30 },
      },
    ]);
  });

  it('tells of a bare comparison its values, else what its stack begins with', () => {
    const log = `not ok 1 adds
  ---
    operator: equal
    expected: 4
    actual:   3
    stack: |-
      Error: adds
          at Test.<anonymous> (/w/kiln.js:2:27)
  ...
not ok 2 (2) the kiln cools
  ---
  duration_ms: 18
  stack: |-
    RangeError: too cold
        at /w/kiln.js:5:45
  ...
`;
    expect(told(log).map(({ name, message }) => [name, message])).toEqual([
      ['adds', 'expected 4, got 3'],
      ['the kiln cools', 'RangeError: too cold'],
    ]);
  });

  it('keeps a file or suite apart from the test that failed inside it', () => {
    const log = `    not ok 1 - heats
      ---
      at: {}
      ...
    1..1
    # failed 1 test
not ok 1 - kiln.test.js # time=7ms
  ---
  command: /usr/bin/node
  ...
`;
    expect(told(log).map(({ name, role }) => [name, role])).toEqual([
      ['heats', 'cause'],
      ['kiln.test.js', 'wrapper'],
    ]);
  });
});
