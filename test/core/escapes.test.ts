import { describe, expect, it } from 'vitest';
import { withoutEscapes } from '../../src/core/escapes.js';

describe('escape sequences', () => {
  it.each([
    ['\u001b[31;1merror\u001b[0m', 'error'],
    ['\u001b[2K\u001b[1Gdone\u001b[?25h', 'done'],
    ['\u009b32mgreen\u009b0m', 'green'],
    ['\u001b]8;;https://example.com/a?b=c d\u001b\\link\u001b]8;;\u0007', 'link'],
    ['\u001b]0;a title with words\u0007prompt', 'prompt'],
    ['\u001b(Bplain\u001b7\u001bM', 'plain'],
    ['\u001b[38;2;1;2;3mcolour', 'colour'],
    ['no escape [31m at all', 'no escape [31m at all'],
  ])('are taken off: %j', (text, plain) => expect(withoutEscapes(text)).toBe(plain));

  it('leaves what never ends', () => {
    expect(withoutEscapes('a\u001b]0;open')).toBe('a\u001b]0;open');
    expect(withoutEscapes('a\u001b[31')).toBe('a\u001b[31');
  });
});
