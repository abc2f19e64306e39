import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** The links, in any capitals: loggers and people write them as they like. */
const PLANNED = /\bscheduling auto-pause alarm\b/i;
const TRIGGERED = /\bauto-pause alarm triggered\b/i;
const COMPLETED = /\bpause completed\b/i;
/** A session that ended by its time limit: what should never happen to one that pauses. */
const TIMED_OUT =
  /^(?:\W|\[[\w:.-]{1,40}\]|\(\w{1,10}\)|ERROR|WARN(?:ING)?|INFO){0,8}\s{0,4}Session(?: (?:id[=:] ?)?["'#]?[\w-]{0,60}[\d-][\w-]{0,60}["']?)?(?: has)? timed out(?: (?:after \d{1,9} ?\w{0,8}|instead of pausing|\w{1,20}=\S{1,80})){0,4}[.!]?\s{0,4}$/i;
const FAILED = /^(?:\W|\[[\w:.-]{1,40}\]|\(\w{1,10}\)|ERROR|WARN(?:ING)?){0,8}\s{0,4}(?:Auto-)?pause failed\b/i;
/** What stands between two links when one is missing because something broke. */
const TROUBLE =
  /\b(?:\w{0,60}Error|ERROR|[Ee]xception|EXCEPTION|[Ss]napshot\b.{0,60}\b(?:failed|error|[45]\d\d|timed out)|SNAPSHOT\b.{0,60}\b(?:FAILED|ERROR|[45]\d\d|TIMED OUT)|Durable Object .{0,60}(?:reset|overloaded)|exceededCpu|exceededMemory|Exceeded (?:CPU|Memory) Limit|crashed|terminated)\b/;
/** The worker was started again: a chain does not go on in another one. */
const STARTED_ANEW = /^\W{0,5}wrangler \d/;
/** Lines of one log that are followed and kept around the chain. */
const LONGEST = 20_000;
const MOST_KEPT = 100;

/**
 * The chain a session goes through to pause: planned, alarm fired, completed. A chain that ends before its last link is a failure,
 * and the first link that is missing says why. Planned alone is none yet: the alarm may still come.
 */
export const expectedChain: Parser = {
  name: 'expected-chain',
  anchors: ['Scheduling auto-pause alarm', 'Auto-pause alarm triggered', 'timed out', 'pause failed'],
  start(line, before) {
    if (PLANNED.test(line.text) || TRIGGERED.test(line.text)) return new ChainReading(line);
    const isUnplanned = TIMED_OUT.test(line.text) && !before.some(({ text }) => PLANNED.test(text));
    return isUnplanned || FAILED.test(line.text) ? new ChainReading(line) : undefined;
  },
};

/** Which session a line speaks of: `session=ab-9`, `session "7f3a"`, `(cd-1)` or a last word like `ab-9`. */
const NAMED =
  /\b(?:session|sandbox|room|sessionId|session_id|id)(?:["']?[=:#]| id[=: ]| )\s?["']?(?<named>[\w-]{0,60}\d[\w-]{0,60})|\b(?<last>[a-z]\w{0,30}-[\w-]{0,60}\d[\w-]{0,30})[)"'.]{0,2}$/i;
/** Sessions of one log that are followed. */
const MOST_SESSIONS = 500;

function sessionIn(text: string): string | undefined {
  const found = NAMED.exec(text.slice(0, 1000))?.groups;
  return (found?.['named'] ?? found?.['last'])?.toLowerCase();
}

/** The chains of all sessions of a log. A line that names none speaks of the one that was spoken of last. */
class ChainReading implements Reading {
  readonly #chains = new Map<string, Chain>();
  #latest = '';
  #count = 0;

  constructor(line: Line) {
    this.next(line);
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (++this.#count > LONGEST || STARTED_ANEW.test(text)) return 'refused';
    if (isLink(text) || isTrouble(text)) this.#chainOf(line.verbatim ?? text).take(line);
    return 'more';
  }

  end(): Findings {
    return { failures: [...this.#chains.values()].flatMap((chain) => chain.failure() ?? []) };
  }

  #chainOf(text: string): Chain {
    const session = sessionIn(text);
    // The only chain without a name is that of the first session named.
    if (session !== undefined && this.#chains.size > 0 && !this.#chains.has(session) && this.#latest === '')
      this.#rename(session);
    if (session !== undefined && (this.#chains.has(session) || this.#chains.size < MOST_SESSIONS))
      this.#latest = session;
    const chain = this.#chains.get(this.#latest) ?? new Chain();
    this.#chains.set(this.#latest, chain);
    return chain;
  }

  #rename(session: string): void {
    const chain = this.#chains.get('') as Chain;
    this.#chains.delete('');
    this.#chains.set(session, chain);
  }
}

function isLink(text: string): boolean {
  return PLANNED.test(text) || TRIGGERED.test(text) || COMPLETED.test(text);
}

function isTrouble(text: string): boolean {
  return TIMED_OUT.test(text) || FAILED.test(text) || TROUBLE.test(text);
}

/** One session's way to its pause. */
class Chain {
  #excerpt = new Excerpt();
  #reached: 'none' | 'planned' | 'triggered' | 'completed' = 'none';
  #isBroken = false;

  take(line: Line): void {
    const { text } = line;
    if (PLANNED.test(text)) this.#link(line, 'planned');
    else if (TRIGGERED.test(text)) this.#link(line, 'triggered');
    else if (COMPLETED.test(text)) this.#reached = 'completed';
    else if (this.#reached !== 'completed') this.#trouble(line);
  }

  failure(): Failure | undefined {
    const isOpen = this.#reached === 'triggered' || (this.#reached !== 'completed' && this.#isBroken);
    if (!isOpen || this.#excerpt.size === 0) return undefined;
    const message =
      this.#reached === 'none'
        ? 'The session was not paused, and nothing says that a pause was planned'
        : this.#reached === 'planned'
          ? 'The pause was planned, and its alarm did not fire'
          : 'The alarm fired, and the pause was not completed';
    const facts = { chain: 'auto-pause', reached: this.#reached };
    return this.#excerpt.failure({ tool: 'cloud', kind: 'session', message, facts });
  }

  /** A chain that is planned anew starts over, unless it was broken before. */
  #link(line: Line, link: 'planned' | 'triggered'): void {
    if (this.#isBroken && link === 'planned') return;
    if (link === 'planned') this.#excerpt = new Excerpt();
    this.#reached = link;
    this.#excerpt.add(line, true);
  }

  #trouble(line: Line): void {
    this.#isBroken = true;
    if (this.#excerpt.size < MOST_KEPT) this.#excerpt.add(line, true);
  }
}
