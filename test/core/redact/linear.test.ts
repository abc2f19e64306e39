import { expect, test } from 'vitest';
import { Redactor } from '../../../src/core/redact/redactor.js';
import { Chance } from './chance.js';

const MEGABYTE = 1_000_000;
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

/** Processor time of this process in milliseconds: the machine may be busy with other things. */
function spent(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function filled(pattern: string, length: number, joint: string): string {
  return `${pattern}${joint}`.repeat(Math.ceil(length / (pattern.length + joint.length))).slice(0, length);
}

const PLAIN = ['words', 'tokens', 'addresses with passwords', 'base64', 'one character'];

test.each(PLAIN)('[S3] a line of a megabyte of %s takes less than a second', (name) => {
  const text = filled(LINES[name] as string, MEGABYTE, '');
  expect(spent(() => redacted(text))).toBeLessThan(1_000);
});

/** Made to be slow: twice as much takes twice as long, where going back would take four times as long, so minutes. */
test.each(Object.entries(LINES))('the time for %s is linear', (_, pattern) => {
  for (const joint of ['', '\n']) {
    const text = filled(pattern.slice(0, 200), MEGABYTE, joint);
    expect(spent(() => redacted(text))).toBeLessThan(5_000);
  }
});

function redacted(text: string): string {
  return new Redactor({ secrets: [TOKEN] }).text(text);
}
