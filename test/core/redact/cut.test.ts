import { describe, expect, test } from 'vitest';
import { secretsIn } from '../../../src/core/redact/environment.js';
import { Redactor, redactText } from '../../../src/core/redact/redactor.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../../src/walk/diagnose.js';
import { Chance } from './chance.js';
import { leaks } from './leaks.js';

const chance = new Chance(17);
const TOKEN = `npm${'_'}${chance.letters(36)}`;
const [FIRST, SECOND] = ['kR7xQ2mZp9', 'Lw4vTn8sYb3'];
const shown = (text: string) => redactText(text, { secrets: [] });

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

async function reportOn(log: string): Promise<string> {
  const sources = [{ name: 'a.log', kind: 'file' as const, outcome: 'failed' as const, open: () => bytesOf(log) }];
  return JSON.stringify(await diagnose({ sources, patterns: await loadCatalogue([]), failOn: 'P0', run: {} }));
}

describe('a secret at a place where texts are cut', () => {
  test.each([1_963, 1_980, 1_999])('evidence: after %d characters of a line', async (before) => {
    const line = `redis.exceptions.ConnectionError: Error 111 connecting to ${'h'.repeat(before - 60)}/${TOKEN} now. Connection refused.`;
    const report = await reportOn(`Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n${line}\n`);
    expect(report).toContain('ConnectionError');
    expect(leaks(report, [TOKEN])).toEqual([]);
  });

  test.each([262, 267, 285])('a capture: after %d characters of it', async (before) => {
    const report = await reportOn(
      `Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nredis.exceptions.ConnectionError: Error 111 connecting to ${'h'.repeat(before)}/${TOKEN}:6379. Connection refused.\n`,
    );
    expect(report).toContain('ConnectionError');
    expect(leaks(report, [TOKEN])).toEqual([]);
  });

  test.each([3_970, 3_999, 30_000])(
    'a message: after %d characters of it, and no longer than anybody reads',
    async (before) => {
      const report = await reportOn(`error[E0382]: ${'h'.repeat(before)} ${TOKEN} now\n --> src/main.rs:3:5\n  |\n`);
      expect(report.includes('rust/compile-error')).toBe(true);
      expect(leaks(report, [TOKEN])).toEqual([]);
      const { diagnoses } = JSON.parse(report) as { diagnoses: { occurrences: { failure: { message: string } }[] }[] };
      const [message = ''] = diagnoses.flatMap((each) => each.occurrences.map(({ failure }) => failure.message));
      expect(message.length).toBeGreaterThan(3_500);
      expect(message.length).toBeLessThan(4_050);
    },
  );

  test('what is cut without its being known stays', () => {
    const redactor = new Redactor({ secrets: ['postgres-root'] });
    expect(redactor.text('cannot reach postgres')).toBe('cannot reach postgres');
    expect(redactor.text('cannot reach postgres-ro…')).toBe('cannot reach [redacted: known secret]…');
  });
});

describe('a password over two lines', () => {
  test.each([
    [`password="${FIRST}\n${SECOND}"`, 'password="[redacted: password]\n[redacted: password]"'],
    [`  | password="${FIRST}\n  | ${SECOND}"\n`, '  | password="[redacted: password]\n  | [redacted: password]"\n'],
    [`postgres://app:${FIRST}\n${SECOND}@db/prod`, 'postgres://app:[redacted: password]\n[redacted: password]@db/prod'],
  ])('%j goes whole', (text, expected) => expect(shown(text)).toBe(expected));

  test.each([
    'see http://localhost:8000\nfoo@bar.test wrote this',
    `DB_PASSWORD=[redacted: password]\n${chance.hex(40)}`,
    '"password": null,\n"name": "x"',
  ])('the line after it stays: %j', (text) => expect(shown(text)).toBe(text));

  test('nor does a token take the name of an exception on the next line with it', () => {
    const text = `used ${chance.jwt(40)}\nredis.exceptions.ConnectionError: Error 111`;
    expect(shown(text)).toBe('used [redacted: JWT]\nredis.exceptions.ConnectionError: Error 111');
  });
});

describe('a password that is said', () => {
  test.each([
    [
      'echo S3cret | docker login -u bob --password-stdin',
      'echo [redacted: password] | docker login -u bob --password-stdin',
    ],
    [
      'docker login ghcr.io --password-stdin <<< "S3cret"',
      'docker login ghcr.io --password-stdin <<< "[redacted: password]"',
    ],
    ['+ echo S3cret9\n+ docker login --password-stdin', '+ echo [redacted: password]\n+ docker login --password-stdin'],
    ['Password for bob: Tr0ub4dor&3', 'Password for bob: [redacted: password]'],
    ['The password is hunter2! now', 'The password is [redacted: password] now'],
  ])('%j', (text, expected) => expect(shown(text)).toBe(expected));

  test.each([
    'echo "$TOKEN" | docker login -u bob --password-stdin',
    'Password for user postgres: authentication failed',
    'The password is required, see the manual',
    'The password is incorrect!',
    '+ echo done\n+ cargo test',
  ])('stays: %j', (text) => expect(shown(text)).toBe(text));
});

describe('the environment tells', () => {
  test.each([
    ['AZURE_CREDENTIALS', '{"clientId":"a-b","clientSecret":"abc-12-defghi"}', 'abc-12-defghi'],
    ['DATABASE_URL', `postgres://app:${FIRST}@db/prod`, FIRST],
    ['SSH_KEY', `-----BEGIN RSA PRIV${'ATE KEY'}-----\nAAAAB3NzaC1yc2EAAAADAQABAAAB\n`, 'AAAAB3NzaC1yc2EAAAADAQABAAAB'],
    ['DB_PASSPHRASE', '84629374650', '84629374650'],
    ['NAME_OF_NO_SECRET', TOKEN, TOKEN],
  ])('a secret in %s', (name, value, secret) => expect(secretsIn({ [name]: value })).toContain(secret));

  test.each([
    ['DB_PASSWORD', 'postgres'],
    ['TOKEN_COUNT', '123456789'],
    ['TLS_SECRET', '/run/secrets/tls'],
    ['AZURE_CREDENTIALS', '{"clientId":"0f2b-11"}'],
  ])('none in %s=%s', (name, value) => expect(secretsIn({ [name]: value })).toEqual([]));
});
