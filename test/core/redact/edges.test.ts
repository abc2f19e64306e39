import { describe, expect, it } from 'vitest';
import { formsOf } from '../../../src/core/redact/forms.js';
import { KnownValues } from '../../../src/core/redact/known-values.js';
import { maskedValue } from '../../../src/core/redact/masks.js';
import { merged, replaced } from '../../../src/core/redact/range.js';
import { findTokens } from '../../../src/core/redact/tokens.js';

const SECRET = 'hunter-blue-kettle';
const known = (value = SECRET) => {
  const values = new KnownValues();
  values.add(value, 'known secret');
  return values;
};

describe('a known value is found from its first character to its last', () => {
  it.each([
    ['as the whole text', SECRET, 0],
    ['as the first thing of a text', `${SECRET} rejected by the server`, 0],
    ['behind one character', `x${SECRET} rejected`, 1],
    ['as the last thing of a text', `rejected ${SECRET}`, 9],
    ['behind its own beginning', `hunter-hunter-blue-kettle`, 7],
  ])('%s', (_, text, from) => {
    expect(known().find(text)).toEqual([{ from, to: from + SECRET.length, label: 'known secret' }]);
  });

  it('twice, side by side', () => {
    expect(
      known()
        .find(SECRET + SECRET)
        .map(({ from }) => from),
    ).toEqual([0, SECRET.length]);
  });

  it('four characters are enough where somebody named it a secret, three are not', () => {
    expect(known('k3y!').find('k3y!')).toHaveLength(1);
    expect(known('k3!').find('k3!')).toEqual([]);
    expect([known('k3y!').isEmpty, known('k3!').isEmpty]).toEqual([false, true]);
  });

  it('what merely looked like a secret has six, and is no part of a word', () => {
    const values = new KnownValues();
    values.addFound('kettle', 'password');
    values.addFound('stove', 'password');
    expect(values.find('kettle')).toEqual([{ from: 0, to: 6, label: 'password' }]);
    expect(values.find('a kettle.')).toHaveLength(1);
    expect(values.find('kettles')).toEqual([]);
    expect(values.find('teakettle')).toEqual([]);
    expect(values.find('stove')).toEqual([]);
  });

  it('its beginning, where the text was cut behind it', () => {
    expect(known().find('token hunter-b…')).toEqual([{ from: 6, to: 14, label: 'known secret' }]);
    expect(known().find('token hunter…')).toEqual([{ from: 6, to: 12, label: 'known secret' }]);
    expect(known().find('token hunte…')).toEqual([]);
  });
});

describe('a token is found from its mark to its end', () => {
  const github = `ghp_${'a1B2'.repeat(9)}`;
  const crates = `cio${'a1B2'.repeat(8)}`;
  it.each([
    ['as the first thing', github, [0, 40]],
    ['glued to a letter, where its mark is no word', `x${github}`, [1, 41]],
    ['before a full stop', `${github}.`, [0, 40]],
    ['of a mark that words hold too, standing alone', `=${crates}`, [1, 36]],
    ['of such a mark behind an escaped line break', `a\\n${crates}`, [3, 38]],
  ])('%s', (_, text, [from, to]) => {
    expect(findTokens(text).map((range) => [range.from, range.to])).toEqual([[from, to]]);
  });

  it('not inside a word, where its mark could be a part of one', () => {
    expect(findTokens(`nn${crates}`)).toEqual([]);
    expect(findTokens(`-${crates}`)).toEqual([]);
  });
});

describe('a mask is learned as the runner reads it', () => {
  it.each([
    ['::add-mask::hunter-blue', 'hunter-blue'],
    ['echo "::add-mask::hunter-blue"', 'hunter-blue'],
    ['##[add-mask]hunter-blue', 'hunter-blue'],
    ['::add-mask::100%25 blue', '100% blue'],
    ['::add-mask::two%0Alines', 'two\nlines'],
    ['::add-mask::two%0D%0alines', 'two\r\nlines'],
    ['::add-mask::%250A', '%0A'],
    ['::add-mask::', undefined],
    ['::add-mask::***', undefined],
  ])('%j', (line, value) => {
    expect(maskedValue(line)).toBe(value);
  });
});

describe('the forms of a value', () => {
  it('base64, wherever in the encoded text it begins', () => {
    const value = 'hunter-blue-kettle';
    for (const before of ['', 'a', 'ab', 'abc']) {
      const encoded = Buffer.from(`${before}${value}!`).toString('base64');
      const form = formsOf(value).filter((each) => encoded.includes(each));
      expect(form, before).not.toEqual([]);
      expect(Math.max(...form.map(({ length }) => length))).toBeGreaterThanOrEqual(22);
    }
  });

  it('base64, all of it where its last group is whole, and else all but the character that is shared', () => {
    expect(formsOf('hunter-blue-kettle')).toContain(Buffer.from('hunter-blue-kettle').toString('base64'));
    expect(formsOf('hunter-blue-kettles')).toContain(Buffer.from('hunter-blue-kettle').toString('base64').concat('c'));
  });

  it.each([
    ['each ampersand in markup', 'a&b&<c>"d"', 'a&amp;b&amp;&lt;c&gt;&quot;d&quot;'],
    ['in an address', 'a b/c', 'a%20b%2Fc'],
    ['in an address, in small letters', 'a b/c', 'a%20b%2fc'],
    ['in a form', 'a b/c', 'a+b%2Fc'],
    ['in an address, strictly', "a'b(c)", 'a%27b%28c%29'],
    ['in JSON', 'a"b\\c', 'a\\"b\\\\c'],
    ['a line of it', 'first\r\nsecond', 'second'],
    ['in hex', 'az', '617a'],
    ['in hex, in capitals', 'az', '617A'],
  ])('%s', (_, value, form) => {
    expect(formsOf(value)).toContain(form);
  });
});

describe('ranges', () => {
  const range = (from: number, to: number, label = 'a') => ({ from, to, label });
  it('that meet are one under the label of the first, others stay apart', () => {
    expect(merged([range(4, 6, 'b'), range(0, 4)])).toEqual([range(0, 6)]);
    expect(merged([range(0, 3), range(4, 6, 'b')])).toEqual([range(0, 3), range(4, 6, 'b')]);
    expect(merged([range(0, 9), range(2, 4, 'b')])).toEqual([range(0, 9)]);
    expect(merged([range(3, 3)])).toEqual([]);
  });

  it('are replaced line by line, and what stands beside them stays', () => {
    expect(replaced('x12\n34y', [range(1, 6)])).toBe('x[redacted: a]\n[redacted: a]y');
    expect(replaced('12 \n \n34', [range(0, 8)])).toBe('[redacted: a]\n \n[redacted: a]');
  });
});
