import { expect, it } from 'vitest';
import { withoutForeignFrames } from '../../../src/core/classify/frames.js';
import { makeLine } from '../../../src/core/reading/line.js';

const kept = (lines: readonly string[]) =>
  withoutForeignFrames(
    lines.map((text, index) => makeLine(index + 1, text, false)),
    new Set(),
  ).map(({ text }) => text);

it('the marks below a line of a library go with it', () => {
  const lines = [
    'Traceback (most recent call last):',
    '  File "/app/press.py", line 3, in weigh',
    '    return total(apples)',
    '           ^^^^^^^^^^^^^',
    '  File "/usr/lib/python3.12/statistics.py", line 99, in total',
    '    raise StatisticsError("none")',
    '    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
    'StatisticsError: none',
  ];
  expect(kept(lines)).toEqual([...lines.slice(0, 4), lines[7]]);
});
