import { existsSync } from 'node:fs';
import { link, rename, rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { codeOf, KnownError, reasonOf } from '../../core/errors.js';
import { firstOfEach } from '../../core/group-by.js';
import type { Rows } from '../../core/reports/rows.js';
import { open } from './duckdb.js';
import { migrate, type Table } from './schema.js';

/** A history that is written into; no other process reads or writes it until it is closed. */
export class HistoryStore {
  readonly #connection: DuckDBConnection;
  readonly close: () => void;
  readonly #structures = new Map<Table, string>();

  private constructor(connection: DuckDBConnection, close: () => void) {
    this.#connection = connection;
    this.close = close;
  }

  /**
   * Opens a history, or begins it, and brings its tables to this version.
   * @throws KnownError for a file that is none, of a later version, or held by another process for long
   */
  static async open(path: string): Promise<HistoryStore> {
    if (!existsSync(path)) await begin(path);
    const { connection, close } = await open(path);
    try {
      await migrate(connection, path);
    } catch (error) {
      close();
      throw error;
    }
    return new HistoryStore(connection, close);
  }

  /**
   * Adds runs with all that was found in them, as a whole or not at all. A run that is there already stays as it is.
   * @returns how many were added
   */
  async add(all: readonly Rows[]): Promise<number> {
    const rows = await this.#unseen(all);
    if (rows.length === 0) return 0;
    await this.#transaction(async () => {
      for (const table of ['runs', 'findings', 'tests', 'waivers'] as const)
        await this.#insert(
          table,
          rows.flatMap((each): readonly object[] => each[table]),
        );
    });
    return rows.length;
  }

  /**
   * Keeps what somebody said of a finding; the last word counts, whichever is told first.
   * @returns the pattern it was told as; undefined where the history does not know the fingerprint
   */
  async judge(
    fingerprint: string,
    verdict: string,
    judgedAt: string,
  ): Promise<{ readonly pattern: string | null } | undefined> {
    const found = await this.#connection.runAndReadAll(
      'SELECT any_value(pattern) FROM findings WHERE fingerprint = $1 HAVING count(*) > 0',
      [fingerprint],
    );
    const [row] = found.getRowsJson();
    if (row === undefined) return undefined;
    const pattern = typeof row[0] === 'string' ? row[0] : null;
    await this.#connection.run(
      `INSERT INTO verdicts VALUES ($1, $2, $3, $4::VARCHAR::TIMESTAMP) ON CONFLICT DO UPDATE SET
       pattern = excluded.pattern, verdict = excluded.verdict, judged_at = excluded.judged_at
       WHERE excluded.judged_at >= judged_at`,
      [fingerprint, pattern, verdict, judgedAt],
    );
    return { pattern };
  }

  /** Those whose run is not there yet, each once. */
  async #unseen(all: readonly Rows[]): Promise<readonly Rows[]> {
    const unique = firstOfEach(all, keyOf);
    const found = await this.#connection.runAndReadAll(
      `SELECT key FROM runs WHERE key IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))`,
      [JSON.stringify(unique.map(keyOf))],
    );
    const known = new Set(found.getRowsJson().map(([key]) => String(key)));
    return unique.filter((rows) => !known.has(keyOf(rows)));
  }

  async #insert(table: Table, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#connection.run(
      `INSERT INTO ${table} BY NAME SELECT unnest(from_json($1::JSON, $2), recursive := true)`,
      [JSON.stringify(rows), await this.#structureOf(table)],
    );
  }

  /** The columns of a table, as `from_json` wants to be told what to read. */
  async #structureOf(table: Table): Promise<string> {
    const known = this.#structures.get(table);
    if (known !== undefined) return known;
    const columns = await this.#connection.runAndReadAll(
      'SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = $1 AND NOT internal',
      [table],
    );
    const structure = JSON.stringify([Object.fromEntries(columns.getRowsJson())]);
    this.#structures.set(table, structure);
    return structure;
  }

  async #transaction(action: () => Promise<void>): Promise<void> {
    await this.#connection.run('BEGIN');
    try {
      await action();
      await this.#connection.run('COMMIT');
    } catch (error) {
      await this.#connection.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}

function keyOf({ runs: [run] }: Rows): string {
  return run?.key ?? '';
}

/** Made whole beside its place and put there at once: whoever is killed meanwhile leaves no half of a database. */
async function begin(path: string): Promise<void> {
  const made = `${path}.${process.pid}.new`;
  try {
    await rm(made, { force: true });
    const { connection, close } = await open(made);
    await migrate(connection, made);
    close();
    await link(made, path);
    await rm(made);
  } catch (error) {
    if (error instanceof KnownError && error.kind === 'broken-history')
      throw new KnownError('write-failed', { where: path, what: 'cannot be written' }, error);
    // Somebody else was first: theirs is as good.
    if (codeOf(error) === 'EEXIST') return rm(made, { force: true });
    // Some file systems know no links.
    if (codeOf(error) === 'EPERM' || codeOf(error) === 'ENOTSUP') return rename(made, path);
    if (codeOf(error) !== undefined)
      throw new KnownError('write-failed', { where: path, what: `cannot be written: ${reasonOf(error)}` }, error);
    throw error;
  }
}
