import { expect, test } from 'vitest';
import { redactedFiles } from '../../../src/world/collection/redacted.js';
import { captureFiles } from '../../../src/world/engine/files.js';
import { capture, ended } from './capture.js';

const PASSWORD = 'q7Rk2mXv9LpT4wZs';
const KEY = 'zZ81kkPlaQ77mNv3';

/** The files with everything a container may tell of its secrets. */
function files() {
  const env = [
    'PATH=/usr/bin',
    `DB_PASSWORD=${PASSWORD}`,
    `DATABASE_URL=postgres://app:${PASSWORD}@db/app`,
    'API_TOKEN=',
  ];
  const web = ended('web', 1, [`connecting with ${PASSWORD}`, `key ${KEY} refused`, "KeyError: 'API_TOKEN'"], env);
  const command = {
    ...web,
    inspect: { ...web.inspect, Args: ['--api-key', KEY], Labels: { 'shop.signing-key': KEY } },
  };
  const events = [{ Action: 'create', Actor: { Attributes: { 'shop.signing-key': KEY, image: 'web' } } }];
  return redactedFiles(captureFiles({ ...capture(command), events }), { secrets: [] });
}

test('no file holds a secret that one of them names', () => {
  for (const { path, text } of files()) {
    expect(text, path).not.toContain(PASSWORD);
    expect(text, path).not.toContain(KEY);
  }
});

test('what is no secret stays: names, empty values, the words of a failure', () => {
  const texts = new Map(files().map(({ path, text }) => [path, text]));
  const [inspect] = JSON.parse(texts.get('containers/web/inspect.json') ?? '');
  expect(inspect.Config.Env).toEqual([
    'PATH=/usr/bin',
    'DB_PASSWORD=[redacted: password]',
    expect.stringMatching(/^DATABASE_URL=postgres:\/\/app:\[redacted: .*\]@db\/app$/),
    'API_TOKEN=',
  ]);
  expect(inspect.State.ExitCode).toBe(1);
  expect(texts.get('containers/web/log.txt')).toContain("KeyError: 'API_TOKEN'");
});

test('documents stay documents, lines stay lines', () => {
  const before = captureFiles(capture(ended('web', 1, ['one', 'two'])));
  const after = redactedFiles(before, { secrets: [] });
  expect(after).toEqual(before);
  for (const { path, text } of files()) {
    if (path.endsWith('.json')) expect(() => JSON.parse(text), path).not.toThrow();
    if (path.endsWith('.ndjson'))
      for (const line of text.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  }
});

test('a secret of the environment that collects is not written down either', () => {
  const web = ended('web', 1, ['the token is sesame-street-1969']);
  const [, log] = redactedFiles(captureFiles(capture(web)), { secrets: ['sesame-street-1969'] });
  expect(log?.text).toMatch(/the token is \[redacted: .*\]\n$/);
});
