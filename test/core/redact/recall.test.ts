import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redactText } from '../../../src/core/redact/redactor.js';
import { Chance } from './chance.js';

/**
 * What vendors' secrets look like, a row each: mark, alphabet and length, as facts of gitleaks' rules (config/gitleaks.toml,
 * MIT). `named` ones have no mark: only the name beside them tells.
 */
const VENDORS = readFileSync(join(import.meta.dirname, 'vendors.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => row.split('\t') as [rule: string, known: string, name: string, shape: string]);
const SAMPLES = 3;
const TELLING = 12;

type Write = (value: string, name: string) => string;

const NAMED: Readonly<Record<string, Write>> = {
  environment: (value, name) => `${name.toUpperCase()}_API_TOKEN=${value}`,
  'build argument': (value, name) => `#8 docker build --build-arg ${name.toUpperCase()}_SECRET=${value} .`,
  bearer: (value) => `curl -H "Authorization: Bearer ${value}" https://api.shop.test`,
  address: (value) => `GET https://api.shop.test/v1?access_token=${value}&page=2`,
  'JSON member': (value) => `{"vendorApiKey":"${value}","port":80}`,
  YAML: (value) => `  vendor-token: ${value}`,
  header: (value) => `> X-Api-Key: ${value}`,
  'stamped line': (value, name) => `2026-11-22T04:53:51.7439207Z ${name}_token: ${value}`,
};
const BARE: Readonly<Record<string, Write>> = {
  quotation: (value) => `refused: '${value}'.`,
  trace: (value) => `  File "app.py", line 3, in login\nValueError: bad value ${value}`,
  'JSON without a name': (value) => `{"level":"error","value":"${value}"}`,
  sentence: (value) => `The server did not take ${value}, it said.`,
  'two lines': (value) => halves(value).join('\nE   '),
};

test('of the secrets of 200 public rules, in 13 contexts, at least 98 of 100 are found', () => {
  const chance = new Chance(31);
  const missed: string[] = [];
  let tried = 0;
  for (const [rule, known, name, shape] of VENDORS)
    for (let sample = 0; sample < SAMPLES; sample++) {
      const value = made(shape, chance);
      const contexts = Object.entries(known === 'named' ? NAMED : { ...NAMED, ...BARE });
      for (const [context, write] of contexts) {
        tried += 1;
        const shown = redactText(write(value, name || 'vendor'), { secrets: [] });
        const parts = context === 'two lines' ? halves(value) : [value];
        if (parts.some((part) => tells(shown, part))) missed.push(`${context}: ${rule}`);
      }
    }
  expect(VENDORS.length).toBeGreaterThanOrEqual(200);
  expect(tried).toBeGreaterThan(6_000);
  expect(missed.length / tried, [...new Set(missed)].join('\n')).toBeLessThanOrEqual(0.02);
});

/** A value of a shape: marks as they are, `[alphabet]{length}` by chance. */
function made(shape: string, chance: Chance): string {
  return shape.replace(/\[([^\]]+)\]\{(\d+)\}/g, (_, alphabet: string, length: string) =>
    chance.of(characters(alphabet), Number(length)),
  );
}

function characters(alphabet: string): string {
  return alphabet.replace(/(.)-(.)/g, (_, first: string, last: string) =>
    Array.from({ length: last.charCodeAt(0) - first.charCodeAt(0) + 1 }, (__, at) =>
      String.fromCharCode(first.charCodeAt(0) + at),
    ).join(''),
  );
}

function halves(value: string): [string, string] {
  const middle = value.length >> 1;
  return [value.slice(0, middle), value.slice(middle)];
}

function tells(text: string, secret: string): boolean {
  if (secret.length <= TELLING) return text.includes(secret);
  return Array.from({ length: secret.length - TELLING + 1 }, (_, at) => secret.slice(at, at + TELLING)).some((part) =>
    text.includes(part),
  );
}
