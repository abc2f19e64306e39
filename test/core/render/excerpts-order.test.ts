import { expect, it } from 'vitest';
import { excerpts } from '../../../src/core/render/excerpts.js';

const LIMITS = { lines: 40, lineCharacters: 200 };
const evidence = (line: number, text: string, proof = true) => ({ source: 'a.log', line, text, proof });

it('what the tool said long before the line to cite does not hide it', () => {
  const goal = evidence(110, '[ERROR] Failed to execute goal press:weigh');
  const shown = excerpts([goal, evidence(111, '[ERROR] no apples'), evidence(100, '[INFO] BUILD FAILURE')], LIMITS);
  expect(shown.excerpts.map(({ line, lines }) => [line, lines.map(({ number }) => number)])).toEqual([
    [110, [110, 111]],
  ]);
  expect(shown.omitted).toBe(1);
});

it('context just above stays above', () => {
  const shown = excerpts([evidence(110, 'error: no apples'), evidence(109, 'weighing', false)], LIMITS);
  expect(shown.excerpts[0]?.lines.map(({ number }) => number)).toEqual([109, 110]);
});
