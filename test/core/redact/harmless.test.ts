import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Redactor, redactText } from '../../../src/core/redact/redactor.js';
import { Chance } from './chance.js';

const chance = new Chance(11);

test.each([
  `commit ${chance.hex(40)}`,
  `##[group]Run actions/checkout@${chance.hex(40)}`,
  `request ${chance.hex(8)}-${chance.hex(4)}-4${chance.hex(3)}-a${chance.hex(3)}-${chance.hex(12)} failed`,
  `pulled ghcr.io/acme/app@sha256:${chance.hex(64)}`,
  `#7 sha256:${chance.hex(64)} 12.3MB / 40.1MB`,
  `"integrity": "sha512-${chance.letters(86)}=="`,
  `checksum = "${chance.hex(64)}"`,
  `wheel.whl --hash=sha256:${chance.hex(64)}`,
  'password=***',
  'DB_PASSWORD: ***',
  '  token: ${{ secrets.DEPLOY_TOKEN }}',
  'export API_TOKEN=$API_TOKEN',
  'curl -H "Authorization: Bearer $TOKEN" https://x.test',
  'curl -H "Authorization: Bearer ${{ github.token }}" https://x.test',
  'Error: PASSWORD is not set',
  "KeyError: 'API_TOKEN'",
  'FATAL:  password authentication failed for user "shop"',
  'remote: Invalid username or password.',
  'error: unexpected token: `}`',
  'SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON',
  'error[E0063]: missing field `password` in initializer of `Config`',
  'pub struct Login { password: String, token: Option<Token> }',
  'let token = self.next_token()?;',
  'token: Token::Ident("x")',
  'def login(password: str, token: str | None = None) -> None:',
  'POSTGRES_PASSWORD=postgres',
  'redis://localhost:6379/0',
  'postgres://shop@db:5432/shop',
  'git@github.com:acme/app.git',
  'https://user@example.com/path',
  'test auth::tests::token_expires_after_an_hour ... FAILED',
  'FAILED tests/test_auth.py::test_password_reset[expired-token] - AssertionError',
  "thread 'auth' panicked at src/secret_store.rs:12:5:",
  'max_tokens: 4096, token_count=812',
  'SECRET_NAME=shop-database',
  'ACTIONS_RUNTIME_TOKEN: not set',
])('stays: %s', (text) => expect(redactText(text, { secrets: [] })).toBe(text));

/** Recordings with a real password in an address: their tools were told to print it. */
const TRUE_ONE = /:\/\/\w*:(?:right|wrong)@127\.0\.0\.1:\d+\//;

test('[S3] in all recorded runs at most one of 1,000 lines loses something that was no secret', () => {
  let lines = 0;
  const changed: string[] = [];
  const logs = readdirSync('fixtures', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('output.log'),
  );
  for (const path of logs) {
    const text = readFileSync(join('fixtures', path), 'utf8');
    const redactor = new Redactor({ secrets: [] });
    redactor.learn(text);
    const before = text.split('\n');
    const after = redactor.text(text).split('\n');
    lines += before.length;
    before.forEach((line, at) => {
      if (line !== after[at] && !TRUE_ONE.test(line)) changed.push(`${path}:${at + 1}: ${line}`);
    });
  }
  expect(lines).toBeGreaterThan(15_000);
  expect(changed.length, changed.join('\n')).toBeLessThanOrEqual(lines / 1_000);
});
