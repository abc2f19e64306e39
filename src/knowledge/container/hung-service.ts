import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** How long after the first sign the others are looked for, in lines. */
const REACH = 3000;
/** Nobody answered. An answer that only took too long to come whole, as of a download, is one: bytes were received. */
const TIMED_OUT =
  /^curl: \(28\) (?:Operation timed out(?!.{0,80} with [1-9])|Connection timed out|.{0,60}[Tt]imeout|SSL connection timeout|Failed to connect)(?:.{0,60}?after (?<ms>\d{1,9}) (?:ms|milliseconds))?/;
/** What `curl -s` leaves of a time-out: its exit code, or with `-w '%{http_code} %{time_total}'` no code after so many seconds. */
const UNANSWERED =
  /^(?:000[ ,;](?<seconds>\d{1,4}\.\d{3,6})s?$|wget: download timed out|(?:##\[error\])?.{0,60}\b(?:exit code|exited with(?: code)?|exit status):? 28\b)/;
/** A row of `docker ps`: `Up 3 days`, `Up About an hour (unhealthy)`. Younger containers may still be starting. */
const UP =
  /(?:^|\s)Up (?<time>\d{1,4} (?:minutes|hours|days|weeks|months|years)|About an hour)(?: \((?<health>\w+)\))?(?:\s|$)/;
const HEADER = /^CONTAINER ID\s.{0,200}\sSTATUS\b/;
/** The file's own date: nothing but a time on a line, with a word before it at most. */
const WRITTEN =
  /^(?:\W{0,6}(?:Date|Time|Timestamp|Generated|Captured|Collected)\b[^:]{0,20}:)?\s{0,4}((?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S{0,12}|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?: [AP]M)? [A-Z]{3,4} \d{4}))\s{0,4}$/;
/** The address the check asked, on the command's own line. */
const ASKED_PORT = /\b(?:curl|wget)\b.{0,300}?https?:\/\/[^\s/:]{1,200}:(\d{2,5})/;
/** Ports of stores and brokers that answer no HTTP: PostgreSQL, MySQL, Redis, MongoDB, AMQP, Kafka, memcached. */
const DATA_PORT = /(?:^|\D)(?:5432|3306|6379|27017|5672|9092|11211)(?:->|\/tcp)/;
const MOST_ROWS = 60;
/** What `docker ps` shows of a port that is published: on the machine, and inside the container. */
const PUBLISHED = /(?:^|[\s:])(?<port>\d{1,5})->(?<innerPort>\d{1,5})\/tcp/;
const NAME = /\s([\w][\w.-]{0,120})\s*$/;
const STAMP = /^\W{0,3}(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)/;
/** A service that wrote to its log within this time does something. */
const RECENT_MS = 60_000;
/** Of a service that nobody asked: one that has nothing to do for minutes may be quiet. */
const LONG_MS = 3_600_000;

/**
 * A saved diagnostic file of a service that hangs: its health check timed out, and `docker ps` shows that the container has
 * been up for long. The last time stamp of its log says since when, or that it still works. Without a check, a log that
 * stopped long before the file was written is all there is to tell.
 */
export const hungService: Parser = {
  name: 'hung-service',
  anchors: ['curl: (28) ', 'CONTAINER ID  '],
  start: (line, before) => (timedOut(line) || HEADER.test(line.text) ? new HungReading(line, before) : undefined),
};

/** How long the check waited, in milliseconds where it says so; undefined where the line tells of no check without answer. */
function timedOut({ text }: Line): { readonly ms?: number } | undefined {
  const found = TIMED_OUT.exec(text) ?? UNANSWERED.exec(text);
  if (found === null) return undefined;
  const { ms, seconds } = found.groups ?? {};
  if (ms !== undefined) return { ms: Number(ms) };
  return seconds === undefined ? {} : { ms: Math.round(Number(seconds) * 1000) };
}

/** What the signs say together: nobody answers, nobody answers though the log goes on, or the log has stopped. */
type State = 'yes' | 'no' | 'silent';

class HungReading implements Reading {
  #check: Line | undefined;
  #waitedMs: number | undefined;
  readonly #up: Line[] = [];
  readonly #logged: Partial<Record<'anyhow' | 'itself', { line: Line; time: string }>> = {};
  #now: string | undefined;
  #port: string | undefined;
  #left = REACH;

  constructor(line: Line, before: readonly Line[]) {
    for (const each of before) this.#look(each);
    this.#look(line);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    this.#look(line);
    return --this.#left > 0 ? 'more' : 'done';
  }

  end(): Findings {
    const row = this.#asked();
    const lastLog = this.#lastLog(row);
    const silentMs = silence(lastLog?.time, row?.time ?? this.#now);
    const state = row === undefined ? undefined : this.#state(row, silentMs);
    if (row === undefined || state === undefined) return { failures: [] };
    const excerpt = new Excerpt();
    const lines = [row, ...(this.#check ? [this.#check] : []), ...(lastLog ? [lastLog.line] : [])];
    for (const line of lines.sort((a, b) => a.number - b.number)) excerpt.add(line, true);
    const container = NAME.exec(row.text)?.[1];
    const { time: up = '' } = UP.exec(row.text)?.groups ?? {};
    const failure = excerpt.failure({
      tool: 'container',
      kind: state === 'silent' ? 'measurement' : 'container',
      name: container ?? 'service',
      message: `${container ?? 'The service'} is up for ${up} and ${state === 'silent' ? 'its log has stopped' : 'does not answer its health check'}`,
      facts: {
        hung: state,
        up,
        ...(container !== undefined && { container }),
        ...PUBLISHED.exec(row.text)?.groups,
        ...(this.#waitedMs !== undefined && { waitedMs: this.#waitedMs }),
        ...(lastLog && { lastLog: lastLog.time }),
        ...(silentMs !== undefined && { silentMinutes: Math.round(silentMs / 60_000) }),
      },
    });
    const at = this.#check ?? row;
    // The check and a line more: it covers what curl said, and leaves the tables between the signs to others.
    return { failures: [{ ...failure, span: { first: at.number, last: at.last + 1 } }] };
  }

  /** Where a runner stamps all lines, only a stamp behind its own is the service's. */
  #lastLog(row: Line | undefined): { line: Line; time: string } | undefined {
    return row?.time === undefined ? this.#logged.anyhow : this.#logged.itself;
  }

  /** A log that goes on, or a health check of the engine's own that passes, speaks against a service that hangs. */
  #state(row: Line, silentMs: number | undefined): State | undefined {
    if (this.#check !== undefined) return silentMs !== undefined && silentMs < RECENT_MS ? 'no' : 'yes';
    const isHealthy = UP.exec(row.text)?.groups?.['health'] === 'healthy';
    return silentMs !== undefined && silentMs >= LONG_MS && !isHealthy && !DATA_PORT.test(row.text)
      ? 'silent'
      : undefined;
  }

  /**
   * The row of the container that was asked: the one that shows the port of the check's address; where no address is
   * known, the one that publishes a port, if a single one does; else the only one there is.
   */
  #asked(): Line | undefined {
    if (this.#port !== undefined) {
      const named = this.#up.filter(({ text }) => new RegExp(`(?:^|\\D)${this.#port}(?:->|/tcp)`).test(text));
      if (named.length === 1) return named[0];
    }
    const published = this.#up.filter(({ text }) => /\d->\d/.test(text));
    const served = this.#up.filter(({ text }) => !DATA_PORT.test(text));
    const [only, ...others] = published.length === 1 ? published : served;
    return others.length === 0 ? (only ?? this.#up[0]) : undefined;
  }

  #look(line: Line): void {
    const waited = timedOut(line);
    if (waited !== undefined && this.#check === undefined) {
      this.#check = line;
      this.#waitedMs = waited.ms;
    }
    if (this.#up.length < MOST_ROWS && UP.test(line.text)) this.#up.push(line);
    this.#port ??= ASKED_PORT.exec(line.text)?.[1];
    const written = WRITTEN.exec(line.text)?.[1] ?? (line.text.trim() === '' ? line.time : undefined);
    this.#now ??= written;
    if (written !== undefined) return;
    const itself = STAMP.exec(line.printed)?.[1];
    const anyhow = itself ?? line.time ?? STAMP.exec(line.text)?.[1];
    if (itself !== undefined) this.#logged.itself = { line, time: itself };
    if (anyhow !== undefined) this.#logged.anyhow = { line, time: anyhow };
  }
}

/** Milliseconds between the last line of the log and the writing of the file, where both are known. */
function silence(last: string | undefined, now: string | undefined): number | undefined {
  const [from, to] = [last, now].map((time) =>
    // Only of ISO 8601: `date` prints `Sat Nov 28 10:14:31 UTC 2026`, which is read as it stands.
    time === undefined ? Number.NaN : Date.parse(time.replace(/^(\d[\d-]+) /, '$1T').replace(',', '.')),
  );
  const between = (to as number) - (from as number);
  // A file of several commands is written over some seconds, so its log may end after its date.
  return Number.isFinite(between) ? Math.max(0, between) : undefined;
}
