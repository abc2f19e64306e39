import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/** A statement or another operation, and how long it took, as a database, its client or the program logs it. */
interface Timed {
  readonly by: 'postgres' | 'sqlx' | 'sqlalchemy' | 'program';
  /** Set for what is no statement. */
  readonly operation?: string;
  readonly milliseconds: number;
  readonly statement: string;
  /** The line that names the statement, where the time stands on another one. */
  readonly named?: Line;
}

/**
 * Statements with their times: PostgreSQL's `duration:` (log_min_duration_statement, auto_explain), sqlx's slow statements,
 * SQLAlchemy's own recipe for timing queries; what a program itself calls slow, and what held up asyncio's loop. Slow ones are no failure by themselves: in a database's or service's own log they are told, in
 * other output only beside a failure.
 */
export const slowQuery: Parser = {
  name: 'slow-query',
  anchors: ['LOG:  duration: ', 'execution time exceeded alert threshold', 'Total Time: ', 'slow ', 'Executing <'],
  beside: { 'slow ': ['ms', 's)', ' s', 'second', 'took', 'sec'] },
  start(line, before) {
    const timed = postgres(line) ?? sqlx(line) ?? sqlalchemy(line, before) ?? slow(line) ?? loop(line);
    if (timed === undefined) return undefined;
    const { by, milliseconds, named, operation } = timed;
    const statement = timed.statement.trim().slice(0, 300) || operation || 'a statement';
    const what = operation === undefined ? { measured: 'query', statement } : { measured: 'operation', operation };
    const excerpt = new Excerpt();
    if (named) excerpt.add(named, true);
    const seconds = Math.round(milliseconds / 10) / 100;
    return stated(
      excerpt.add(line, true).failure({
        tool: 'log',
        kind: 'measurement',
        role: isServiceLog(before) ? 'cause' : 'aside',
        name: statement,
        message: `${statement} took ${seconds} s`,
        facts: { ...what, by, durationMs: Math.round(milliseconds), seconds },
      }),
    );
  },
};

/** `LOG:  duration: 1203.446 ms  statement: SELECT …`, `execute name: …`, `plan:`; without a statement where only log_duration is on. */
function postgres({ text }: Line): Timed | undefined {
  const [, milliseconds, statement = ''] =
    /\bLOG: {2}duration: (\d{1,12}(?:\.\d{1,6})?) ms(?: {2}(?:statement|plan|(?:parse|bind|execute) \S{1,100}): ?(.{0,1000}))?/.exec(
      text,
    ) ?? [];
  return milliseconds === undefined ? undefined : { by: 'postgres', milliseconds: Number(milliseconds), statement };
}

/** sqlx-core/src/logger.rs, since 0.6, as tracing-subscriber writes its fields: `name=value`, or JSON. */
function sqlx({ printed: text }: Line): Timed | undefined {
  if (!text.includes('slow statement: execution time exceeded alert threshold')) return undefined;
  const seconds = /\belapsed_secs"?[=:](\d{1,9}(?:\.\d{1,12})?)/.exec(text)?.[1];
  const [, amount, unit] = /\belapsed"?[=:]"?(\d{1,9}(?:\.\d{1,9})?)(ms|s)\b/.exec(text) ?? [];
  if (seconds === undefined && amount === undefined) return undefined;
  const milliseconds = seconds === undefined ? Number(amount) * (unit === 's' ? 1000 : 1) : Number(seconds) * 1000;
  const statement = /\bsummary"?[=:]"([^"]{1,1000})"/.exec(text)?.[1] ?? '';
  return { by: 'sqlx', milliseconds, statement };
}

/** The recipe in SQLAlchemy's FAQ on performance logs `Start Query: …`, `Query Complete!`, `Total Time: 1.203446`. */
function sqlalchemy({ text }: Line, before: readonly Line[]): Timed | undefined {
  const seconds = /(?:^|[\s:\]])Total Time: (\d{1,9}\.\d{1,9})$/.exec(text)?.[1];
  const named = seconds === undefined ? undefined : before.findLast((line) => line.text.includes('Start Query: '));
  if (seconds === undefined || named === undefined) return undefined;
  const statement = named.text.slice(named.text.indexOf('Start Query: ') + 'Start Query: '.length);
  return { by: 'sqlalchemy', milliseconds: Number(seconds) * 1000, statement, named };
}

/** `Slow operation: 2219.2ms`, `Slow query (2302 ms): SELECT …`, `slow request GET /kilns took 3.2s`. */
function slow({ text }: Line): Timed | undefined {
  const [, what = '', said, unit, statement = ''] =
    /\bslow ((?!tests?\b|threshold)[a-z][^\d:(=]{1,60}?(?: \S{1,80})??)(?:: ?| ?\(| took | in |=)(\d{1,9}(?:\.\d{1,20})?) ?(ms|milliseconds|s|secs?|seconds)\b\)?:? ?(.{0,1000})/i.exec(
      text,
    ) ?? [];
  if (said === undefined) return undefined;
  const milliseconds = Number(said) * (unit?.toLowerCase().startsWith('m') ? 1 : 1000);
  const isStatement = /^(?:query|statement|sql)\b/i.test(what);
  const operation = `slow ${what}`;
  return { by: 'program', milliseconds, statement: isStatement ? statement : '', ...(!isStatement && { operation }) };
}

/** asyncio in debug mode, base_events.py: `Executing <Task …> took 1.400 seconds`. */
function loop({ text }: Line): Timed | undefined {
  const [, handle = '', seconds] = /\bExecuting (<.{1,2000}>) took (\d{1,9}\.\d{3}) seconds$/.exec(text) ?? [];
  if (seconds === undefined) return undefined;
  const coroutine = /\bcoro=<([\w.<>]{1,200}\(\))(?: running at| done, defined at)? ?([^\s>]{0,300})/.exec(handle);
  const operation = coroutine === null ? handle.slice(0, 200) : `${coroutine[1]} at ${coroutine[2]}`;
  return { by: 'program', milliseconds: Number(seconds) * 1000, statement: '', operation };
}

/** What came before was logged too, or is a logged statement's further lines; nothing else was printed. */
function isServiceLog(before: readonly Line[]): boolean {
  return before.every(
    ({ text }) =>
      text.trim() === '' ||
      /^\s/.test(text) ||
      /(?:^|[\s:|\]["'-])(?:LOG|DETAIL|HINT|STATEMENT|CONTEXT|TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|PANIC)\b/i.test(
        text,
      ),
  );
}
