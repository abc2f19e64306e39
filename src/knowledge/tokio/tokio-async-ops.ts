import type { Line } from '../../core/domain/line.js';
import { columns, framed, milliseconds, place, tableRow, words } from '../../core/parse/cells.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** An operation idle for longer than this waits for the lock; a shorter one may just have come. */
const WAITING_MS = 1000;
/**
 * Operations that wait until somebody else lets go. Inside each of these locks is a semaphore whose operation is called
 * `Acquire::new`. Source: tokio/src/sync/batch_semaphore.rs.
 */
const LOCKS =
  /^(?:\w{1,40}::){0,2}(?:(?:Mutex|RwLock|Semaphore|OwnedMutex)\w{0,20}::(?:\w{0,20}lock\w{0,20}|read\w{0,20}|write\w{0,20}|acquire\w{0,20})|Acquire::new)$/;
const MOST_ROWS = 400;

/** The async operations on one resource in a saved tokio-console screen: how many wait for the same lock. */
export const tokioAsyncOps: Parser = {
  name: 'tokio-async-ops',
  anchors: ['Polls'],
  start(line, before) {
    const names = columns(line.text);
    return ['Task', 'Source', 'Total', 'Polls'].every((name) => names.includes(name))
      ? new OpsReading(line, before)
      : undefined;
  },
};

class OpsReading implements Reading {
  readonly #header: Line;
  readonly #excerpt = new Excerpt();
  readonly #resource: string | undefined;
  readonly #waiting = new Map<string, number>();
  #rows = 0;

  constructor(header: Line, before: readonly Line[]) {
    this.#header = header;
    const panel = before.slice(-14).filter(({ text }) => framed(text).some((cell) => cell.startsWith('Location: ')));
    for (const line of panel.slice(-1)) this.#excerpt.add(line, true);
    this.#resource = framed(panel.at(-1)?.text ?? '')
      .find((cell) => cell.startsWith('Location: '))
      ?.slice('Location: '.length);
    this.#excerpt.add(header);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const cells = words(tableRow(line.text));
    if (cells.length === 0) return 'more';
    const total = cells.findIndex((cell) => milliseconds(cell) !== undefined);
    if (total < 2 || this.#rows++ > MOST_ROWS) return 'refused';
    const source = cells[total - 1] as string;
    // Total, Busy, Idle
    const idle = milliseconds(cells[total + 2] ?? '') ?? 0;
    if (!LOCKS.test(source) || idle < WAITING_MS) return 'more';
    this.#waiting.set(source, (this.#waiting.get(source) ?? 0) + 1);
    if (this.#excerpt.size < 14) this.#excerpt.add(line, this.#rows <= 3);
    return 'more';
  }

  end(): Findings {
    const [most] = [...this.#waiting].sort((a, b) => b[1] - a[1]);
    if (most === undefined) return { failures: [] };
    const [operation, waiting] = most;
    const location = place(this.#resource);
    const failure = this.#excerpt.failure({
      tool: 'tokio-console',
      kind: 'measurement',
      name: operation,
      message: `${waiting} tasks wait in ${operation}`,
      facts: { waiting, operation, ...(location && { location: this.#resource as string }) },
      ...(location && { location }),
    });
    return { failures: [{ ...failure, span: { first: this.#header.number, last: failure.span.last } }] };
  }
}
