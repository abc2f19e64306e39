import { expect, test } from 'vitest';
import { Redactor } from '../../../src/core/redact/redactor.js';
import { growth, LINEAR } from '../../growth.js';
import { Chance } from './chance.js';

/** Characters of the smaller text: what is quadratic takes seconds on it, what is linear some milliseconds. */
const SIZE = 60_000;
const chance = new Chance(5);
const TOKEN = `gh${'p_'}${chance.letters(36)}`;

/** A line that repeats what looks like the beginning of a secret, or all of one. */
const LINES: Readonly<Record<string, string>> = {
  words: 'the quick brown fox ',
  names: 'password=x token: ',
  'names without an end': 'tokentoken_',
  marks: 'ghp_ghs_eyJ.AKIAsk-',
  tokens: `${TOKEN} `,
  'encoded tokens': `${Buffer.from(TOKEN).toString('base64')} `,
  addresses: 'http://a:b',
  'addresses with passwords': `http://a:${TOKEN}@h/ `,
  headers: 'authorization: bearer authorization basic ',
  'options of commands': 'curl login mysql -p -u -a ',
  'keys that begin': `-----BEGIN RSA PRIV${'ATE KEY'}-----`,
  'keys that end': `-----END RSA PRIV${'ATE KEY'}-----`,
  percents: '%70%61%73%73=',
  quotes: 'password="\\"\\',
  base64: chance.letters(1000),
  masks: `::add-mask::${TOKEN} `,
  blanks: `x${' '.repeat(190)}y`,
  'lines of an address': 'http://a:bcde',
  'open quotations': 'password="abcdef',
  'one character': 'A',
};

function filled(pattern: string, length: number, joint: string): string {
  return `${pattern}${joint}`.repeat(Math.ceil(length / (pattern.length + joint.length))).slice(0, length);
}

/** Made to be slow: twice as much takes twice as long, where going back would take four times as long. */
test.each(Object.entries(LINES))('[S3] the time for %s is linear, on one line and on many', (_, pattern) => {
  for (const joint of ['', '\n']) {
    expect(growth((size) => redacted(filled(pattern.slice(0, 200), size, joint)), SIZE)).toBeLessThan(LINEAR);
  }
});

function redacted(text: string): string {
  return new Redactor({ secrets: [TOKEN] }).text(text);
}
