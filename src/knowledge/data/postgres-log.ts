import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';

/** `2026-01-01 00:00:00.000 UTC [42] FATAL:  …`, whatever is left of the prefix; `log_line_prefix` may add names. */
const SAID =
  /^(?:[\d-]{10} [\d:.]{8,12} )?(?:[A-Z]{2,5} )?\[\d+\](?:: \[[\d-]+\])? (?:\S+ )?(FATAL|PANIC): {1,2}(\S.*)$/;
/** What a server says to clients that come too early or ask in vain on purpose is no failure; these words are. */
const MEANT =
  /^(?:sorry, too many clients already|remaining connection slots are reserved|too many connections for |password authentication failed for user |no pg_hba\.conf entry for |could not (?:access|open|write|create|read|locate|rename|fsync|map|resize)|WAL file is from|incorrect checksum|invalid page in|"[^"]{1,300}" is not a valid data directory|data directory |database files are incompatible|lock file |pre-existing shared memory|private key file|configuration file )/;

/**
 * The postmaster tells of a process that crashed as of any news; all its clients lose their connections. A background worker
 * that ends with 1 asks to be started again, or was told to stop (src/backend/postmaster, CleanupBackgroundWorker).
 */
const DIED =
  /^(?:[^"]{0,80} )?LOG: {1,2}((?:[a-zA-Z ]{1,40}process|background worker "[^"]{1,100}"(?! \(PID \d+\) exited with exit code 1$)) \(PID \d+\) (?:was terminated by (?:signal|exception) |exited with exit code [1-9]).{0,200})$/;

/** A PostgreSQL server's own log: a client that may not come in, a server that cannot start, a process that died. */
export const postgresLog: Parser = {
  name: 'postgres-log',
  anchors: ['FATAL:  ', 'PANIC:  ', ' (PID '],
  start(line) {
    const died = DIED.exec(line.text)?.[1];
    const [, level = '', message = ''] = died === undefined ? (SAID.exec(line.text) ?? []) : ['', 'LOG', died];
    if (level === '' || (level === 'FATAL' && !MEANT.test(message))) return undefined;
    const excerpt = new Excerpt().add(line, true);
    return {
      next(next) {
        const belongs = excerpt.size < 4 && /\b(?:DETAIL|HINT|CONTEXT|STATEMENT): {1,2}/.test(next.text);
        if (belongs) excerpt.add(next);
        return belongs ? 'more' : 'refused';
      },
      end: () => ({
        failures: [excerpt.failure({ tool: 'container', kind: 'container', code: level, name: 'postgres', message })],
      }),
    };
  },
};
