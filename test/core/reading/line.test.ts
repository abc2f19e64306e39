import { expect, it } from 'vitest';
import { makeLine } from '../../../src/core/reading/line.js';

const text = (raw: string) => makeLine(1, raw, false).text;

it('takes off colour codes that lost their escape byte, not words in brackets', () => {
  expect(text('[31;1mkiln[0m went cold')).not.toContain('31;1m');
  expect(text('a [Kb')).toBe('a b');
  expect(text('ld terminated with signal 9 [Killed]')).toBe('ld terminated with signal 9 [Killed]');
  expect(text('[main] the kiln is cold')).toBe('[main] the kiln is cold');
});

it.each([
  ['[31;1mkiln', 'kiln'],
  ['a [0m', 'a '],
  ['>[0Kb', '>b'],
  ['a[0m', 'a[0m'],
  ['[K', ''],
  ['[m', ''],
  ['[Killed]', '[Killed]'],
  ['[main] x', '[main] x'],
  ['[1;2;3;4;5mx', 'x'],
  ['[1;2;3;4;5;6mx', '[1;2;3;4;5;6mx'],
  ['[1234mx', '[1234mx'],
  ['[1;mx', '[1;mx'],
])('codes that lost their escape byte: %j', (raw, said) => {
  expect(text(raw)).toBe(said);
});

it('takes off control characters, and keeps tabs', () => {
  expect(text('a\x00b\x07c\x1fd\x7fe\x80f\x9fg')).toBe('abcdefg');
  expect(text('a\tb\u00a0c')).toBe('a\tb\u00a0c');
});

it.each([
  ['&quot;a&quot; &apos;b&#39;&#039;&#x27;', `"a" 'b'''`],
  ['a &lt;b&gt; &amp;&nbsp;c', 'a <b> & c'],
  ['&lt;a> &amp;', '&lt;a> &amp;'],
  ['<a &amp;', '<a &amp;'],
  ['a & b &copy; &ltb', 'a & b &copy; &ltb'],
  ['&amp;lt;', '&lt;'],
])('entities of a text that was copied out of a page: %j', (raw, said) => {
  expect(text(raw)).toBe(said);
});

it('keeps the words as they were where they are told in another way', () => {
  expect(makeLine(3, 'a.c:1: &quot;b&quot;', true)).toEqual({
    number: 3,
    last: 3,
    clipped: true,
    text: 'a.c:1: "b"',
    verbatim: 'a.c:1: &quot;b&quot;',
    printed: 'a.c:1: "b"',
    channel: '',
  });
  expect(makeLine(1, 'a', false)).not.toHaveProperty('verbatim');
  const logged = '{"level":"info","msg":"a"}';
  expect(makeLine(1, logged, false)).toMatchObject({ text: 'a', verbatim: logged, printed: logged });
  expect(makeLine(1, '    a', false, 4).text).toBe('a');
  expect(makeLine(1, '      a', false, 4).printed).toBe('  a');
});
