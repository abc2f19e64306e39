import { describe, expect, it } from 'vitest';
import { codeSpan, fence, prose } from '../../../../src/core/render/safe/markdown.js';

describe('prose keeps its words', () => {
  it.each([
    ['1. of all', '1\\. of all'],
    ['12) of all', '12\\) of all'],
    ['# of all', '\\# of all'],
    ['- of all', '\\- of all'],
    ['1.5 times', '1\\.5 times'],
    ['ask (@octocat), then', 'ask (`@octocat`), then'],
    ['"@octocat"!', '"`@octocat`"!'],
    ['@octocat', '`@octocat`'],
    ['see #12.', 'see `#12`.'],
    ['see #x', 'see #x'],
    ['a_b*c', 'a\\_b\\*c'],
  ])('%j', (text, markdown) => {
    expect(prose(text)).toBe(markdown);
  });
});

it('code is written in more backticks than it holds in a row', () => {
  expect(codeSpan('a')).toBe('`a`');
  expect(codeSpan('a``b')).toBe('```a``b```');
  expect(codeSpan('`a')).toBe('`` `a ``');
  expect(codeSpan('a`')).toBe('`` a` ``');
  expect(codeSpan('')).toBe('');
  expect(fence('a')).toBe('```text\na\n```');
  expect(fence('a\n```\n', 'rust')).toBe('````rust\na\n```\n````');
  expect(fence('a', 'mermaid')).toBe('```text\na\n```');
});
