import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../../src/walk/diagnose.js';

const catalogue = await loadCatalogue([]);

/** The pattern that a failed step of this text is told as. */
async function told(text: string): Promise<string | undefined> {
  const open = (): Readable => Readable.from([new TextEncoder().encode(`${text}\n`)]);
  const source = { name: 'step.log', kind: 'file', outcome: 'failed', open } as const;
  const { diagnoses } = await diagnose({ sources: [source], patterns: catalogue, failOn: 'never', run: {} });
  return diagnoses.find(({ primary }) => primary)?.pattern;
}

const TRACEBACK = 'Traceback (most recent call last):\n  File "/srv/kiln/fire.py", line 9, in <module>\n    fire()\n';
const PANIC = "thread 'main' panicked at src/main.rs:9:5:\ncalled `Result::unwrap()` on an `Err` value: ";
const quoted = (message: string) => message.replaceAll('"', '\\"');

/** How the drivers print what the server said. */
const POSTGRES: Record<string, (message: string) => string> = {
  psql: (message) => `psql:fire.sql:12: ERROR:  ${message}`,
  psycopg: (message) => `${TRACEBACK}psycopg.errors.Some: ${message}`,
  asyncpg: (message) => `${TRACEBACK}asyncpg.exceptions.SomeError: ${message}`,
  sqlalchemy: (message) =>
    `${TRACEBACK}sqlalchemy.exc.DBAPIError: (psycopg2.errors.Some) ${message}\n\n[SQL: SELECT 1]`,
  sqlx: (message) =>
    `${PANIC}Database(PgDatabaseError { severity: Error, code: "00000", message: "${quoted(message)}", detail: None })`,
  'tokio-postgres': (message) =>
    `${PANIC}Error { kind: Db, cause: Some(DbError { severity: "ERROR", message: "${quoted(message)}", detail: None }) }`,
  diesel: (message) => `Error: DatabaseError(Unknown, "${quoted(message)}")`,
  'node-postgres': (message) =>
    `error: ${message}\n    at Parser.parseErrorMessage (/srv/kiln/node_modules/pg-protocol/dist/parser.js:283:98)`,
  JDBC: (message) =>
    `Exception in thread "main" org.postgresql.util.PSQLException: ERROR: ${message}\n\tat com.kiln.Fire.main(Fire.java:9)`,
};
const SAID: readonly [string, string][] = [
  ['canceling statement due to lock timeout', 'postgres/statement-timeout'],
  ['could not serialize access due to concurrent delete', 'postgres/serialization'],
  ['current transaction is aborted, commands ignored until end of transaction block', 'postgres/transaction-aborted'],
  ['value too long for type character(3)', 'postgres/value-too-long'],
  ['function kiln.fire(integer, character varying(3)) does not exist', 'postgres/function-missing'],
  ['could not extend file "base/5/16384" with FileFallocate(): No space left on device', 'postgres/disk-full'],
  [
    'could not resize shared memory segment "/PostgreSQL.7" to 2097152 bytes: No space left on device',
    'postgres/shared-memory',
  ],
];

describe.each(Object.entries(POSTGRES))('what PostgreSQL said, through %s', (_, wrapped) => {
  it.each(SAID)('%s', async (message, pattern) => expect(await told(wrapped(message))).toBe(pattern));
});

describe('a failed transaction', () => {
  const ABORTED = 'current transaction is aborted, commands ignored until end of transaction block';

  it('is told by the statement that failed first, where that one is shown', async () => {
    const first = 'psql:fire.sql:3: ERROR:  relation "kilns" does not exist';
    expect(await told(`${first}\npsql:fire.sql:4: ERROR:  ${ABORTED}`)).toBe('postgres/missing-relation');
  });

  it('is told by the cause that Python shows above it', async () => {
    const first = `${TRACEBACK}psycopg2.errors.UniqueViolation: duplicate key value violates unique constraint "kilns_pkey"`;
    const then = `During handling of the above exception, another exception occurred:\n\n${TRACEBACK}`;
    expect(await told(`${first}\n\n${then}psycopg2.errors.InFailedSqlTransaction: ${ABORTED}`)).toBe(
      'db/integrity-error',
    );
  });
});

/** How the clients print what Redis said; some leave out or change its first word. */
const REDIS: readonly [string, string][] = [
  [`${TRACEBACK}redis.exceptions.ResponseError: wrong number of arguments for 'mget' command`, 'redis/arguments'],
  ["ReplyError: ERR wrong number of arguments for 'mget' command", 'redis/arguments'],
  [`${PANIC}ResponseError: wrong number of arguments for 'mget' command`, 'redis/arguments'],
  [`${TRACEBACK}redis.exceptions.NoScriptError: No matching script. Please use EVAL.`, 'redis/script-missing'],
  [`${PANIC}NoScriptError: No matching script. Please use EVAL.`, 'redis/script-missing'],
  ['panic: NOSCRIPT No matching script. Please use EVAL.\n\ngoroutine 1 [running]:', 'redis/script-missing'],
  [`${PANIC}BUSY: Redis is busy running a script.`, 'redis/busy-script'],
  [`${TRACEBACK}redis.exceptions.ConnectionError: Connection closed by server.`, 'redis/connection-closed'],
];

it.each(REDIS)('what Redis said: %s', async (text, pattern) => expect(await told(text)).toBe(pattern));
