import { createRequire } from 'node:module';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { codeOf, KnownError } from '../../core/errors.js';

type DuckDB = typeof import('@duckdb/node-api');

/** Not written where a bundler would look for it: it comes with a program for each platform, which no bundle can hold. */
const PACKAGE = '@duckdb/node-api';

/**
 * The engine, from beside the program or a folder of NODE_PATH. Never from the working directory: that may be somebody
 * else's.
 * @throws KnownError `no-duckdb` when it is not installed
 */
function load(): DuckDB {
  try {
    return createRequire(import.meta.url)(PACKAGE) as DuckDB;
  } catch (error) {
    if (codeOf(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new KnownError('no-duckdb', { what: 'A history needs DuckDB, which is not installed' }, error);
  }
}

/** Another process holds the file: for as long as it adds a few runs. */
const HELD = /could not set lock on file|being used by another process/i;
const PATIENCE_MS = 60_000;
const PAUSE_MS = 50;

/** A connection, and how to let it go. */
export interface Opened {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** Nothing is fetched from anywhere, whatever a query names. */
const OFFLINE = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };

/**
 * Opens a database; one that another process holds is waited for.
 * @param path a file, or `:memory:`
 * @throws KnownError when it is no database, cannot be opened, or is held for longer than a minute
 */
export async function open(path: string): Promise<Opened> {
  const { DuckDBInstance } = load();
  const instance = await patiently(path, () => DuckDBInstance.create(path, OFFLINE));
  const connection = await instance.connect();
  return { connection, close: () => closeBoth(connection, instance) };
}

/** Does what needs a file that another process may hold. */
export async function patiently<T>(path: string, action: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      if (!HELD.test(said)) throw cannotOpen(path, said, error);
      if (Date.now() > until)
        throw new KnownError('broken-history', { where: path, what: 'is held by another process', fix: 'Try later' });
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  }
}

function cannotOpen(path: string, said: string, cause: unknown): KnownError {
  const what = /not a valid DuckDB|not a .{0,20}database|invalid.{0,30}magic/i.test(said)
    ? 'is no DuckDB database'
    : `cannot be opened: ${said.split('\n')[0]}`;
  return new KnownError('broken-history', { where: path, what }, cause);
}

function closeBoth(connection: DuckDBConnection, instance: DuckDBInstance): void {
  connection.closeSync();
  instance.closeSync();
}
