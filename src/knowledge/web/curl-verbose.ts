import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** The first line of a request as `curl -v` shows it, and of its answer. */
const REQUEST = /^> (?<method>[A-Z]{3,10}) (?<path>\S{1,2000}) HTTP\/[\d.]{1,3}\s{0,2}$/;
const ANSWER = /^< HTTP\/[\d.]{1,3} (?<status>\d{3})\b/;
const HEADER = /^[<>] (?<name>[A-Za-z][\w-]{0,60}): ?(?<value>.{0,1000})/;
/** Its own remarks, the meter, and what lies between the two: `* TLSv1.3 …`, `{ [5 bytes data]`, `  0     0 …`. */
const REMARK = /^(?:\* |[{}] \[|\s{1,3}\d|\s{0,2}% Total|\s{1,3}Dload|[<>]\s{0,2}$|\s*$)/;
const MOST_LINES = 120;

/**
 * An exchange as `curl -v` prints it: an upgrade to a WebSocket that was refused, an answer that does not allow the origin
 * that was sent. Everything else the caller reads for himself.
 */
export const curlVerbose: Parser = {
  name: 'curl-verbose',
  anchors: ['> GET /', '> OPTIONS /', '> POST /', '> HEAD /', '> PUT /', '> DELETE /', '> PATCH /'],
  start(line) {
    const request = REQUEST.exec(line.text)?.groups;
    return request ? new ExchangeReading(line, request['method'] as string, request['path'] as string) : undefined;
  },
};

class ExchangeReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #method: string;
  readonly #path: string;
  readonly #sent = new Map<string, string>();
  readonly #received = new Map<string, string>();
  #status = 0;

  constructor(line: Line, method: string, path: string) {
    this.#method = method;
    this.#path = path;
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (this.#excerpt.size >= MOST_LINES || REQUEST.test(text)) return 'refused';
    const status = ANSWER.exec(text)?.groups?.['status'];
    const header = HEADER.exec(text)?.groups;
    if (status === undefined && header === undefined && !REMARK.test(text)) return 'refused';
    if (status !== undefined) this.#status = Number(status);
    if (header) this.#keep(text.startsWith('>'), header['name'] as string, header['value'] as string);
    const isTelling = status !== undefined || /^[<>] (?:upgrade|origin|access-control-allow-origin):/i.test(text);
    this.#excerpt.add(line, isTelling);
    return 'more';
  }

  end(): Findings {
    const said = this.#status === 0 ? undefined : (this.#socket() ?? this.#origin());
    if (said === undefined) return { failures: [] };
    return { failures: [this.#excerpt.failure({ tool: 'browser', kind: 'command', ...said })] };
  }

  #keep(isSent: boolean, name: string, value: string): void {
    const headers = isSent ? this.#sent : this.#received;
    if (headers.size < MOST_LINES) headers.set(name.toLowerCase(), value.trim());
  }

  #url(scheme: string): string {
    return `${scheme}://${this.#sent.get('host') ?? 'HOST'}${this.#path}`;
  }

  /** 400 and 426 may be curl's own fault: its request lacks the key, or goes over HTTP/2. */
  #socket() {
    if (!/websocket/i.test(this.#sent.get('upgrade') ?? '')) return undefined;
    const isRefused = [401, 403, 404].includes(this.#status) || this.#status >= 500;
    const url = this.#url('wss');
    return isRefused
      ? { code: 'websocket', message: `${url} answered ${this.#status}`, facts: { url, answer: String(this.#status) } }
      : undefined;
  }

  #origin() {
    const origin = this.#sent.get('origin');
    const allowed = this.#received.get('access-control-allow-origin');
    if (origin === undefined || this.#sent.has('upgrade') || this.#status >= 500) return undefined;
    if (allowed === '*' || allowed === origin || this.#url('https').startsWith(`${origin}/`)) return undefined;
    const url = this.#url('https');
    const message = `${this.#method} ${url} allows ${allowed ?? 'no other origin'}, not ${origin}`;
    return { code: 'cors', message, facts: { url, origin } };
  }
}
