import type { Facts } from '../../core/domain/failure.js';
import { refusedCookie } from './set-cookie.js';
import { socketAnswer } from './web-socket.js';

/** One failure that an entry of a HAR file proves. */
export interface HarFinding<Entry> {
  readonly entry: Entry;
  readonly code: 'cors' | 'websocket' | 'unauthorized' | 'cookie' | 'server-error' | 'request' | 'mixed' | 'slow';
  readonly message: string;
  readonly facts: Facts;
  /** Parts of the entry's text, as they stand there. */
  readonly proofs: readonly string[];
}

/** Findings and cookies that are kept of one file. */
const MOST = 200;
const EXPIRED = /\b(?:token|jwt|signature|session)[\w ]{0,20}expired|expired[\w ]{0,10}token|error="invalid_token"/i;

interface Header {
  readonly name: string;
  readonly value: string;
}

interface Exchange {
  readonly url: URL;
  readonly method: string;
  readonly sent: readonly Header[];
  readonly received: readonly Header[];
  /** 0 or -1 where no answer came. */
  readonly status: number;
  /** Why no answer came: `_failureText` of Playwright, `_error` of Chromium. */
  readonly error: string;
  readonly body: string;
  /** How long nothing of the answer came, in milliseconds. */
  readonly waited: number;
}

/** Reads entries in the order of the file; what a later request shows (a cookie that came back) is known at the end. */
export class HarFindings<Entry> {
  readonly #found: HarFinding<Entry>[] = [];
  readonly #cookies = new Map<string, HarFinding<Entry>>();

  /** @param text an entry as JSON; anything else is passed over */
  take(text: string, entry: Entry): void {
    const exchange = exchangeOf(text);
    if (!exchange || this.#found.length >= MOST) return;
    const finding =
      socketFailure(exchange) ??
      mixed(exchange) ??
      expired(exchange) ??
      refusedOrigin(exchange) ??
      workerError(exchange) ??
      failed(exchange) ??
      slow(exchange);
    if (finding) this.#found.push({ entry, ...finding, proofs: proofs(text, exchange, finding.proofs) });
    this.#follow(text, exchange, entry);
  }

  all(): readonly HarFinding<Entry>[] {
    return [...this.#cookies.values(), ...this.#found];
  }

  #follow(text: string, { url, sent, received }: Exchange, entry: Entry): void {
    const host = url.hostname;
    for (const cookie of values(sent, 'cookie').flatMap((value) => value.split(/;\s?/).slice(0, 50)))
      this.#cookies.delete(`${host} ${cookie.split('=')[0]}`);
    for (const value of values(received, 'set-cookie').flatMap((lines) => lines.split('\n'))) {
      const refused = refusedCookie(value, url);
      if (!refused || this.#cookies.size >= MOST) continue;
      const { name, why } = refused;
      this.#cookies.set(`${host} ${name}`, {
        entry,
        code: 'cookie',
        message: `${host} sets the cookie ${name}, which browsers refuse: ${why}`,
        facts: { name, why, host },
        proofs: [...inJson(text, '"url"', '"request"'), ...quoted(text, value)],
      });
    }
  }
}

type Found = Omit<HarFinding<never>, 'entry'>;

/** A socket begins as a request for an upgrade; some write down the address that was asked then. */
function socketFailure({ url, status, error, sent }: Exchange): Found | undefined {
  const isSocket = /^wss?:$/.test(url.protocol) || values(sent, 'upgrade').some((to) => /^websocket$/i.test(to));
  if (!isSocket || status === 101) return undefined;
  const answer = status > 0 ? String(status) : error === '' ? undefined : socketAnswer(error);
  if (answer === undefined) return undefined;
  return {
    code: 'websocket',
    message: `The socket ${url.href} did not open: ${error || `status ${status}`}`,
    facts: { url: url.href, answer },
    proofs: [],
  };
}

/** A page that came over https and asks for something over http: browsers do not send that. */
function mixed({ url, status, error, sent, method }: Exchange): Found | undefined {
  const [page] = [...values(sent, 'referer'), ...values(sent, 'origin')].filter((from) => /^https:/.test(from));
  const isOpen = url.protocol === 'http:' && !/^(?:localhost|127\.|\[::1\]|.{0,253}\.localhost$)/.test(url.hostname);
  const isSaid = /mixed.?content/i.test(error);
  if (!isOpen || status > 0 || (!isSaid && (page === undefined || error === ''))) return undefined;
  return {
    code: 'mixed',
    message: `${method} ${url.href} was not sent: the page came over https${page === undefined ? '' : `, ${page}`}`,
    facts: { url: url.href, host: url.host, ...(page !== undefined && { page }) },
    proofs: page === undefined ? [] : [page],
  };
}

function expired({ url, status, received, body, method }: Exchange): Found | undefined {
  if (status !== 401 && status !== 403) return undefined;
  const said = [...values(received, 'www-authenticate'), body].find((words) => EXPIRED.test(words));
  if (said === undefined) return undefined;
  return {
    code: 'unauthorized',
    message: `${method} ${url.href} answered ${status}: ${said.slice(0, 200)}`,
    facts: { url: url.href, status },
    proofs: [said],
  };
}

