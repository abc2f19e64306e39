import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/** `FAILED: …` and `ERROR [alembic.util.messaging] …`, which is the same sentence through the logger. */
const SAID = /^(?:FAILED: |(?:\d\S* \S+ )?ERROR +\[alembic\.util\.messaging\] +)(\S.*)$/;
/** The same through a program's own logger. */
const RAISED = /^.{1,300}\balembic\.util\.exc\.CommandError: (\S.*)$/;
const ALEMBIC =
  /revision|head|upgrade|migration|Target database|database is not up to date|script_location|Path doesn't exist|No config file|No 'script_location'|\.ini/i;

/** One line of `alembic heads`. A head with a label (`1a2b (billing) (head)`) is meant to stand by itself. */
const HEAD = /^(?:Rev: )?([0-9a-z_]{4,64}) \(head\)$/;

/** The second head that is printed: `upgrade head` will refuse to choose. Told once. */
function heads(line: Line, before: readonly Line[]): Reading | undefined {
  const earlier = before.slice(-3).filter(({ text }) => HEAD.test(text));
  const [first] = earlier;
  const isSecond = first !== undefined && earlier.length === 1 && first.text !== line.text;
  if (!isSecond) return undefined;
  const excerpt = new Excerpt().add(first, true).add(line, true);
  return stated(
    excerpt.failure({ tool: 'alembic', kind: 'command', message: `Two heads: ${first.text}, ${line.text}` }),
  );
}

/** alembic's own refusals; what a migration raises is a Python traceback. */
export const alembic: Parser = {
  name: 'alembic',
  anchors: ['FAILED: ', '[alembic.util.messaging]', 'alembic.util.exc.CommandError: ', ' (head)'],
  start(line, before) {
    if (HEAD.test(line.text)) return heads(line, before);
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
