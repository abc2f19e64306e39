import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Where archives and logs are really kept: another origin, reached through redirects with an address that is its own
 * permission. Whoever brings a token along has leaked it.
 */
export class BlobHost {
  /** Requests that carried an authorization they must not carry. */
  readonly leaks: string[] = [];
  /** How many requests will be refused, and with what. */
  #refusing = { times: 0, status: 503 };
  /** How many requests came, of whatever kind. */
  requests = 0;
  readonly #endings: { after: number; how: 'reset' | 'silence' }[] = [];
  /** Bytes, or the address that a request is sent on to. */
  readonly #blobs = new Map<string, Uint8Array | string>();
  readonly #server: Server;
  #next = 1;

  private constructor() {
    this.#server = createServer((request, response) => {
      const blob = this.#blobs.get(request.url ?? '');
      this.requests++;
      if (
        request.headers.authorization !== undefined ||
        JSON.stringify([request.url, request.headers]).includes('ghs_')
      )
        this.leaks.push(`${request.method} ${request.url} carried an authorization`);
      if (this.#refusing.times > 0) {
        this.#refusing.times--;
        response.writeHead(this.#refusing.status).end();
        return;
      }
      if (typeof blob === 'string') {
        response.writeHead(302, { location: blob }).end();
        return;
      }
      const ending = this.#endings.shift();
      if (blob !== undefined && ending !== undefined && ending.after < blob.length) {
        response.writeHead(200, { 'content-length': blob.length });
        response.write(blob.subarray(0, ending.after), () => {
          if (ending.how === 'reset') response.socket?.resetAndDestroy();
        });
        return;
      }
      response.writeHead(blob === undefined ? 404 : 200, { 'content-type': 'application/octet-stream' });
      response.end(blob);
    });
  }

  static async start(): Promise<BlobHost> {
    const host = new BlobHost();
    await new Promise<void>((resolve) => host.#server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  /** Keeps bytes, or an address to send requests on to, and returns the address to fetch them from. */
  keep(bytes: Uint8Array | string): string {
    const path = `/blob/${this.#next++}?signature=whoever-knows-it-may`;
    this.#blobs.set(path, bytes);
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  /** Ends the answer to the next request, that has none set yet, after so many bytes: torn down, or nothing more comes. */
  breakOff(after: number, how: 'reset' | 'silence'): void {
    this.#endings.push({ after, how });
  }

  /** Refuses the next requests. */
  refuse(times: number, status = 503): void {
    this.#refusing = { times, status };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