/** A request from another origin that no answer allows. Only where the browser says that it did not use the answer. */
function refusedOrigin({ url, sent, received, error, method, status }: Exchange): Found | undefined {
  const origin = values(sent, 'origin')[0];
  const isForeign = origin !== undefined && origin !== url.origin;
  const isAllowed = values(received, 'access-control-allow-origin').length > 0;
  const isPreflight = method === 'OPTIONS' && values(sent, 'access-control-request-method').length > 0;
  // A preflight has to be answered with 2xx, whatever its headers say.
  const isRefused =
    (isPreflight && status >= 300 && status < 500) ||
    (/ERR_FAILED|CORS/i.test(error) && received.length > 0 && !isAllowed);
  if (!isForeign || !isRefused) return undefined;
  return {
    code: 'cors',
    message: isPreflight
      ? `The preflight of ${url.href} from ${origin} was answered ${status}`
      : `${method} ${url.href} answers without Access-Control-Allow-Origin for ${origin}`,
    facts: { url: url.href, origin },
    proofs: [origin],
  };
}

/** Cloudflare's own page for a worker that threw (1101) or used up its time (1102). */
function workerError({ url, status, body, method }: Exchange): Found | undefined {
  const code = status >= 500 ? /\berror code: (1101|1102)\b|>Error (1101|1102)</i.exec(body) : null;
  if (!code) return undefined;
  const number = code[1] ?? (code[2] as string);
  return {
    code: 'server-error',
    message: `${method} ${url.href} answered ${status}, error ${number}`,
    facts: { url: url.href, status, cloudflare: number },
    proofs: [],
  };
}

/** Told by the browser itself, or by the page that was left: nothing failed on the way. */
const UNFINISHED = /ERR_ABORTED|ERR_BLOCKED_BY|NS_BINDING_ABORTED|cancell?ed/i;

/** Any request that the server could not serve, or that nobody answered. */
function failed({ url, status, error, method }: Exchange): Found | undefined {
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const isUnanswered = status <= 0 && error !== '' && !UNFINISHED.test(error);
  if (status < 500 && status !== 429 && !isUnanswered) return undefined;
  const answer = status > 0 ? `status ${status}` : error.slice(0, 100);
  return {
    code: 'request',
    message: `${method} ${url.href} ended with ${answer}`,
    facts: { url: url.href, method, answer, ...(status > 0 && { status }) },
    proofs: [],
  };
}

/** Nobody waits that long for a page. A stream that is open for long has begun to answer. */
const SLOW_MS = 10_000;

function slow({ url, status, method, waited }: Exchange): Found | undefined {
  if (!/^https?:$/.test(url.protocol) || status < 200 || waited < SLOW_MS) return undefined;
  const seconds = Math.round(waited / 100) / 10;
  return {
    code: 'slow',
    message: `${method} ${url.href} was answered after ${seconds} s`,
    facts: { url: url.href, method, seconds },
    proofs: [],
  };
}

/** The address, the status or error, and what else is given. */
function proofs(text: string, { error }: Exchange, more: readonly string[]): string[] {
  const status = inJson(text, '"status"', '"response"');
  return [
    ...inJson(text, '"url"', '"request"'),
    ...(error === '' ? status : [...quoted(text, error)]),
    ...more.flatMap((part) => quoted(text, part)),
  ];
}

/** `"key": value` as it stands in the text behind `section`. */
function inJson(text: string, key: string, section: string): string[] {
  const at = text.indexOf(key, Math.max(0, text.indexOf(section)));
  const found =
    at < 0 ? null : /^"\w{1,40}"\s{0,4}:\s{0,4}(?:-?\d{1,6}|"(?:[^"\\]|\\.){0,600}"?)/.exec(text.slice(at, at + 800));
  return found ? [found[0]] : [];
}

/** A string as JSON writes it, cut where it is long. */
function quoted(text: string, value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1).slice(0, 600);
  return text.includes(json) ? [json] : [];
}

function exchangeOf(text: string): Exchange | undefined {
  try {
    const { request, response, timings } = JSON.parse(text) as {
      request?: Record<string, unknown>;
      response?: Record<string, unknown>;
      timings?: Record<string, unknown>;
    };
    const { content } = (response ?? {}) as { content?: { text?: unknown } };
    return {
      url: new URL(String(request?.['url'])),
      method: String(request?.['method']),
      sent: headers(request?.['headers']),
      received: headers(response?.['headers']),
      status: Number(response?.['status'] ?? 0),
      error:
        [response?.['_failureText'], response?.['_error']].find((said): said is string => typeof said === 'string') ??
        '',
      waited: Number(timings?.['wait'] ?? 0) || 0,
      body: typeof content?.text === 'string' ? content.text.slice(0, 20_000) : '',
    };
  } catch {
    return undefined;
  }
}

function headers(list: unknown): Header[] {
  return (Array.isArray(list) ? list.slice(0, 200) : []).flatMap((one: { name?: unknown; value?: unknown } | null) =>
    typeof one?.name === 'string' && typeof one.value === 'string'
      ? [{ name: one.name.toLowerCase(), value: one.value }]
      : [],
  );
}

function values(list: readonly Header[], name: string): string[] {
  return list.filter((header) => header.name === name).map(({ value }) => value);
}
