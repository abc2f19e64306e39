import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** How long after the health check the other signs are looked for, in lines. */
const REACH = 3000;
const TIMED_OUT =
  /^curl: \(28\) (?:Operation timed out|Connection timed out|.{0,60}[Tt]imeout|SSL connection timeout|Resolving timed out|Failed to connect)(?:.{0,60}?after (\d{1,9}) (?:ms|milliseconds))?/;
/** A row of `docker ps`: `Up 3 days`, `Up About an hour (unhealthy)`. Younger containers may still be starting. */
const UP = /(?:^|\s)Up (?:\d{1,4} (?:minutes|hours|days|weeks|months|years)|About an hour)(?:\s|$)/;
/** The file's own date: nothing but a time on a line, with a word before it at most. */
const WRITTEN =
  /^(?:\W{0,6}(?:Date|Time|Timestamp|Generated|Captured|Collected)\b[^:]{0,20}:)?\s{0,4}((?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S{0,12}|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?: [AP]M)? [A-Z]{3,4} \d{4}))\s{0,4}$/;
/** The address the check asked, on the command's own line. */
const ASKED_PORT = /\b(?:curl|wget)\b.{0,300}?https?:\/\/[^\s/:]{1,200}:(\d{2,5})/;
/** Ports of stores and brokers that answer no HTTP: PostgreSQL, MySQL, Redis, MongoDB, AMQP, Kafka, memcached. */
const DATA_PORT = /(?:^|\D)(?:5432|3306|6379|27017|5672|9092|11211)(?:->|\/tcp)/;
const MOST_ROWS = 60;
const NAME = /\s([\w][\w.-]{0,120})\s*$/;
const STAMP = /^\W{0,3}(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)/;

/**
 * A saved diagnostic file of a service that hangs: its health check timed out, and `docker ps` shows that the container has
 * been up for long. The last time stamp of its log says since when.
 */
export const hungService: Parser = {
  name: 'hung-service',
  anchors: ['curl: (28) '],
  start(line, before) {
    const said = TIMED_OUT.exec(line.text);
    return said ? new HungReading(line, said[1], before) : undefined;
  },
};

class HungReading implements Reading {
  readonly #check: Line;
  readonly #waitedMs: number | undefined;
  readonly #up: Line[] = [];
  #lastLog: { line: Line; time: string } | undefined;
  #now: string | undefined;
  #port: string | undefined;
  #left = REACH;

  constructor(check: Line, waited: string | undefined, before: readonly Line[]) {
    this.#check = check;
    this.#waitedMs = waited === undefined ? undefined : Number(waited);
    for (const line of before) this.#look(line);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    this.#look(line);
    return --this.#left > 0 ? 'more' : 'done';
  }

  end(): Findings {
    const row = this.#asked();
    if (row === undefined) return { failures: [] };
    const up = UP.exec(row.text)?.[0].trim().slice('Up '.length) as string;
    const container = NAME.exec(row.text)?.[1];
    const lines = [this.#check, row, ...(this.#lastLog ? [this.#lastLog.line] : [])];
    const excerpt = new Excerpt();
    for (const line of lines.sort((a, b) => a.number - b.number)) excerpt.add(line, true);
    const silent = silentMinutes(this.#lastLog?.time, this.#now);
    const failure = excerpt.failure({
      tool: 'container',
      kind: 'container',
      name: container ?? 'service',
      message: `${container ?? 'The service'} is up for ${up} and does not answer its health check`,
      facts: {
        hung: 'yes',
        up,
        ...(container !== undefined && { container }),
        ...(this.#waitedMs !== undefined && { waitedMs: this.#waitedMs }),
        ...(this.#lastLog && { lastLog: this.#lastLog.time }),
        ...(silent !== undefined && { silentMinutes: silent }),
      },
    });
    // The check and a line more: it covers what curl said, and leaves the tables between the signs to others.
    return { failures: [{ ...failure, span: { first: this.#check.number, last: this.#check.last + 1 } }] };
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
    if (this.#up.length < MOST_ROWS && UP.test(line.text)) this.#up.push(line);
    this.#port ??= ASKED_PORT.exec(line.text)?.[1];
    const written = WRITTEN.exec(line.text)?.[1] ?? (line.text.trim() === '' ? line.time : undefined);
    this.#now ??= written;
    const time = line.time ?? STAMP.exec(line.text)?.[1];
    if (time !== undefined && written === undefined) this.#lastLog = { line, time };
  }
}

/** Minutes between the last line of the log and the writing of the file, where both are known. */
function silentMinutes(last: string | undefined, now: string | undefined): number | undefined {
  const [from, to] = [last, now].map((time) =>
    time === undefined ? Number.NaN : Date.parse(time.replace(' ', 'T').replace(',', '.')),
  );
  const minutes = Math.round(((to as number) - (from as number)) / 60_000);
  return Number.isFinite(minutes) && minutes >= 0 ? minutes : undefined;
}
