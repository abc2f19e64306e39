import { describe, expect, it } from 'vitest';
import { slowQuery } from '../../../src/knowledge/data/slow-query.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(slowQuery, text).failures;

describe('statements with their times', () => {
  it('PostgreSQL logs them when asked to', () => {
    const [slow, ...others] = read(recorded('db/slow-query-postgres'));
    expect(others).toEqual([]);
    expect(slow).toMatchObject({
      kind: 'measurement',
      role: 'cause',
      name: 'SELECT count(*), pg_sleep(1.3) FROM orders;',
      facts: { measured: 'query', by: 'postgres', seconds: 1.3 },
    });
    for (const { facts } of read(recorded('db/slow-query-quick'))) expect(facts['durationMs']).toBeLessThan(500);
    expect(read(recorded('db/slow-query-quick'))).toHaveLength(2);
  });

  it('sqlx warns of slow ones, as text and as JSON', () => {
    for (const scenario of ['db/slow-query-sqlx', 'db/slow-query-sqlx-json']) {
      const [slow] = read(recorded(scenario));
      expect(slow, scenario).toMatchObject({ name: 'WITH RECURSIVE n(i) AS …', facts: { by: 'sqlx' } });
      expect(slow?.facts['seconds'], scenario).toBeGreaterThan(1);
    }
    const old = 'slow statement: execution time exceeded alert threshold summary="SELECT 1" elapsed=1203.5ms';
    expect(read(old)).toMatchObject([{ facts: { durationMs: 1204 } }]);
  });

  it("SQLAlchemy's recipe names the statement on one line and the time on another", () => {
    const all = read(recorded('db/slow-query-sqlalchemy'));
    expect(all).toHaveLength(2);
    expect(all[1]?.name).toMatch(/^WITH RECURSIVE/);
    expect(all[1]?.key).toHaveLength(2);
    expect(read('INFO:shop:Total Time: 3.5')).toEqual([]);
  });

  it('is told beside a failure only, where other output stands around it', () => {
    const slow = '2026-11-23 04:00:37.429 UTC [9] LOG:  duration: 1302.147 ms  statement: SELECT 1';
    expect(read(`collected 3 items\n${slow}`)).toMatchObject([{ role: 'aside' }]);
    expect(read(`2026-11-23 04:00:35.990 UTC [9] LOG:  ready\n${slow}`)).toMatchObject([{ role: 'cause' }]);
  });

  it('other durations are none', () => {
    expect(read('LOG:  duration: unknown')).toEqual([]);
    expect(read('Total Time: 3.5 minutes')).toEqual([]);
    expect(read('test logs::execution_time_exceeded_alert_threshold ... ok')).toEqual([]);
  });

  it('what a program calls slow is told by its name, a statement as a statement', () => {
    const said = (text: string) =>
      read(text).map(({ facts }) => [facts['operation'] ?? facts['statement'], facts['durationMs']]);
    expect(said('WARN slow operation: 2219.2ms')).toEqual([['slow operation', 2219]]);
    expect(said('Slow request GET /kilns took 3.25 seconds')).toEqual([['slow request GET /kilns', 3250]]);
    expect(said('WARNING:db:Slow query (1402 ms): SELECT 1')).toEqual([['SELECT 1', 1402]]);
    expect(said('Executing <Handle fire() at /srv/kiln.py:9> took 1.400 seconds')).toEqual([
      ['<Handle fire() at /srv/kiln.py:9>', 1400],
    ]);
    expect(said('slow test: 3s')).toEqual([]);
    expect(said('the slow lane has 3 s-bends')).toEqual([]);
  });
});
