import { describe, expect, it } from 'vitest';
import { codeCell, proseCell } from '../../../../src/core/render/safe/cell.js';
import { clean, clip, oneLine, printableJson, wellFormed } from '../../../../src/core/render/safe/clean.js';
import { commandData, commandProperty, workflowCommand } from '../../../../src/core/render/safe/command.js';
import { codeHtml, escapeHtml, proseHtml } from '../../../../src/core/render/safe/html.js';
import { codeSpan, fence, link, prose, webAddress } from '../../../../src/core/render/safe/markdown.js';
import { codeAddress, encodedPath, repositoryAddress, repositoryPath } from '../../../../src/core/render/safe/path.js';
import { spans } from '../../../../src/core/render/safe/prose.js';
import { plain, quotedLines, withoutCommands } from '../../../../src/core/render/safe/terminal.js';

type Rows = readonly (readonly [text: string, shown: string])[];
const quoted = (text: string) => `\uE000${text}\uE001`;

describe('what leaves by any channel', () => {
  it.each<readonly [string, string]>([
    ['plain\ttext\n', 'plain\ttext\n'],
    ['a\x1b[31;1mb\x1b[0mc', 'abc'],
    ['a\x1b[?25lb', 'ab'],
    ['a\x1b[ !pb', 'ab'],
    ['a\x1b]8;;https://x\x07b', 'ab'],
    ['a\x1b]0;t\x1b\\b', 'ab'],
    ['a\x9b31mb', 'ab'],
    ['a\x1bb', 'a\u241bb'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['\x00\x08\x0b\x0c\x1f', '\u2400\u2408\u240b\u240c\u241f'],
    ['\x7f', '\u2421'],
    ['\x80\x85\x9f', '\uFFFD\uFFFD\uFFFD'],
    ['\u2028\u2029\uFFFE\uFFFF', '\uFFFD\uFFFD\uFFFD\uFFFD'],
    ['\u00a0 ~', '\u00a0 ~'],
    ['a\u200b\u200c\u200db', 'a\uFFFDb'],
    ['a\u202eb\u2066c', 'a\uFFFDb\uFFFDc'],
    ['a\uFFF9\uFFFA\uFFFBb\uFFF8', 'a\uFFFDb\uFFFD'],
    ['a\u{E0041}\u{E0042}b', 'a\uFFFDb'],
    ['✔\uFE0F ✔\uFE0E', '✔ ✔'],
    ['a\uFE0F', 'a\uFFFD'],
    ['\uE000a\uE001', 'a'],
    ['\ud83d\ude00 \ud83d \ude00', '😀 \uFFFD \uFFFD'],
  ])('clean %j', (text, shown) => expect(clean(text)).toBe(shown));

  it('on one line, cut to a length, in pairs', () => {
    expect(oneLine('  a\t b\n\nc ')).toBe('a b c');
    expect(clip('abc', 3)).toBe('abc');
    expect(clip('abcd', 3)).toBe('abc… (1 characters more)');
    expect(clip('x'.repeat(2_003), 3)).toBe('xxx… (2,000 characters more)');
    expect(clip('a😀b', 2)).toBe('a… (3 characters more)');
    expect(clip('a😀b', 3)).toBe('a😀… (1 characters more)');
    expect(wellFormed('a\ud800b😀')).toBe('a\uFFFDb😀');
  });

  it.each<readonly [string, string]>([
    ['"a\u007fb\u009f\u2028\uFFFE\uE000"', '"a\\u007fb\\u009f\\u2028\\ufffe\\ue000"'],
    ['"\u200b\u{E0041}\uFFF9"', '"\\u200b\\udb40\\udc41\\ufff9"'],
    ['"##[group] ##["', '"##\\u005bgroup] ##\\u005b"'],
    ['"ü 😀 \u00a0"', '"ü 😀 \u00a0"'],
  ])('JSON %j', (json, shown) => {
    expect(printableJson(json)).toBe(shown);
    expect(JSON.parse(printableJson(json))).toBe(JSON.parse(json));
  });

  it.each([
    ['a%b\nc', 'a%25b%0Ac', 'a%25b%0Ac'],
    ['a:b,c', 'a:b,c', 'a%3Ab%2Cc'],
    ['::x::%0A', '::x::%250A', '%3A%3Ax%3A%3A%250A'],
    ['a\r\nb', 'a%0Ab', 'a%0Ab'],
  ])('a command %j', (text, data, property) => {
    expect([commandData(text), commandProperty(text)]).toEqual([data, property]);
  });

  it('a command with those properties that it has', () => {
    expect(workflowCommand('error', { file: 'a,b', line: 3, col: undefined }, 'x: y')).toBe(
      '::error file=a%2Cb,line=3::x: y',
    );
    expect(workflowCommand('notice', {}, 'x')).toBe('::notice::x');
    expect(workflowCommand('notice', { a: undefined }, 'x')).toBe('::notice::x');
  });
});

describe('Markdown', () => {
  const table = (rows: Rows, show: (text: string) => string) =>
    it.each(rows)('%j', (text, shown) => expect(show(text)).toBe(shown));

  describe('of prose is what it says', () =>
    table(
      [
        ['a_b*c[d]|~`e`', 'a\\_b\\*c\\[d\\]\\|\\~`e`'],
        ['a\\b <i> & c', 'a\\\\b &lt;i&gt; &amp; c'],
        ['# a', '\\# a'],
        ['## a', '\\## a'],
        ['- a', '\\- a'],
        ['+ a', '\\+ a'],
        ['= a', '\\= a'],
        ['1. a', '1\\. a'],
        ['23) a', '23\\) a'],
        ['a 1. b', 'a 1. b'],
        ['a # b', 'a # b'],
        ['> a', '&gt; a'],
        ['1 a', '1 a'],
        [' a  b\nc ', 'a b c'],
        [`a ${quoted('b`c')} d`, 'a ``b`c`` d'],
        [quoted('@a'), '`@a`'],
        ['', ''],
      ],
      (text) => prose(text),
    ));

  describe('code stands in more backticks than it holds', () =>
    table(
      [
        ['', ''],
        [' ', ''],
        ['a', '`a`'],
        ['a`b', '``a`b``'],
        ['a``b`c', '```a``b`c```'],
        ['`a', '`` `a ``'],
        ['a`', '`` a` ``'],
        ['a\nb', '`a b`'],
        ['x'.repeat(301), `\`${'x'.repeat(300)}… (1 characters more)\``],
      ],
      (text) => codeSpan(text),
    ));

  it('a block stands in more still, three at least, and names no language that is drawn', () => {
    expect(fence('a\n\n')).toBe('```text\na\n```');
    expect(fence('a ``` b')).toBe('````text\na ``` b\n````');
    expect(fence('a `````')).toBe('``````text\na `````\n``````');
    expect(fence('a', 'rust')).toBe('```rust\na\n```');
    expect(fence('a', 'c++')).toBe('```c++\na\n```');
    for (const language of ['mermaid', 'Math', 'geojson', 'topojson', 'stl', 'a b', '', 'x'.repeat(21), 'a`', 'ü'])
      expect(fence('a', language)).toBe('```text\na\n```');
    for (const language of ['mermaids', 'amath', 'x'.repeat(20), 'F#-9'])
      expect(fence('a', language)).toBe(`\`\`\`${language}\na\n\`\`\``);
  });

  it('a link leads to a web address', () => {
    expect(link('a', 'https://x.test/a b')).toBe('[a](https://x.test/a%20b)');
    expect(link('a', undefined)).toBe('a');
    expect(link('a', 'javascript:x')).toBe('a');
    expect(link('', 'https://x.test')).toBe('');
    expect(link('a]: b', 'https://x.test')).toBe('a]: b');
  });

  it.each<readonly [string, string | undefined]>([
    ['http://a', 'http://a'],
    ['https://a/-._~:/?#@!$&*+,;=%20Z9', 'https://a/-._~:/?#@!$&*+,;=%20Z9'],
    ['https://a/(b)[c]"<>\\^`{|}\'', 'https://a/%28b%29%5Bc%5D%22%3C%3E%5C%5E%60%7B%7C%7D%27'],
    ['https://a/ü😀', 'https://a/%C3%BC%F0%9F%98%80'],
    ['https://', undefined],
    ['https:// a', undefined],
    ['https:///a', undefined],
    [' https://a', undefined],
    ['ftp://a', undefined],
    ['xhttps://a', undefined],
    ['https://a\nb', undefined],
    ['https://a\x7fb', undefined],
    ['https://a\tb', undefined],
    [`https://a${'b'.repeat(1_991)}`, `https://a${'b'.repeat(1_991)}`],
    [`https://a${'b'.repeat(1_992)}`, undefined],
  ])('the address %j', (address, shown) => expect(webAddress(address)).toBe(shown));

  it('a cell ends nowhere', () => {
    expect(proseCell(`a|b ${quoted('c|d')}`)).toBe('a\\|b `c\\|d`');
    expect(codeCell('a\\|b')).toBe('`a\\ \\|b`');
    expect(codeCell('a\\b|c|d')).toBe('`a\\b\\|c\\|d`');
    expect(codeCell('x'.repeat(201))).toBe(`\`${'x'.repeat(200)}… (1 characters more)\``);
    expect(proseCell('x '.repeat(101))).toMatch(/x … \(2 characters more\)$/);
  });
});

describe('words that a forge would turn into something are code', () => {
  const code = (text: string) =>
    spans(text)
      .map((span) => (span.code ? `‹${span.text}›` : span.text))
      .join('');
  it.each<readonly [string, string]>([
    ['hi @octo!', 'hi ‹@octo›!'],
    ['("@octo")', '("‹@octo›")'],
    ["'@a'.", "'‹@a›'."],
    ['(see a@b.c), x', '(see ‹a@b.c›), x'],
    ['fixes #1', 'fixes ‹#1›'],
    ['# 1 #a', '# 1 #a'],
    ['GH-1 gh-2 xGH-3', '‹GH-1› ‹gh-2› xGH-3'],
    ['ftp://a.b', '‹ftp://a.b›'],
    ['www.a.b WWW.a', '‹www.a.b› ‹WWW.a›'],
    ['mailto:x', '‹mailto:x›'],
    ['abcdef1 abcdef ABCDEF12', '‹abcdef1› abcdef ‹ABCDEF12›'],
    [':+1: a:b: :a', '‹:+1›: ‹a:b›: :a'],
    ['$a$', '‹$a$›'],
    ['a `b c` d', 'a ‹b c› d'],
    ['a ``b` c', 'a ‹b› c'],
    ['a `b c', 'a ‹b c›'],
    [`a \`b ${quoted('c')} d\` e`, 'a ‹b c d› e'],
    [`${quoted('a')} ${quoted('b')}`, '‹a› ‹b›'],
    [`${quoted('a')}${quoted('b')}`, '‹ab›'],
    ['@a @b', '‹@a› ‹@b›'],
    ['"', '"'],
    ['@', '‹@›'],
    ['()', '()'],
    ['@.,;:!?', '‹@›.,;:!?'],
  ])('%j', (text, shown) => expect(code(text)).toBe(shown));

  it('are cut where all is too long, and counted', () => {
    expect(spans('a b c', 5)).toEqual([{ code: false, text: 'a b c' }]);
    expect(spans('a b c', 4)).toEqual([
      { code: false, text: 'a b ' },
      { code: false, text: '… (1 characters more)' },
    ]);
    expect(spans(`ab ${quoted('cd')} ef`, 4).map(({ text }) => text)).toEqual(['ab ', 'c', '… (4 characters more)']);
    expect(spans(`ab ${quoted('cd')}`, 3).map(({ text }) => text)).toEqual(['ab ', '… (2 characters more)']);
    expect(spans('x'.repeat(4_000))).toHaveLength(1);
    expect(spans('x'.repeat(5_001)).at(-1)?.text).toBe('… (1,001 characters more)');
    expect(spans('a😀', 2)[0]?.text).toBe('a\uFFFD');
  });
});

describe('HTML', () => {
  it.each<readonly [string, string]>([
    ['<a href="x">&\'`|', '&#60;a href=&#34;x&#34;&#62;&#38;&#39;&#96;&#124;'],
    ['a=b;c', 'a=b;c'],
  ])('%j', (text, shown) => expect(escapeHtml(text)).toBe(shown));

  it('of prose and code', () => {
    expect(proseHtml(` a <b> ${quoted('c <d>')} @e `)).toBe('a &#60;b&#62; <code>c &#60;d&#62;</code> <code>@e</code>');
    expect(proseHtml('abcd', 2)).toBe('ab… (2 characters more)');
    expect(codeHtml('a\n<b>')).toBe('<code>a &#60;b&#62;</code>');
    expect(codeHtml('x'.repeat(301))).toBe(`<code>${'x'.repeat(300)}… (1 characters more)</code>`);
    expect(codeHtml('abc', 2)).toBe('<code>ab… (1 characters more)</code>');
  });
});

describe('a terminal', () => {
  it.each<readonly [string, string]>([
    [`a ${quoted('b')} c`, 'a `b` c'],
    [quoted('b'), 'b'],
    [` ${quoted('b')} `, 'b'],
    [`\`a ${quoted('b')}\` ${quoted('c')}`, '`a b` `c`'],
    [`a ${quoted('b`c')}`, 'a b`c'],
    ['a `b` c', 'a `b` c'],
    [`a \`\`b\`\` ${quoted('c')}`, 'a ``b`` `c`'],
    [`a\x1b[31m ${quoted('b\nc')}`, 'a `b c`'],
  ])('%j', (text, shown) => expect(plain(text)).toBe(shown));

  it('of lines, and of no command', () => {
    expect(quotedLines('a\tb\r\nc')).toEqual(['a    b', 'c']);
    expect(withoutCommands('::a::\n \x1b[1m::b\nx ::c\n##[group] x##[y\n:d ::\n:')).toBe(
      ': :a::\n \x1b[1m: :b\nx ::c\n## [group] x## [y\n:d ::\n:',
    );
  });
});

describe('paths', () => {
  it.each<readonly [string, string | undefined]>([
    ['a/b.c', 'a/b.c'],
    ['./././a', 'a'],
    ['a\\b', 'a/b'],
    ['/home/runner/work/app/app/src/a', 'src/a'],
    ['/home/runner/work/app/src', undefined],
    ['x/home/runner/work/app/app/src/a', 'x/home/runner/work/app/app/src/a'],
    ['/Users/runner/work/app/app/a', 'a'],
    ['/__w/app/app/a', 'a'],
    ['/github/workspace/a', 'a'],
    ['D:\\a\\app\\app\\src\\a.c', 'src/a.c'],
    ['D:/b/a', undefined],
    ['/usr/a', undefined],
    ['http:a', undefined],
    ['a+.-9:b', undefined],
    ['9a:b', '9a:b'],
    ['', undefined],
    ['./', undefined],
    ['a//b', undefined],
    ['a/', undefined],
    ['../a', undefined],
    ['a/./b', undefined],
    ['a/../b', undefined],
    ['a/..b/...', 'a/..b/...'],
    ['a\tb', undefined],
    ['a\x7fb', undefined],
    ['a"b', undefined],
    ['a|b', undefined],
    ['a?b', undefined],
    ['a*b', undefined],
    ['<a>', undefined],
    ['a\uE000b', undefined],
    ['a\ud800b', undefined],
    ['x'.repeat(500), 'x'.repeat(500)],
    ['x'.repeat(501), undefined],
    ['node_modules/a', undefined],
    ['a/node_modules/b', undefined],
    ['a/site-packages/b', undefined],
    ['dist-packages/b', undefined],
    ['.venv/b', undefined],
    ['venv/b', undefined],
    ['.cargo/b', undefined],
    ['.rustup/b', undefined],
    ['target/b', undefined],
    ['.git/b', undefined],
    ['a/mytarget/b', 'a/mytarget/b'],
    ['target', 'target'],
    ['.github/b', '.github/b'],
  ])('%j', (file, path) => expect(repositoryPath(file)).toBe(path));

  const RUN = { serverUrl: 'https://github.com', repository: 'a/b', sha: 'abcdef1' };
  it.each<readonly [object, string | undefined]>([
    [{}, 'https://github.com/a/b'],
    [{ serverUrl: 'https://github.com/' }, 'https://github.com/a/b'],
    [{ serverUrl: 'http://x:80' }, 'http://x:80/a/b'],
    [{ serverUrl: undefined }, undefined],
    [{ serverUrl: 'ftp://x' }, undefined],
    [{ serverUrl: 'xhttps://x' }, undefined],
    [{ serverUrl: 'https://' }, undefined],
    [{ serverUrl: 'https:///x' }, undefined],
    [{ repository: undefined }, undefined],
    [{ repository: 'a' }, undefined],
    [{ repository: 'a/b/c' }, undefined],
    [{ repository: 'a/b/c', forge: 'gitlab' }, 'https://github.com/a/b/c'],
    [{ repository: `${'g/'.repeat(20)}p`, forge: 'gitlab' }, `https://github.com/${'g/'.repeat(20)}p`],
    [{ repository: `${'g/'.repeat(21)}p`, forge: 'gitlab' }, undefined],
    [{ repository: 'a/' }, undefined],
    [{ repository: 'a/..' }, undefined],
    [{ repository: './a' }, undefined],
    [{ repository: 'a/b c' }, undefined],
    [{ repository: 'a.b-c_9/.d' }, 'https://github.com/a.b-c_9/.d'],
  ])('the repository of %j', (over, address) => expect(repositoryAddress({ ...RUN, ...over })).toBe(address));

  it.each<readonly [object, string | undefined]>([
    [{}, 'https://github.com/a/b/blob/abcdef1/x/y%20z#L3'],
    [{ forge: 'gitlab' }, 'https://github.com/a/b/-/blob/abcdef1/x/y%20z#L3'],
    [{ sha: 'abcdef' }, undefined],
    [{ sha: 'ABCDEF12' }, 'https://github.com/a/b/blob/ABCDEF12/x/y%20z#L3'],
    [{ sha: 'a'.repeat(64) }, `https://github.com/a/b/blob/${'a'.repeat(64)}/x/y%20z#L3`],
    [{ sha: 'a'.repeat(65) }, undefined],
    [{ sha: 'abcdefg' }, undefined],
    [{ sha: undefined }, undefined],
    [{ repository: 'a' }, undefined],
  ])('the code of %j', (over, address) => expect(codeAddress({ ...RUN, ...over }, 'x/y z', 3)).toBe(address));

  it('a path in an address', () => {
    expect(codeAddress(RUN, 'a')).toBe('https://github.com/a/b/blob/abcdef1/a');
    expect(codeAddress(RUN, '/usr/a')).toBeUndefined();
    expect(encodedPath("a/(b)'!*#?%")).toBe('a/%28b%29%27%21%2A%23%3F%25');
    expect(encodedPath('\ud800')).toBe('%EF%BF%BD');
  });
});
