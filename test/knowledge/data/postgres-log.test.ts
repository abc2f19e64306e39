import { describe, expect, it } from 'vitest';
import { postgresLog } from '../../../src/knowledge/data/postgres-log.js';
import { runParser } from '../run-parser.js';

const messages = (text: string) => runParser(postgresLog, text).failures.map(({ message }) => message);

describe("the server's own log", () => {
  it('tells of a process that died as of any news', () => {
    expect(
      messages('2026-01-02 10:00:00.123 UTC [1] LOG:  server process (PID 81) was terminated by signal 9: Killed'),
    ).toEqual(['server process (PID 81) was terminated by signal 9: Killed']);
    expect(
      messages('LOG:  background worker "parallel worker" (PID 7) was terminated by signal 11: Segmentation fault'),
    ).toHaveLength(1);
    expect(messages('LOG:  checkpointer process (PID 12) exited with exit code 1')).toHaveLength(1);
  });

  it('a process that ended as it was meant to, or that a client speaks of, is none', () => {
    expect(messages('LOG:  startup process (PID 12) exited with exit code 0')).toEqual([]);
    const launcher = 'LOG:  background worker "logical replication launcher" (PID 33) exited with exit code';
    expect(messages(`2026-01-02 10:00:00.123 UTC [1] ${launcher} 1`)).toEqual([]);
    expect(messages(`${launcher} 2`)).toHaveLength(1);
    expect(messages("LOG:  statement: select 'server process (PID 81) was terminated by signal 9'")).toEqual([]);
  });
});
