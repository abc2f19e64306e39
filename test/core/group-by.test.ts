import { expect, it } from 'vitest';
import { firstOfEach, groupBy } from '../../src/core/group-by.js';

it('groups in order of first appearance, and takes the first of each', () => {
  const words = ['kiln', 'bowl', 'klinker', 'cup', 'brick'];
  const letter = (word: string) => word[0];
  expect([...groupBy(words, letter)]).toEqual([
    ['k', ['kiln', 'klinker']],
    ['b', ['bowl', 'brick']],
    ['c', ['cup']],
  ]);
  expect(firstOfEach(words, letter)).toEqual(['kiln', 'bowl', 'cup']);
  expect(firstOfEach([], letter)).toEqual([]);
});
