import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** The command as a shell traces it, a prompt shows it or a runner announces it. */
const COMMAND =
  /^(?:\+{1,4} |.{0,80}[$#>] |##\[group\]Run )(?:\S{1,80} ){0,6}alembic (?:-\S{1,60} (?:\S{1,100} )?){0,4}current\s{0,4}$/;
/** What alembic says first; below it, where a log holds no commands, its answer stands. */
const CONTEXT = /\[alembic\.runtime\.migration\] Will assume (?:non-)?transactional DDL\.$/;
const LOGGED = /\[alembic\.[\w.]{1,60}\] /;
/** A revision that is not followed by `(head)`; its id is hexadecimal unless somebody chose another one. */
const BEHIND = /^(?:Rev: )?(?<revision>[0-9a-f]{8,40})(?: \((?:branchpoint|mergepoint)\))?$/;
const CHOSEN = /^(?:Rev: )?(?<revision>[0-9A-Za-z_]{4,64})(?: \((?:branchpoint|mergepoint)\))?$/;
const NEXT_COMMAND = /^(?:\+{1,4} |.{0,80}[$#>] |##\[)\S/;
const UPGRADED = /\[alembic\.runtime\.migration\] Running (?:upgrade|stamp_revision)\b/;

/**
 * `alembic current` that names a revision without `(head)`, or none at all: the database is behind its migrations. Not told
 * where the log goes on to bring it up to date.
 */
export const alembicCurrent: Parser = {
  name: 'alembic-current',
  anchors: ['alembic current', '[alembic.runtime.migration] Will assume '],
  wakes: ['Running upgrade', 'Running stamp_revision'],
  start(line) {
    if (COMMAND.test(line.text)) return new CurrentReading(line, true);
    return CONTEXT.test(line.text) ? new CurrentReading(line, false) : undefined;
  },
};

class CurrentReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #isCommand: boolean;
  #revision: string | undefined;

  constructor(line: Line, isCommand: boolean) {
    this.#isCommand = isCommand;
    this.#excerpt.add(line, isCommand);
  }

  /** Once it is known where the database stands, only an upgrade is waited for. */
  get dozes(): boolean {
    return this.#revision !== undefined;
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const { text } = line;
    if (UPGRADED.test(text)) this.#revision = '';
    if (this.#revision !== undefined) return this.#revision === '' ? 'done' : 'more';
    if (LOGGED.test(text)) {
      this.#excerpt.add(line);
      return 'more';
    }
    const found = (this.#isCommand ? CHOSEN : BEHIND).exec(text)?.groups?.['revision'];
    if (found !== undefined) {
      this.#excerpt.add(line, true);
      this.#revision = found;
      return 'more';
    }
    const isOver = text.trim() === '' || NEXT_COMMAND.test(text);
    if (!this.#isCommand || !isOver) this.#revision = '';
    else if (this.#excerpt.size > 1) this.#revision = 'none';
    return this.#revision === '' ? 'refused' : 'more';
  }

  end(): Findings {
    // A text that ends below alembic's own words holds no answer either.
    const revision = this.#revision ?? (this.#isCommand && this.#excerpt.size > 1 ? 'none' : '');
    if (revision === '') return { failures: [] };
    const message =
      revision === 'none'
        ? 'No migration was applied to this database'
        : `The database is at ${revision}, which is not the head`;
    const facts = { measured: 'migration', ...(revision !== 'none' && { revision }) };
    return { failures: [this.#excerpt.failure({ tool: 'alembic', kind: 'measurement', message, facts })] };
  }
}
