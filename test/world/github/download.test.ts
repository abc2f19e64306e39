import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { download } from '../../../src/world/github/download.js';

const KILOBYTE = 1024;
let server: Server;
let home: string;
let asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers });
    if (request.url === '/again') return response.writeHead(302, { location: '/again' }).end();
    if (request.url === '/once') return response.writeHead(302, { location: '/file' }).end();
    if (request.url === '/away') return response.writeHead(302, { location: 'ftp://elsewhere.test/file' }).end();
    if (request.url === '/nowhere') return response.writeHead(302).end();
    if (request.url === '/gone') return response.writeHead(404).end();
    return response.end(Buffer.alloc(64 * KILOBYTE, 'x'));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
});

/** How many bytes come from where GitHub, at an address of its own, says they lie. */
async function size(location: string | undefined, { url = home, most = 64 * KILOBYTE } = {}): Promise<number> {
  const deadline = AbortSignal.timeout(20_000);
  const spool = await download(async () => ({ url, headers: { location } }), { most, deadline });
  spool.close();
  return spool.size;
}

describe('what GitHub keeps on another host', () => {
  it('is fetched with nothing of ours in the request, behind redirects too', async () => {
    expect(await size(`${home}/file`)).toBe(64 * KILOBYTE);
    expect(await size(`${home}/once`)).toBe(64 * KILOBYTE);
    expect(asked.map(({ url }) => url)).toEqual(['/file', '/once', '/file']);
    expect(
      asked.flatMap(({ headers }) => Object.keys(headers)).filter((name) => /auth|cookie|token/i.test(name)),
    ).toEqual([]);
  });

  it('is never asked of an open address where GitHub’s own was encrypted', async () => {
    await expect(size(`${home}/file`, { url: 'https://api.github.test/x' })).rejects.toThrow('not safe to follow');
    expect(asked).toEqual([]);
  });

  it.each([
    ['ftp://elsewhere.test/file', 'not safe to follow'],
    ['http://[broken', 'not safe to follow'],
    [undefined, 'names no address'],
  ])('is not asked of %s', async (location, why) => {
    await expect(size(location)).rejects.toThrow(why);
    expect(asked).toEqual([]);
  });

  it.each([
    ['/again', 'redirected again and again', 4],
    ['/away', 'not safe to follow', 1],
    ['/nowhere', 'names no address', 1],
    ['/gone', 'answered 404', 1],
  ])('is given up behind %s', async (path, why, requests) => {
    await expect(size(home + path)).rejects.toThrow(why);
    expect(asked).toHaveLength(requests);
  });

  it('is no larger than it may be', async () => {
    await expect(size(`${home}/file`, { most: 64 * KILOBYTE - 1 })).rejects.toThrow('is larger than');
  });
});
