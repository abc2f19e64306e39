import type { Facts } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { closeAnswer, socketAnswer } from './web-socket.js';

/** What a browser said, and how a pattern knows it. */
interface Said {
  readonly code: 'cors' | 'websocket' | 'unauthorized' | 'hydration' | 'cookie' | 'mixed';
  readonly message: string;
  readonly facts: Facts;
}

/** Frameworks' words for a page that differs from what the server rendered: React 16 to 19, Vue 3, Svelte 5, Leptos. */
const HYDRATION: readonly string[] = [
  'Hydration failed because',
  'content did not match. Server:',
  'Text content does not match server-rendered HTML',
  'There was an error while hydrating',
  'An error occurred during hydration',
  'Expected server HTML to contain a matching',
  'Did not expect server HTML to contain',
  'A tree hydrated but some attributes',
  'Minified React error #418',
  'Minified React error #423',
  'Minified React error #425',
  '[Vue warn]: Hydration',
  'Hydration completed but contains mismatches',
  'svelte.dev/e/hydration_mismatch',
  'hydration error occurred while trying to hydrate',
];

/** How many lines below one message can belong to it: the tree React prints, a stack, what followed from it. */
const MOST_LINES = 60;
/** What else a browser or page says of the same failure. */
const CONSEQUENCE =
  /Failed to load resource: |TypeError: (?:Failed to fetch|NetworkError when|Load failed)|(?:Web)?Socket (?:closed|error|disconnected)\b/i;

/**
 * A browser's console as Playwright, Puppeteer or `--enable-logging` print it, or saved from the developer tools: refused
 * origins, sockets that did not open, tokens and cookies that were not taken, hydration. Texts of Chromium, Firefox, WebKit.
 */
export const browserConsole: Parser = {
  name: 'browser-console',
  anchors: [
    'blocked by CORS policy',
    'Cross-Origin Request Blocked',
    'not allowed by Access-Control-Allow-Origin',
    "WebSocket connection to '",
    'insecure WebSocket endpoint',
    ...['Mixed Content: The page at ', 'mixed active content ', ' insecure content from '],
    'establish a connection to the server at ws',
    'Unexpected server response: ',
    'socket clos',
    'socket connection clos',
    'socket disconnected',
    'ws closed',
    'not connected',
    'in CONNECTING state',
    'in CLOSING or CLOSED state',
    'invalid_token',
    'token expired',
    'rejected because it ',
    'has been rejected ',
    ' was blocked because ',
    '"blockedReasons"',
    ...HYDRATION,
  ],
  start(line) {
    const said = saidIn(line.text);
    return said && new ConsoleReading(line, said);
  },
};

class ConsoleReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #said: Said;
  #inside = true;

  constructor(line: Line, said: Said) {
    this.#said = said;
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    if (this.#excerpt.size >= MOST_LINES) return 'refused';
    if (this.#said.code === 'hydration') return this.#tree(line);
    const isFrame = /^\s{2,}at \S/.test(line.text);
    if (!isFrame && !CONSEQUENCE.test(line.text)) return 'refused';
    const own = saidIn(line.text);
    if (own && !(own.code === 'websocket' && this.#said.code === 'websocket' && own.facts['answer'] === 'close 1006'))
      return 'refused';
    this.#excerpt.add(line);
    return 'more';
  }

  end() {
    const { code, message, facts } = this.#said;
    return { failures: [this.#excerpt.failure({ tool: 'browser', kind: 'exception', code, message, facts })] };
  }

  /** React prints advice, a tree with + and -, and a stack below; then the next message of the same trouble. */
  #tree(line: Line): 'more' | 'refused' {
    const { text } = line;
    const isMore = saidIn(text)?.code === 'hydration';
    if (isMore) this.#inside = true;
    const belongs = isMore || /^\s{2,}\S|^[+-] {2,}|^\s*$|^- \S|^https:\/\/react|^It can also happen/.test(text);
    if (!belongs || !this.#inside) return 'refused';
    this.#excerpt.add(line, /^[+-] {3,}\S/.test(text));
    return 'more';
  }
}

function saidIn(text: string): Said | undefined {
  const line = text.slice(0, 2000);
  return corsIn(line) ?? mixedIn(line) ?? socketIn(line) ?? hydrationIn(line) ?? cookieIn(line) ?? tokenIn(line);
}

/** True where the browser's words stand at `at` for themselves, not quoted in a test's name or a document. */
function isSpoken(line: string, at: number): boolean {
  if (at < 0 || at > 300) return false;
  const before = line.slice(0, at);
  return (
    /(?:CONSOLE[:(]\d+\)?\]|\[JavaScript (?:Error|Warning):) "$|SEVERE/.test(before) ||
    !/['"`✓✔√●]|\b(?:it|test|describe|ok|PASS)\b/.test(before)
  );
}

function corsIn(line: string): Said | undefined {
  const chromium =
    /Access to ([\w ]{1,40}) at '([^']{1,500})' (?:\(redirected from '[^']{1,500}'\) )?from origin '([^']{1,300})' has been blocked by CORS policy: (.*)/.exec(
      line,
    );
  if (chromium && isSpoken(line, chromium.index))
    return {
      code: 'cors',
      message: `${chromium[2]}: ${chromium[4]}`,
      facts: { url: chromium[2] as string, origin: chromium[3] as string },
    };
  const firefox =
    /Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at (\S{1,500}?)\. \(Reason: (.{1,300})/.exec(
      line,
    );
  if (firefox && isSpoken(line, firefox.index))
    return { code: 'cors', message: `${firefox[1]}: ${firefox[2]}`, facts: { url: firefox[1] as string } };
  const webkit = /Origin (\S{1,300}) is not allowed by Access-Control-Allow-Origin/.exec(line);
  return webkit && isSpoken(line, webkit.index)
    ? { code: 'cors', message: webkit[0], facts: { origin: webkit[1] as string } }
    : undefined;
}

/**
 * A page over https that asks over http, and is not let: Chromium, Firefox, WebKit. What is only warned of was sent. Sources:
 * blink/renderer/core/loader/mixed_content_checker.cc, dom/locales/en-US/chrome/security/security.properties,
 * WebCore/loader/MixedContentChecker.cpp.
 */
const MIXED: readonly RegExp[] = [
  /Mixed Content: The page at '(?<page>[^']{1,300})' was loaded over HTTPS, but requested an insecure [^']{1,60}'(?<url>[^']{1,500})'\. This request has been blocked/,
  /Blocked loading mixed active content [^\w\s](?<url>https?:\/\/[\w.:/?&=%~+-]{1,500})/,
  /\[blocked\] The page at (?<page>\S{1,300}) (?:requested|was not allowed to (?:run|display)) insecure content from (?<url>https?:\/\/[\w.:/?&=%~+-]{1,500}?)\.(?: |$)/,
];

function mixedIn(line: string): Said | undefined {
  const found = MIXED.map((words) => words.exec(line)).find((each) => each !== null);
  if (!found || !isSpoken(line, found.index)) return undefined;
  const { page, url = '' } = found.groups ?? {};
  const host = URL.canParse(url) ? { host: new URL(url).host } : {};
  return { code: 'mixed', message: found[0].slice(0, 500), facts: { url, ...host, ...(page && { page }) } };
}

