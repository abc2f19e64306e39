import type { DuckDBConnection } from '@duckdb/node-api';
import { KnownError } from '../../core/errors.js';

/** What leads from each version of the tables to the next; what was released is never changed. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE runs (
     key VARCHAR PRIMARY KEY, ran_at TIMESTAMP NOT NULL, status VARCHAR NOT NULL,
     repository VARCHAR, workflow VARCHAR, job VARCHAR, run_id BIGINT, attempt INTEGER, sha VARCHAR,
     pull_request INTEGER, author VARCHAR, version VARCHAR);
   CREATE TABLE findings (
     key VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL, title VARCHAR NOT NULL, is_primary BOOLEAN NOT NULL,
     pattern VARCHAR, severity VARCHAR, cause VARCHAR, state VARCHAR, line VARCHAR, cluster VARCHAR NOT NULL);
   CREATE TABLE tests (key VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL, test VARCHAR NOT NULL);
   CREATE TABLE waivers (
     key VARCHAR NOT NULL, covers VARCHAR NOT NULL, owner VARCHAR NOT NULL, reason VARCHAR NOT NULL,
     expires DATE NOT NULL, state VARCHAR NOT NULL);`,
  `CREATE TABLE verdicts (
     fingerprint VARCHAR PRIMARY KEY, pattern VARCHAR, verdict VARCHAR NOT NULL, judged_at TIMESTAMP NOT NULL);`,
  `ALTER TABLE runs ADD COLUMN seconds DOUBLE;
   ALTER TABLE runs ADD COLUMN committed_at TIMESTAMP;`,
];

/** Every table of a history. */
export const TABLES = ['runs', 'findings', 'tests', 'waivers', 'verdicts'] as const;
export type Table = (typeof TABLES)[number];

/**
 * Brings a database to this version, in one transaction.
 * @param path shown in errors
 * @throws KnownError `broken-history` for a database that a later version wrote, or that is none of ours
 */
export async function migrate(
  connection: DuckDBConnection,
  path: string,
  migrations: readonly string[] = MIGRATIONS,
): Promise<void> {
  const version = await versionOf(connection, 'main', path, migrations);
  if (version === migrations.length) return;
  await connection.run('BEGIN');
  if (version === 0) await connection.run('CREATE TABLE whydunit_history (version INTEGER NOT NULL)');
  for (const migration of migrations.slice(version)) await connection.run(migration);
  await connection.run('DELETE FROM whydunit_history');
  await connection.run('INSERT INTO whydunit_history VALUES ($1)', [migrations.length]);
  await connection.run('COMMIT');
}

/**
 * Which version of the tables a database holds; 0 for an empty one.
 * @param schema where they are: `main`, or `name.main` of an attached one
 * @throws KnownError as `migrate` does
 */
export async function versionOf(
  connection: DuckDBConnection,
  schema: string,
  path: string,
  migrations: readonly string[] = MIGRATIONS,
): Promise<number> {
  const catalog = schema === 'main' ? 'current_database()' : `'${schema.split('.')[0]}'`;
  const tables = await connection.runAndReadAll(
    `SELECT table_name FROM duckdb_tables() WHERE database_name = ${catalog} AND NOT internal`,
  );
  const names = tables.getRowsJson().map(([name]) => name);
  if (names.length === 0) return 0;
  if (!names.includes('whydunit_history'))
    throw new KnownError('broken-history', { where: path, what: 'is a database of something else' });
  const rows = (await connection.runAndReadAll(`SELECT version FROM ${schema}.whydunit_history`)).getRowsJson();
  const version = Number(rows[0]?.[0] ?? 0);
  if (version > migrations.length)
    throw new KnownError('broken-history', {
      where: path,
      what: `was written by a later whydunit: its tables are version ${version}, this one knows ${migrations.length}`,
      fix: 'Update whydunit',
    });
  return version;
}
