import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';

/** `FAILED: …` and `ERROR [alembic.util.messaging] …`, which is the same sentence through the logger. */
const SAID = /^(?:FAILED: |(?:\d\S* \S+ )?ERROR +\[alembic\.util\.messaging\] +)(\S.*)$/;
/** The same through a program's own logger. */
const RAISED = /^.{1,300}\balembic\.util\.exc\.CommandError: (\S.*)$/;
const ALEMBIC =
  /revision|head|upgrade|migration|Target database|database is not up to date|script_location|Path doesn't exist|No config file|No 'script_location'|\.ini/i;

/** alembic's own refusals; what a migration raises is a Python traceback. */
export const alembic: Parser = {
  name: 'alembic',
  anchors: ['FAILED: ', '[alembic.util.messaging]', 'alembic.util.exc.CommandError: '],
  start(line, before) {
    const message = (SAID.exec(line.text) ?? RAISED.exec(line.text))?.[1];
    if (message === undefined || !ALEMBIC.test(message)) return undefined;
    // alembic prints the sentence twice, once through the logger and once itself.
    const above = before.at(-1);
    const twice = above !== undefined && SAID.exec(above.text)?.[1] === message;
    if (twice) return undefined;
    const failure = new Excerpt().add(line, true).failure({ tool: 'alembic', kind: 'command', message });
    return { next: () => 'refused', end: () => ({ failures: [failure] }) };
  },
};
