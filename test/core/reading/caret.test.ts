import { expect, test } from 'vitest';
import { withEscapes } from '../../../src/core/reading/caret.js';

async function through(...chunks: readonly string[]): Promise<string> {
  async function* given() {
    for (const chunk of chunks) yield new TextEncoder().encode(chunk);
  }
  let all = '';
  for await (const bytes of withEscapes(given())) all += new TextDecoder().decode(bytes);
  return all.replaceAll('\0', '');
}

test.each<[string, readonly string[], string]>([
  ['a colour', ['^[[1m^[[91merror^[[0m: x'], '\x1b[1m\x1b[91merror\x1b[0m: x'],
  ['cut after the caret', ['a^', '[[31mb'], 'a\x1b[31mb'],
  ['cut before its number', ['a^[[', '31mb'], 'a\x1b[31mb'],
  ['one byte at a time', [...'a^[[0mb'], 'a\x1b[0mb'],
  ['no escape: a class in an expression', ["grep '^[[:space:]]' x"], "grep '^[[:space:]]' x"],
  ["no escape: a compiler's carets", ['  | ^^^^ [x]'], '  | ^^^^ [x]'],
  ['at the end of the text', ['a^[['], 'a^[['],
])('%s', async (_, chunks, expected) => {
  expect(await through(...chunks)).toBe(expected);
});

test('the bytes that were read stay as they are', async () => {
  const bytes = new TextEncoder().encode('^[[0m');
  async function* given() {
    yield bytes;
  }
  for await (const _ of withEscapes(given())) expect(new TextDecoder().decode(bytes)).toBe('^[[0m');
});

test.each([
  ['^[[0m', true],
  ['^[[9m', true],
  ['^[[m', true],
  ['^[[K', true],
  ['^[[a', false],
  ['^[[:', false],
  ['^[[/', false],
  ['^[0m', false],
  ['[[0m', false],
  ['^x[[0m', false],
])('%j is a colour code: %s', async (text, is) => {
  expect((await through(`${text} `)).includes('\x1b')).toBe(is);
});

test('bytes behind a beginning that was held back come out once', async () => {
  expect(await through('a^', 'b')).toBe('a^b');
  expect(await through('a^[', 'b')).toBe('a^[b');
  expect(await through('a^[[', ' b')).toBe('a^[[ b');
  expect(await through('a^[[3', '1mb')).toBe('a\x1b[31mb');
  expect(await through('^')).toBe('^');
});
