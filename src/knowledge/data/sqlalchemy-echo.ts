import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** A line of SQLAlchemy's own log (`echo=True`), with the time that Python's logging writes in front. */
const ENGINE =
  /^(?:\[?(?<day>\d{4}-\d\d-\d\d)[ T])(?<clock>\d\d:\d\d:\d\d[.,]\d{1,6})\S{0,6} .{0,60}\bsqlalchemy\.engine\.Engine\b\S{0,10} (?<said>.{0,1000})$/;
const STATEMENT = /^(?:SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|CALL|CREATE|ALTER|DROP|REFRESH|VACUUM|TRUNCATE)\b/i;
/** What begins and ends a unit of work: the time before `BEGIN` is the program's own. */
const BEGIN = /^(?:BEGIN|SAVEPOINT)\b/;
const SLOW_MS = 1000;
/** Somebody who waits for that long between two statements did not wait for the database. */
const LONGEST_MS = 600_000;

/** Statements in the log of SQLAlchemy after which the next line of the same log came late. */
export const sqlalchemyEcho: Parser = {
  name: 'sqlalchemy-echo',
  anchors: ['sqlalchemy.engine.Engine '],
  start(line) {
    const said = engineLine(line);
    return said && new EchoReading(said);
  },
};

interface Said {
  readonly line: Line;
  readonly at: number;
  readonly text: string;
}

function engineLine(line: Line): Said | undefined {
  const { day, clock, said } = ENGINE.exec(line.text)?.groups ?? {};
  if (said === undefined) return undefined;
  const at = Date.parse(`${day}T${clock!.replace(',', '.')}Z`);
  return Number.isFinite(at) ? { line, at, text: said } : undefined;
}

class EchoReading implements Reading {
  readonly dozes = true;
  #statement: Said | undefined;
  #last: Said;
  #slowest: { readonly statement: Said; readonly next: Said; readonly ms: number } | undefined;

  constructor(first: Said) {
    this.#last = first;
    if (STATEMENT.test(first.text)) this.#statement = first;
  }

  next(line: Line): 'more' {
    const said = engineLine(line);
    if (said === undefined) return 'more';
    const ms = said.at - this.#last.at;
    const waited = ms >= SLOW_MS && ms <= LONGEST_MS && !BEGIN.test(said.text);
    if (waited && this.#statement && ms > (this.#slowest?.ms ?? 0))
      this.#slowest = { statement: this.#statement, next: said, ms };
    this.#last = said;
    if (STATEMENT.test(said.text)) this.#statement = said;
    else if (/^(?:COMMIT|ROLLBACK|BEGIN)\b/.test(said.text)) this.#statement = undefined;
    return 'more';
  }

  end(): Findings {
    if (this.#slowest === undefined) return { failures: [] };
    const { statement, next, ms } = this.#slowest;
    const seconds = Math.round(ms / 10) / 100;
    const failure = new Excerpt()
      .add(statement.line, true)
      .add(next.line, true)
      .failure({
        tool: 'log',
        kind: 'measurement',
        name: statement.text.slice(0, 300),
        message: `${statement.text.slice(0, 300)}: ${seconds} s until the next line of the engine's log`,
        facts: {
          measured: 'query',
          statement: statement.text.slice(0, 300),
          by: 'sqlalchemy',
          durationMs: ms,
          seconds,
        },
      });
    return { failures: [failure] };
  }
}
