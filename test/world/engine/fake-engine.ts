import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Answers one request; whatever it does not know is 404, as an engine's answer is. */
export type Handler = (request: IncomingMessage, response: ServerResponse, path: string) => void;

const VERSION = {
  Version: '28.5.2',
  ApiVersion: '1.51',
  Os: 'linux',
  Arch: 'amd64',
  Components: [{ Name: 'Engine', Version: '28.5.2' }],
};

/** A server on a socket that speaks as much of an engine's API as a test gives it. */
export class FakeEngine {
  readonly asked: string[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'whydunit-engine-'));
  readonly #server: Server;

  constructor(handler: Handler) {
    this.#server = createServer((request, response) => {
      const path = (request.url ?? '').replace(/^\/v[\d.]+/, '');
      this.asked.push(`${request.method} ${path}`);
      if (path.startsWith('/version')) json(response, VERSION);
      else handler(request, response, path);
    });
  }

  get socket(): string {
    return join(this.#folder, 'docker.sock');
  }

  /** Where it is, for DOCKER_HOST. */
  get url(): string {
    return `unix://${this.socket}`;
  }

  start(): Promise<this> {
    return new Promise((done) => this.#server.listen(this.socket, () => done(this)));
  }

  /** Goes away at once, open connections too. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

export function notFound(response: ServerResponse, what = 'No such container: x'): void {
  json(response, { message: what }, 404);
}

/** A frame of a multiplexed log: stream 1 is output, 2 errors. */
export function frame(stream: number, text: string): Buffer {
  const payload = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
}
