import { describe, expect, test } from 'vitest';
import { redactText } from '../../../src/core/redact/redactor.js';
import { Chance } from './chance.js';

const shown = (text: string, secrets: readonly string[] = [], expressions: readonly string[] = []) =>
  redactText(text, { secrets, expressions });
const chance = new Chance(7);
const PASSWORD = chance.password();
const TOKEN = chance.letters(28);

describe('what is beside a secret stays, and says what it was', () => {
  test.each([
    [`DB_PASSWORD=${PASSWORD} PORT=80`, 'DB_PASSWORD=[redacted: password] PORT=80'],
    [`{"apiKey": "${TOKEN}", "port": 80}`, '{"apiKey": "[redacted: secret]", "port": 80}'],
    [`x --token ${TOKEN} --retries 3`, 'x --token [redacted: secret] --retries 3'],
    [`mysql://root:${PASSWORD}@db:3306/app`, 'mysql://root:[redacted: password]@db:3306/app'],
    [`https://${TOKEN}@git.shop.test/app.git`, 'https://[redacted: token]@git.shop.test/app.git'],
    [`Authorization: Bearer ${TOKEN}, 403`, 'Authorization: Bearer [redacted: credentials], 403'],
    [`curl -u ops:${PASSWORD} https://x.test`, 'curl -u ops:[redacted: password] https://x.test'],
    [`docker login -p ${PASSWORD} ghcr.io`, 'docker login -p [redacted: password] ghcr.io'],
    [`use gh${'p_'}${chance.letters(36)}.`, 'use [redacted: GitHub token].'],
    [`id AK${'IA'}ABCDEFGHIJKLMNOP used`, 'id [redacted: AWS key] used'],
  ])('%s', (text, expected) => expect(shown(text)).toBe(expected));
});

describe('a value that somebody thought of, behind the name of a secret', () => {
  const chosen = ['tidal', 4711, 'harbour'].join('');
  test.each([
    `refused with token=${chosen}`,
    `upstream(zone=north, api_token=${chosen}, retries=3)`,
    `auth_key=${chosen};path=/`,
    `"session_id": "${chosen}"`,
    `signing-key: ${chosen}`,
    `https://x.test/hook?token=${chosen}&zone=north`,
  ])('goes: %s', (text) => {
    expect(shown(text)).not.toContain(chosen);
    expect(shown(text)).toContain('[redacted: secret]');
  });

  test.each([
    'login(token=oauth2_token, retries=3)',
    'token=<your token> or token=string',
    'token: required, 2 characters at least',
    'references to org.codehaus.mojo.signature:java16:1.1 checked',
    'mapping sig=application/pgp-signature',
    'token=self.next_token(), signature=v1.2.3',
  ])('stays: %s', (text) => expect(shown(text)).toBe(text));
});

describe('a private key', () => {
  const body = Array.from({ length: 4 }, () => chance.letters(64));
  const [begin, end] = ['BEGIN', 'END'].map((word) => `-----${word} RSA PRIV${'ATE KEY'}-----`) as [string, string];

  test('goes line by line, what stands around it stays', () => {
    const text = ['loading', begin, ...body, end, 'failed at line 7'].join('\n');
    const lines = shown(text).split('\n');
    expect(lines).toHaveLength(8);
    expect([lines[0], lines[7]]).toEqual(['loading', 'failed at line 7']);
    expect(new Set(lines.slice(1, 7))).toEqual(new Set(['[redacted: private key]']));
  });

  test.each([
    ['on one line', `KEY="${begin}\\n${body.join('\\n')}\\n${end}"`],
    ['without its end', `${begin}\n${body.join('\n')}\nfailed`],
    ['without its beginning', `${body.join('\n')}\n${end}`],
    ['in base64', Buffer.from(`${begin}\n${body.join('\n')}\n${end}\n`).toString('base64')],
  ])('%s', (_, text) => {
    const out = shown(text);
    for (const part of body) {
      expect(out).not.toContain(part);
      expect(out).not.toContain(Buffer.from(part).toString('base64').slice(4, 30));
    }
  });
});

describe('a private key without its end', () => {
  const begin = `-----BEGIN PRIV${'ATE KEY'}-----`;
  const whole = chance.letters(64);
  const lines = (last: string) => shown([begin, whole, last, 'failed at line 7'].join('\n')).split('\n');

  test.each([
    ['sixteen characters behind a prefix', 'x: Ab3dEf6hIj9lMn2p', 'x: [redacted: private key]'],
    ['not fifteen', 'x: Ab3dEf6hIj9lMn2', 'x: Ab3dEf6hIj9lMn2'],
    ['few that are all of a line', 'Ab', '[redacted: private key]'],
    ['few that pad the end', 'x: Ab3=', 'x: [redacted: private key]'],
    ['a header of its own', 'Proc-Type: 4,ENCRYPTED', '[redacted: private key]'],
    ['no sentence', 'all is well here', 'all is well here'],
  ])('goes on over %s', (_, last, expected) => {
    expect(lines(last)[2]).toBe(expected);
    expect(lines(last)[3]).toBe('failed at line 7');
  });
});

describe('a known value', () => {
  const value = `p/${chance.letters(12)}+ü "${chance.letters(8)}`;

  test.each([
    ['as it is', value],
    ['base64', Buffer.from(value).toString('base64')],
    ['base64 behind another byte', Buffer.from(`a${value}`).toString('base64')],
    ['base64 behind two others', Buffer.from(`ab${value}z`).toString('base64')],
    ['URL', encodeURIComponent(value)],
    ['form', new URLSearchParams({ q: value }).toString()],
    ['JSON', JSON.stringify({ q: value })],
    ['hex', Buffer.from(value).toString('hex')],
    ['two lines', `${value.slice(0, 9)}\n${value.slice(9)}`],
  ])('is found: %s', (_, written) => {
    const out = shown(`got ${written} there`, [value]);
    expect(out).toContain('[redacted: ');
    for (let at = 0; at + 9 <= written.length; at++) {
      const part = written.slice(at, at + 9);
      if (!part.includes('\n') && part !== '{"q":"p/"') expect(out).not.toContain(part);
    }
  });

  test('that is too short to be told from words is left alone', () => {
    expect(shown('a cat sat', ['cat'])).toBe('a cat sat');
  });
});

describe("the user's own expressions", () => {
  test('take what they match, or only what their groups match', () => {
    expect(shown('customer 4711 left', [], ['customer \\d+'])).toBe('[redacted: by configuration] left');
    expect(shown('customer 4711 left', [], ['customer (\\d+)'])).toBe('customer [redacted: by configuration] left');
  });

  test('that match everywhere leave nothing', () => {
    expect(shown('ab '.repeat(5_000), [], ['[ab]'])).not.toMatch(/\bab\b/);
  });
});
