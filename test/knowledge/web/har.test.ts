import { describe, expect, test } from 'vitest';
import { har } from '../../../src/knowledge/web/har.js';
import { HarEntries } from '../../../src/knowledge/web/har-entries.js';
import { runParser } from '../run-parser.js';

const header = (name: string, value: string) => ({ name, value });
const entry = (url: string, status: number, more: object = {}, sent: object[] = [], received: object[] = []) => ({
  startedDateTime: '2026-01-02T03:04:05Z',
  request: { method: 'GET', url, headers: sent },
  response: { status, headers: received, content: { text: 'ü"\\ {[' }, ...more },
});
const file = (...entries: object[]) => ({
  log: { version: '1.2', creator: { name: 'test' }, pages: [{ id: 'p' }], entries },
});
const codes = (text: string) =>
  runParser(har, text).failures.map(({ code, facts }) => [code, facts['answer'] ?? facts['name'] ?? facts['url']]);

const BROKEN = file(
  entry('http://localhost/', 200),
  entry('ws://localhost/ws', -1, { _failureText: 'Error in connection establishment: net::ERR_CONNECTION_REFUSED' }),
  entry('https://x.dev/login', 200, {}, [], [header('Set-Cookie', 'sid=1; SameSite=None')]),
  entry(
    'https://x.dev/me',
    401,
    {},
    [],
    [header('WWW-Authenticate', 'Bearer error="invalid_token", error_description="expired"')],
  ),
);
const EXPECTED = [
  ['cookie', 'sid'],
  ['websocket', 'ERR_CONNECTION_REFUSED'],
  ['unauthorized', 'https://x.dev/me'],
];

describe('HAR', () => {
  test.each([
    ['on one line', 0],
    ['indented by two', 2],
    ['indented by four', 4],
  ])('%s', (_, indent) => {
    expect(codes(JSON.stringify(BROKEN, null, indent))).toEqual(EXPECTED);
  });

  test('a quoted part stands in the line it is shown with', () => {
    const text = JSON.stringify(BROKEN, null, 2);
    for (const { lines } of runParser(har, text).failures)
      for (const line of lines) expect(text.split('\n')[line.number - 1]).toBe(line.printed);
  });

  test('a cookie that comes back was taken', () => {
    const taken = file(
      entry('https://x.dev/login', 200, {}, [], [header('Set-Cookie', 'sid=1; SameSite=None')]),
      entry('https://x.dev/me', 200, {}, [header('Cookie', 'a=b; sid=1')]),
    );
    expect(codes(JSON.stringify(taken))).toEqual([]);
  });

  test('a socket that opened, a 401 for nobody, other JSON', () => {
    expect(codes(JSON.stringify(file(entry('ws://localhost/ws', 101), entry('https://x.dev/me', 401))))).toEqual([]);
    expect(codes('{"creator": "me", "log": []}')).toEqual([]);
  });

  test('entries come whole however their text is cut', () => {
    const text = JSON.stringify(BROKEN);
    for (const size of [1, 7, 100]) {
      const seen: string[] = [];
      const entries = new HarEntries<number>(({ text: one }) => seen.push(one));
      for (let at = 0; at < text.length; at += size) entries.push(text.slice(at, at + size), at);
      expect(seen.map((one) => JSON.parse(one))).toEqual(BROKEN.log.entries);
      expect(entries.isOver).toBe(true);
    }
  });
});

describe('requests that failed', () => {
  const har1 = (method: string, status: number, more: { error?: string; sent?: object[]; url?: string }) =>
    JSON.stringify({
      log: {
        version: '1.2',
        creator: { name: 'k', version: '1' },
        entries: [
          {
            time: 4,
            request: { method, url: more.url ?? 'https://api.kiln.test/heat', headers: more.sent ?? [] },
            response: { status, headers: [], content: {}, ...(more.error && { _failureText: more.error }) },
          },
        ],
      },
    });
  const codes = (text: string) => runParser(har, text).failures.map(({ code }) => code);

  test('a server error, too many requests, and no answer are told', () => {
    for (const status of [429, 500, 502]) expect(codes(har1('PUT', status, {}))).toEqual(['request']);
    expect(codes(har1('GET', -1, { error: 'net::ERR_CONNECTION_RESET' }))).toEqual(['request']);
  });

  test('what a page may ask in vain, and what it gave up itself, are not', () => {
    for (const status of [200, 304, 401, 404]) expect(codes(har1('GET', status, {}))).toEqual([]);
    for (const error of ['net::ERR_ABORTED', 'net::ERR_BLOCKED_BY_CLIENT', 'NS_BINDING_ABORTED'])
      expect(codes(har1('GET', -1, { error }))).toEqual([]);
  });

  test('a preflight has to be answered with 2xx', () => {
    const sent = [
      { name: 'Origin', value: 'https://kiln.test' },
      { name: 'Access-Control-Request-Method', value: 'PUT' },
    ];
    for (const status of [302, 403, 404]) expect(codes(har1('OPTIONS', status, { sent }))).toEqual(['cors']);
    expect(codes(har1('OPTIONS', 204, { sent }))).toEqual([]);
    expect(codes(har1('OPTIONS', 405, {}))).toEqual([]);
  });
});
