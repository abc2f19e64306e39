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

test.each([
  ['ERROR kiln', true],
  ['[INFO] kiln', true],
  ['kiln | WARN: hot', true],
  ['2026-01-02 NOTICE/kiln', true],
  ['CRITICAL)', true],
  ['WARNING kiln', true],
  ['info: kiln', false],
  ['ERROR', false],
  ['ERRORS kiln', false],
  ['a b c d e f ERROR kiln', true],
  ['a b c d e f g ERROR kiln', false],
  ['it’s ERROR kiln', false],
  [`${'x'.repeat(120)} ERROR kiln`, false],
  [`${'x'.repeat(119)} ERROR kiln`, true],
])('%j is a line of a log with a level in capitals: %s', (text, is) => {
  expect(isLogged(text)).toBe(is);
});

test.each([
  ['Error: no clay', true],
  ['fatal: no clay', true],
  ['errors: no clay', false],
  ['error:no clay', true],
  ['an error: no clay', false],
  ['error no clay', true],
  ['10:00 fatal no clay', true],
  ['[critical] no clay', true],
  ['some error no clay', false],
  ['WARN no clay', false],
  ['', false],
])('%j says an error: %s', (text, is) => {
  expect(saysError(text)).toBe(is);
});

test.each([
  ['10:00 WARN hot', '10:01 ERROR hot', true],
  ['10:00 ERROR hot', '10:01 WARN hot', false],
  ['10:00 INFO hot', '10:01 ERROR hot', true],
  ['10:00 ERROR hot', '10:01 DEBUG hot', true],
  ['10:00 ERROR hot', '10:01 TRACE hot', true],
  ['10:00 FATAL hot', '10:01 NOTICE hot', true],
  ['10:00 WARNING hot', '10:01 CRITICAL hot', true],
  ['10:00 ERROR hot', '10:00:01 INFO hot', false],
  [undefined, '10:01 INFO hot', false],
])('above %j, below %j: the program went on: %s', (above, below, is) => {
  expect(wentOn(above, below)).toBe(is);
});
