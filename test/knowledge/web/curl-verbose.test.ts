import { describe, expect, it } from 'vitest';
import { curlVerbose } from '../../../src/knowledge/web/curl-verbose.js';
import { runParser } from '../run-parser.js';

const read = (...lines: string[]) => runParser(curlVerbose, lines.join('\n')).failures;
const upgrade = [
  '> GET /ws HTTP/1.1',
  '> Host: kiln.test',
  '> Upgrade: websocket',
  '> Origin: http://localhost:3000',
  '> ',
];
const asked = ['> GET /heat HTTP/2', '> Host: api.kiln.test', '> Origin: https://kiln.test', '> '];

describe('an exchange as curl -v prints it', () => {
  it.each(['401', '403', '404', '500', '530'])('an upgrade that was answered %s was refused', (status) => {
    expect(read(...upgrade, `< HTTP/1.1 ${status} `, '< Content-Length: 0', '< ')).toMatchObject([
      { code: 'websocket', facts: { url: 'wss://kiln.test/ws', answer: status } },
    ]);
  });

  it('an upgrade that was taken, and one that curl itself sent without its key, say nothing', () => {
    for (const status of ['101', '400', '426']) expect(read(...upgrade, `< HTTP/1.1 ${status} X`, '< ')).toEqual([]);
  });

  it('an answer that allows another origin, or none, refuses the one that was sent', () => {
    const refused = [{ code: 'cors', facts: { url: 'https://api.kiln.test/heat', origin: 'https://kiln.test' } }];
    expect(read(...asked, '< HTTP/2 200 ', '< access-control-allow-origin: https://other.test', '< ')).toMatchObject(
      refused,
    );
    expect(read(...asked, '* Connection state changed', '< HTTP/2 204 ', '< vary: Origin', '< ')).toMatchObject(
      refused,
    );
  });

  it('an answer that allows it, a request without an origin, an answer that never came: nothing', () => {
    for (const allowed of ['*', 'https://kiln.test'])
      expect(read(...asked, '< HTTP/2 200 ', `< Access-Control-Allow-Origin: ${allowed}`, '< ')).toEqual([]);
    expect(read('> GET / HTTP/1.1', '> Host: kiln.test', '> ', '< HTTP/1.1 200 OK', '< ')).toEqual([]);
    expect(read(...asked, '* Operation timed out')).toEqual([]);
    expect(read('> GET /quoted in a mail', '< HTTP/1.1 403 Forbidden')).toEqual([]);
  });
});
