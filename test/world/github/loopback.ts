import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, REAL_CLOCK } from '../../../src/world/github/client.js';
import { BlobHost } from './blob-host.js';
import { Description } from './description.js';
import { Faults } from './faults.js';
import { type Answer, refusal } from './operations/answer.js';
import { OPERATIONS } from './operations/index.js';
import { ACTIONS_BOT, State, type Token } from './state.js';

/** One request as it arrived, for tests to count and look at. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
  /** What was answered; 0 when the connection was torn down or left silent. */
  status: number;
}

/** A token as a workflow's own: the bot of GitHub Actions, allowed to write to pull requests. */
export const WORKFLOW_TOKEN: Token = {
  value: 'ghs_loopback',
  account: ACTIONS_BOT,
  permissions: { contents: 'read', 'pull-requests': 'write' },
};

/**
 * A GitHub on the loopback interface. It keeps state between requests, checks each request and each of its own
 * answers against GitHub's API description, enforces the permissions and limits that the description does not know,
 * and goes wrong on demand.
 */
export class LoopbackGitHub {
  readonly state: State;
  readonly faults = new Faults();
  readonly seen: Seen[] = [];
  /** Where a request or an answer broke the description; a test that leaves any here has failed. */
  readonly complaints: string[] = [];
  /** Milliseconds a request spends on its way there and, asked again, its answer on the way back: for races. */
  latency: (() => number) | undefined;
  /** By what the travelling is measured. */
  time: Pick<Clock, 'pause'> = REAL_CLOCK;
  /** What its clock says in the header of each answer; the right time when absent. */
  clock: (() => Date) | undefined;
  readonly blobs: BlobHost;
  readonly #description: Description;
  readonly #server: Server;

  private constructor(description: Description, blobs: BlobHost, repository: string) {
    this.#description = description;
    this.blobs = blobs;
    this.state = new State(repository);
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        this.complaints.push(`loopback GitHub crashed: ${String(error)}`);
        response.destroy();
      });
    });
  }

  static async start(repository = 'octo/app'): Promise<LoopbackGitHub> {
    const github = new LoopbackGitHub(await Description.load(), await BlobHost.start(), repository);
    github.state.tokens.set(WORKFLOW_TOKEN.value, WORKFLOW_TOKEN);
    await new Promise<void>((resolve) => github.#server.listen(0, '127.0.0.1', resolve));
    return github;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many requests of a method arrived, whatever became of them. */
  count(method: string): number {
    return this.seen.filter((one) => one.method === method && one.path !== '/graphql').length;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.blobs.stop();
    this.complaints.push(...this.blobs.leaks);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const path = request.url ?? '/';
    const body = await readJson(request);
    const seen: Seen = { method, path, authorization: request.headers.authorization, body, status: 0 };
    this.seen.push(seen);
    await this.#travel();
    const fault = this.faults.strike(method, path);
    if (fault !== undefined && fault.when !== 'stored') return show(fault.shows, response, seen);
    const answer = this.#answer(method, path, request, body);
    await this.#travel();
    if (fault !== undefined) return show(fault.shows, response, seen);
    send(this.#dated(answer), response, seen);
  }

  #dated(answer: Answer): Answer {
    if (this.clock === undefined) return answer;
    return { ...answer, headers: { date: this.clock().toUTCString(), ...answer.headers } };
  }

  async #travel(): Promise<void> {
    if (this.latency !== undefined) await this.time.pause(this.latency());
  }

  #answer(method: string, path: string, request: IncomingMessage, body: unknown): Answer {
    const token = this.state.tokens.get((request.headers.authorization ?? '').replace(/^(token|bearer) /i, ''));
    if (token === undefined) return refusal(401, 'Bad credentials');
    if (path === '/graphql') return { status: 200, body: { data: { viewer: { login: token.account.login } } } };
    const asked = {
      method,
      path,
      headers: request.headers as Record<string, string | string[]>,
      body,
      query: path.split('?')[1] ?? '',
    };
    const match = this.#description.match(asked);
    const operation = match === undefined ? undefined : OPERATIONS[match.operation];
    if (match === undefined || operation === undefined) {
      this.complaints.push(`not a described operation: ${method} ${path}`);
      return refusal(404, 'Not Found');
    }
    const wrong = this.#description.complaintsAboutRequest(match, asked);
    this.complaints.push(...wrong);
    if (wrong.length > 0) return refusal(422, 'Validation Failed');
    if (!operation.needs.some((name) => allows(token, name, operation.level)))
      return forbidden(token, operation.needs, operation.level);
    const repository = `${match.request.params['owner']}/${match.request.params['repo']}`;
    const isPublic = [...this.state.tarballs.keys()].some((key) => key.startsWith(`${repository}@`));
    if (repository !== this.state.repository && !isPublic) return refusal(404, 'Not Found');
    const answer = operation.answer({ state: this.state, token, asked: match, origin: this.origin, blobs: this.blobs });
    if (answer.body !== undefined)
      this.complaints.push(...this.#description.complaintsAboutResponse(match, answer.status, answer.body));
    return answer;
  }
}

function allows(token: Token, name: string, level: 'read' | 'write'): boolean {
  const granted = token.permissions[name];
  return granted === 'write' || (granted === 'read' && level === 'read');
}

function forbidden(token: Token, needs: readonly string[], level: string): Answer {
  const what = token.account.type === 'Bot' ? 'integration' : 'personal access token';
  const accepted = needs.map((name) => `${name.replace('-', '_')}=${level}`).join('; ');
  return {
    ...refusal(403, `Resource not accessible by ${what}`),
    headers: { 'x-accepted-github-permissions': accepted },
  };
}

function show(what: Parameters<Faults['add']>[0]['shows'], response: ServerResponse, seen: Seen): void {
  if (what === 'silence') return;
  if (what === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  send(
    {
      ...refusal(what.status, what.message ?? 'Server Error'),
      ...(what.headers === undefined ? {} : { headers: what.headers }),
    },
    response,
    seen,
  );
}

function send(answer: Answer, response: ServerResponse, seen: Seen): void {
  seen.status = answer.status;
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'x-github-request-id': 'LOOP:BACK',
    ...answer.headers,
  });
  response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}