function socketIn(line: string): Said | undefined {
  const failed = /WebSocket connection to '([^']{1,500})' failed: (.*)/.exec(line);
  if (failed && isSpoken(line, failed.index))
    return socket(line, failed[1] as string, socketAnswer(failed[2] as string));
  const firefox = /Firefox can.t establish a connection to the server at (wss?:\/\/\S{1,500}?)\.$/.exec(line);
  if (firefox && isSpoken(line, firefox.index)) return socket(line, firefox[1] as string, 'other');
  // Node's ws, which wscat speaks by. Source: lib/websocket.js.
  const library =
    /^(?:\W{0,4}(?:Uncaught )?[Ee]rror: |.{0,200}\b(?:WebSocket|ws|socket)\b.{0,100})Unexpected server response: \d{3}$/.exec(
      line,
    );
  if (library) return socket(line, undefined, socketAnswer(line));
  const mixed = /Mixed Content: .{1,300} attempted to connect to the insecure WebSocket endpoint '([^']{1,500})'/.exec(
    line,
  );
  if (mixed && isSpoken(line, mixed.index)) return socket(line, mixed[1] as string, 'mixed content');
  const closed =
    /\b(?:WebSocket|socket|ws) (?:connection )?(?:to '[^']{1,500}' )?(?:was )?(?:closed?|disconnected)\b[^\d]{0,30}\b([134]\d{3})\b(.{0,200})/i.exec(
      line,
    );
  if (!closed || !isSpoken(line, closed.index)) return unsent(line);
  const url = /WebSocket connection to '([^']{1,500})'/.exec(closed[0])?.[1];
  return socket(line, url, closeAnswer(closed[1] as string, closed[2] as string));
}

/** A page that wants to send where nothing is open: in the browser's words, or in its own behind a console's mark. */
function unsent(line: string): Said | undefined {
  const browser = /\bStill in CONNECTING state|\bWebSocket is already in CLOSING or CLOSED state/.exec(line);
  const own =
    /^\s{0,4}\[(?:browser|page|pageerror|error|console|chat|socket|ws|realtime)(?: \w{1,20})?\] (?:Uncaught )?(?:\(in promise\) )?(?:Error: )?(?:(?:Web)?Socket )?(?:is )?not connected\b/i.exec(
      line,
    );
  const found = browser ?? own;
  return found && isSpoken(line, found.index) ? socket(line, undefined, 'not connected') : undefined;
}

function socket(line: string, url: string | undefined, answer: string | undefined): Said | undefined {
  return answer === undefined
    ? undefined
    : { code: 'websocket', message: line.trim().slice(0, 500), facts: { ...(url && { url }), answer } };
}

function hydrationIn(line: string): Said | undefined {
  const at = HYDRATION.map((words) => line.indexOf(words)).find((index) => index >= 0) ?? -1;
  return isSpoken(line, at) ? { code: 'hydration', message: line.slice(at, at + 300), facts: {} } : undefined;
}

/** Chromium's issues name no cookie. Source: third_party/devtools-frontend, models/issues_manager/SameSiteCookieIssue. */
const ISSUE =
  /This (?:attempt to set a cookie via a )?Set-Cookie(?: header)?\b.{0,200}? was blocked because (.{1,300})/;

/** Firefox says why in words; the protocol of Chromium's developer tools has `blockedReasons` beside the cookie. */
function cookieIn(line: string): Said | undefined {
  const firefox = /Cookie “([^”]{1,200})” (?:has been )?rejected (?:because|for) (.{1,300})/.exec(line);
  if (firefox)
    return { code: 'cookie', message: firefox[0], facts: { name: firefox[1] as string, why: firefox[2] as string } };
  const issue = ISSUE.exec(line);
  if (issue && isSpoken(line, issue.index))
    return { code: 'cookie', message: issue[0], facts: { why: issue[1] as string } };
  const blocked = /"blockedReasons":\s?\["(\w{1,80})"[^\]]{0,200}\],\s?"cookieLine":\s?"([^"=]{1,200})=/.exec(line);
  return blocked
    ? { code: 'cookie', message: blocked[0], facts: { name: blocked[2] as string, why: blocked[1] as string } }
    : undefined;
}

/** A page or client that prints the refusal it got: status 401 and that the token has expired. */
function tokenIn(line: string): Said | undefined {
  const words = /error="invalid_token"|\btoken (?:has |is )?expired\b|\btoken_expired\b/i.exec(line);
  const isRefusal =
    words !== null &&
    /\b401\b/.test(line) &&
    /^\s{0,4}(?:\[(?:error|warning|warn|pageerror|browser)\]|console\.error|error\b|BROWSER\b)/i.test(line);
  if (isRefusal && /websocket/i.test(line)) return socket(line, undefined, 'token expired');
  return isRefusal ? { code: 'unauthorized', message: line.trim().slice(0, 500), facts: { status: 401 } } : undefined;
}
