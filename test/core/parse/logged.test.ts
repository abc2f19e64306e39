import { expect, test } from 'vitest';
import { isLogged, saysError, wentOn } from '../../../src/core/parse/logged.js';

test.each([
  ['ERROR:kiln:hot', 'INFO:kiln:cold', true],
  ['2026-01-02 10:00:00,123 ERROR kiln hot', '2026-01-02 10:00:01,001 INFO kiln cold', true],
  ['[2026-01-02T10:00:00Z WARN  kiln] hot', '[2026-01-02T10:00:01Z ERROR kiln] hotter', true],
  ['ERROR:kiln:hot', 'ERROR:kiln:hotter', false],
  ['ERROR:kiln:hot', '2026-01-02 INFO another log', false],
  ['ERROR:kiln:hot', 'bye', false],
])('%s, then %s', (above, below, expected) => {
  expect(wentOn(above, below)).toBe(expected);
});

test('a sentence is no line of a log', () => {
  expect(isLogged('there was an error: see above')).toBe(false);
  expect(saysError('there was an error: see above')).toBe(false);
  expect(saysError('error: no clay')).toBe(true);
});
