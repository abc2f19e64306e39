import { expect, it } from 'vitest';
import { withoutTail } from '../../src/core/trim.js';
import { growth, LINEAR } from '../growth.js';

it.each([
  ['abc.:.', '.:', 'abc'],
  ['...', '.', ''],
  ['', '.', ''],
  ['a.b', '.', 'a.b'],
  ['.a', '.', '.a'],
  ['a\\', ',;\\', 'a'],
])('%j without the %j at its end is %j', (text, characters, rest) => {
  expect(withoutTail(text, characters)).toBe(rest);
});

it('takes linear time on a text full of them', () => {
  expect(growth((size) => withoutTail(`${'.'.repeat(size)}a`, '.'), 1_000_000)).toBeLessThan(LINEAR);
});
