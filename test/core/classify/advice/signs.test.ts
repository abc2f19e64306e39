import { expect, it, vi } from 'vitest';
import { shown, shows } from '../../../../src/core/classify/advice/signs.js';

it('a list of texts is searched once for a sign, whatever it shows', () => {
  for (const [sign, answer] of [
    [/kiln/, true],
    [/oven/, false],
  ] as const) {
    const test = vi.spyOn(sign, 'test');
    const texts = ['a cold kiln'];
    expect([shows(sign, texts), shows(sign, texts), shows(sign, texts)]).toEqual([answer, answer, answer]);
    expect(test).toHaveBeenCalledTimes(1);
    expect(shows(sign, ['another list'])).toBe(false);
    expect(test).toHaveBeenCalledTimes(2);
  }
});

it('what any of the lists shows is shown, in the order of the signs', () => {
  const signs = [
    ['hot', /warm/],
    ['cold', /frost/],
    ['wet', /rain/],
  ] as const;
  expect(shown(signs, ['rain'], [], ['warm', 'rain'])).toEqual(['hot', 'wet']);
  expect(shown(signs)).toEqual([]);
});

it('a line is looked at up to its 2,000th character', () => {
  expect(shows(/kiln/, [`${'.'.repeat(1_996)}kiln`])).toBe(true);
  expect(shows(/kiln/, [`${'.'.repeat(1_997)}kiln`])).toBe(false);
});
