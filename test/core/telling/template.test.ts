import { describe, expect, test } from 'vitest';
import { template, templateText } from '../../../src/core/telling/template.js';

test.each([
  ['took 3.2s', 'took 0'],
  ['took 1 min', 'took 0'],
  ['at 2026-11-22T04:53:51.743Z', 'at 0-0-0T0:0:0Z'],
  ['commit 9f3c2ab11', 'commit <id>'],
  ['id 123e4567-e89b-12d3-a456-426614174000!', 'id <id>!'],
  ['see https://example.org/a?b=1 now', 'see https:<path>?b=0 now'],
  ['read /tmp/x1/y.txt:7', 'read <path>:0'],
  ['read C:\\work\\a.txt', 'read C:<path>'],
  ['src/a.rs and lib/b.rs', '<path> and <path>'],
  ['  two   blanks\tand a tab', 'two blanks and a tab'],
  ['defaced facade', 'defaced facade'],
])('%s', (line, masked) => {
  expect(templateText(line)).toBe(masked);
});

describe('lines with the same template say the same', () => {
  test.each([
    ['[12] built in 3 ms', '[7] built in 1.4 s', true],
    ['pear 3 is bad', 'plum 3 is bad', false],
    ['FAILED a', 'PASSED a', false],
  ])('%s, %s', (one, other, same) => {
    expect(template(one) === template(other)).toBe(same);
  });
});
