import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** What happens to a request on its way; what it does not answer goes on to the engine. */
export type Interference = (request: IncomingMessage, response: ServerResponse) => Promise<boolean> | boolean;

/** A socket that passes everything on to an engine, notes what was asked, and can interfere. */
export class EngineProxy {
  /** `METHOD path` of every request, in order. */
  readonly requests: string[] = [];
  readonly #server;

  private constructor(
    readonly socket: string,
    engineSocket: string,
    interfere: Interference,
  ) {
    this.#server = createServer(async (incoming, outgoing) => {
      this.requests.push(`${incoming.method} ${incoming.url}`);
      if (await interfere(incoming, outgoing)) return;
      const { method, url: path, headers } = incoming;
      const onward = request({ socketPath: engineSocket, method, path, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      outgoing.on('close', () => onward.destroy());
      incoming.pipe(onward);
    });
  }

  /** @param interfere true when it has answered, or cut the connection, itself */
  static async start(
    socket: string,
    engineSocket: string,
    interfere: Interference = () => false,
  ): Promise<EngineProxy> {
    rmSync(socket, { force: true });
    const proxy = new EngineProxy(socket, engineSocket, interfere);
    await new Promise<void>((done, fail) => proxy.#server.once('error', fail).listen(socket, done));
    chmodSync(socket, 0o666);
    return proxy;
  }

  /** What could have changed anything. */
  get writes(): string[] {
    return this.requests.filter((each) => !/^(?:GET|HEAD) /.test(each));
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((done) => this.#server.close(() => done()));
  }
}
