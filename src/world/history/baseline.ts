import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Baseline, Flakiness } from '../../core/domain/history.js';
import type { RunContext } from '../../core/domain/report.js';
import { openHistory } from './ask.js';

/** So many runs of each job are looked back at. */
const LATELY = 50;

/** Where a database says what it is. */
const MARK = { at: 8, text: 'DUCK' } as const;

/** Whether a path leads to a history: a DuckDB database, or a folder with a history's tables. */
export async function isHistory(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return (await stat(join(path, 'runs.parquet'))).isFile();
    const file = await open(path);
    try {
      const { buffer } = await file.read(Buffer.alloc(MARK.text.length), 0, MARK.text.length, MARK.at);
      return buffer.toString('latin1') === MARK.text;
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

/** The last runs of each job of a repository, without the run itself and what its pull request has broken already. */
const RECENT = `
WITH lately AS (
  SELECT * FROM line
  WHERE ($1 = '' OR repository = $1) AND coalesce(run_id, -1) <> $2 AND coalesce(pull_request, -1) <> $3
  QUALIFY row_number() OVER (PARTITION BY series ORDER BY ran_at DESC, run_id DESC, attempt DESC) <= ${LATELY})`;

/**
 * What a history knows a later run by: failures of the last runs of its repository, since when, and which tests are flaky.
 * @throws KnownError for what is no history, and where DuckDB is not installed
 */
export async function historyBaseline(path: string, run: RunContext): Promise<Baseline> {
  const history = await openHistory(path);
  try {
    const which = [run.repository ?? '', run.runId ?? 0, run.pullRequest ?? 0];
    const known = await history.ask(
      `${RECENT} SELECT fingerprint, strftime(min(runs.ran_at), '%Y-%m-%dT%H:%M:%SZ') AS since
       FROM findings JOIN runs USING (key)
       WHERE fingerprint IN (SELECT fingerprint FROM findings SEMI JOIN lately USING (key))
         AND ($1 = '' OR runs.repository = $1)
       GROUP BY fingerprint ORDER BY fingerprint`,
      which,
    );
    const flaky = await history.ask(
      `${RECENT}, tested AS (SELECT series, count(DISTINCT sha) AS of FROM lately GROUP BY series)
       SELECT test, count(DISTINCT sha)::INTEGER AS commits, any_value(of)::INTEGER AS of
       FROM flaked SEMI JOIN lately USING (key) JOIN tests USING (key, fingerprint) JOIN tested USING (series)
       GROUP BY test, series ORDER BY commits`,
      which,
    );
    return {
      name: path,
      known: new Map(known.map(({ fingerprint, since }) => [String(fingerprint), { since: String(since) }])),
      flaky: new Map(flaky.map(({ test, ...rate }) => [String(test), rate as unknown as Flakiness])),
    };
  } finally {
    history.close();
  }
}
