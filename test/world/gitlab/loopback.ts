import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Note {
  readonly id: number;
  body: string;
  readonly system: boolean;
  readonly author: { readonly id: number; readonly username: string };
}

/** An access token's scope and role decide what it may do. */
interface Token {
  readonly user: { readonly id: number; readonly username: string };
  readonly mayWrite: boolean;
}

/** The words of quick actions, as far as a test wants to see them act. */
const QUICK_ACTIONS = /^\/(?:merge|close|approve|assign|label|title)(?: [^\n]*)?(?:\s*\n|$)/gim;

/**
 * A GitLab on the loopback interface, as far as notes of merge requests go, by docs.gitlab.com/api/notes: paths,
 * parameters, statuses, pages, newest first, the longest body; and its reader of quick actions (extractor.rb), which acts
 * on lines of notes. Requests it does not describe are complaints.
 */
export class LoopbackGitLab {
  readonly notes: Note[] = [];
  readonly tokens = new Map<string, Token>();
  readonly seen: string[] = [];
  readonly complaints: string[] = [];
  /** Commands that notes have given. */
  readonly acted: string[] = [];
  /** Answered instead, as often as it stands here. */
  readonly failures: number[] = [];
  readonly #server: Server;
  #next = 1;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(([status, body]) => {
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
      });
    });
  }

  static async start(): Promise<LoopbackGitLab> {
    const gitlab = new LoopbackGitLab();
    gitlab.tokens.set('glpat-bot', { user: { id: 7, username: 'project_5_bot' }, mayWrite: true });
    await new Promise<void>((done) => gitlab.#server.listen(0, '127.0.0.1', done));
    return gitlab;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api/v4`;
  }

  stop(): Promise<void> {
    return new Promise((done) => this.#server.close(() => done()));
  }

  /** Somebody writes on the merge request. */
  add(body: string, id = 1, system = false): Note {
    const note = { id: this.#next++, body, system, author: { id, username: `user${id}` } };
    this.notes.push(note);
    return note;
  }

  async #answer(request: IncomingMessage): Promise<[number, unknown]> {
    const url = new URL(request.url ?? '/', 'http://gitlab');
    this.seen.push(`${request.method} ${url.pathname}`);
    const failure = this.failures.shift();
    if (failure !== undefined) return [failure, { message: `${failure}` }];
    const token = this.tokens.get(String(request.headers['private-token'] ?? ''));
    if (token === undefined) return [401, { message: '401 Unauthorized' }];
    if (request.method === 'GET' && url.pathname === '/api/v4/user') return [200, token.user];
    const path = /^\/api\/v4\/projects\/5\/merge_requests\/11\/notes(?:\/(\d+))?$/.exec(url.pathname);
    if (path === null) return [404, { message: '404 Not found' }];
    if (request.method === 'GET' && path[1] === undefined) return [200, this.#page(url.searchParams)];
    if (!token.mayWrite) return [403, { message: '403 Forbidden' }];
    const body = await this.#body(request);
    if (body === undefined) return [400, { error: 'body is missing' }];
    if (request.method === 'POST' && path[1] === undefined) {
      this.#act(body);
      return [201, this.add(body, token.user.id)];
    }
    const note = this.notes.find(({ id, author }) => id === Number(path[1]) && author.id === token.user.id);
    if (request.method !== 'PUT' || note === undefined) {
      this.complaints.push(`${request.method} ${url.pathname}`);
      return [404, { message: '404 Not found' }];
    }
    this.#act(body);
    note.body = body;
    return [200, note];
  }

  #page(query: URLSearchParams): readonly Note[] {
    const [size, page] = [Number(query.get('per_page') ?? 20), Number(query.get('page') ?? 1)];
    for (const name of query.keys())
      if (!['per_page', 'page', 'sort', 'order_by'].includes(name)) this.complaints.push(`unknown parameter ${name}`);
    const newest = [...this.notes].reverse();
    return newest.slice((page - 1) * size, page * size);
  }

  async #body(request: IncomingMessage): Promise<string | undefined> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    if (request.headers['content-type'] !== 'application/json') this.complaints.push('a body of another type');
    const { body } = JSON.parse(Buffer.concat(chunks).toString()) as { body?: unknown };
    if (typeof body !== 'string' || body === '') return undefined;
    if (body.length > 1_000_000) this.complaints.push('a body of more than 1,000,000 characters');
    return body;
  }

  /** What stands in fences of three is left out, and only that. */
  #act(body: string): void {
    const outside = body.replace(/^```.+?\n```$/gms, '');
    this.acted.push(...(outside.match(QUICK_ACTIONS) ?? []));
  }
}
