import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a host of packs answers, by path; a function is told the host's own address. */
export type Answers = Readonly<Record<string, Uint8Array | string | ((origin: string) => string)>>;

export interface Host extends AsyncDisposable {
  readonly origin: string;
  /** Every request, with the authorization it carried. */
  readonly seen: string[];
}

/** A registry of npm, or a GitHub's archives, on this machine. */
export async function hostOf(answers: Answers): Promise<Host> {
  const seen: string[] = [];
  const server = createServer(({ url = '', headers }, response) => {
    seen.push(`${url}${headers.authorization === undefined ? '' : ' with a token'}`);
    const answer = answers[url];
    response.writeHead(answer === undefined ? 404 : 200);
    response.end(typeof answer === 'function' ? answer(origin) : answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { origin, seen, [Symbol.asyncDispose]: close };
}

/** What npm's registry says of version 1.2.0 of @acme/patterns, and its archive. */
export function acmeRegistry(archive: Uint8Array): Answers {
  return {
    '/@acme%2fpatterns/1.2.0': (origin) => JSON.stringify({ dist: { tarball: `${origin}/patterns-1.2.0.tgz` } }),
    '/patterns-1.2.0.tgz': archive,
  };
}
