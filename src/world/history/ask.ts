import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { KnownError } from '../../core/errors.js';
import { cannotRead } from '../files/text-file.js';
import { type Opened, open, patiently } from './duckdb.js';
import { MIGRATIONS, TABLES, type Table, versionOf } from './schema.js';
import { BASE, VIEWS, type ViewName } from './views.js';

export type Value = string | number | boolean | null;

/** Rows with their columns' names; times as `YYYY-MM-DD HH:MM:SS` in UTC. */
export type Answer = readonly Readonly<Record<string, Value>>[];

/** Which part of a history is looked at. */
export interface Window {
  /** Only the last days of it, counted back from its latest run. */
  readonly days?: number;
}

/** A history that is read, and never changed. Its tables and views have the names that the documentation gives them. */
export interface History {
  ask(sql: string, values?: readonly (string | number)[]): Promise<Answer>;
  view(name: ViewName): Promise<Answer>;
  close(): void;
}

/**
 * Opens a history: a database, or a folder of Parquet files that `history export` wrote. Its tables are looked at from a
 * database in memory, so that views are those of this version and nothing of the history is written.
 * @throws KnownError for what is none, of a later version, or held by another process for long
 */
export async function openHistory(path: string, { days }: Window = {}): Promise<History> {
  const found = await stat(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  const { connection, close } = await open(':memory:');
  try {
    const tables = found.isDirectory() ? parquetTables(path) : await attached(connection, path);
    for (const table of TABLES) {
      await patiently(`${path}`, () =>
        connection.run(`CREATE VIEW ${table} AS ${tables(table)}${since(table, days, tables)}`),
      );
    }
    for (const sql of BASE) await connection.run(sql);
    for (const [name, { sql }] of Object.entries(VIEWS)) await connection.run(`CREATE VIEW "${name}" AS ${sql}`);
  } catch (error) {
    close();
    throw error;
  }
  return historyOf({ connection, close });
}

function historyOf({ connection, close }: Opened): History {
  const ask: History['ask'] = async (sql, values = []) =>
    (await connection.runAndReadAll(sql, [...values])).getRowObjectsJson() as Answer;
  return { ask, view: (name) => ask(`FROM "${name}"`), close };
}

/** How a table is asked for. */
type Tables = (table: Table) => string;

async function attached(connection: DuckDBConnection, path: string): Promise<Tables> {
  await patiently(path, () => connection.run(`ATTACH ${quoted(path)} AS history (READ_ONLY)`));
  const version = await versionOf(connection, 'history.main', path);
  if (version < MIGRATIONS.length)
    throw new KnownError('broken-history', {
      where: path,
      what: `was written by an earlier whydunit: its tables are version ${version}, this one knows ${MIGRATIONS.length}`,
      fix: 'Add a run to it; that brings it up to date',
    });
  return (table) => `SELECT * FROM history.main.${table}`;
}

function parquetTables(folder: string): Tables {
  return (table) => `SELECT * FROM read_parquet(${quoted(`${folder}/${table}.parquet`)})`;
}

/** Findings, tests and waivers go with their run; what people said of a finding holds whenever it was found. */
function since(table: Table, days: number | undefined, tables: Tables): string {
  if (days === undefined || table === 'verdicts') return '';
  const runs = tables('runs');
  const recent = `ran_at > (SELECT max(ran_at) FROM (${runs})) - INTERVAL ${days} DAY`;
  return table === 'runs' ? ` WHERE ${recent}` : ` WHERE key IN (SELECT key FROM (${runs}) WHERE ${recent})`;
}

/**
 * Writes each table of a history into a folder, as `TABLE.parquet`.
 * @throws KnownError as `openHistory` does, and for a folder that cannot be written
 */
export async function exportParquet(path: string, folder: string): Promise<void> {
  const history = await openHistory(path);
  try {
    for (const table of TABLES)
      await history.ask(
        `COPY (FROM ${table} ORDER BY ALL) TO ${quoted(`${folder}/${table}.parquet`)} (FORMAT parquet)`,
      );
  } catch (error) {
    throw new KnownError('write-failed', { where: folder, what: 'cannot be written' }, error);
  } finally {
    history.close();
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
