import type { Line } from '../../core/domain/line.js';
import { place, share } from '../../core/parse/cells.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { type TaskRow, taskRow, tasksHeader } from './tokio-row.js';

/** Lines after the warning in which the table of tasks is looked for. */
const REACH = 400;

/** `tokio_console::warnings`: a count and the summary of the warning. */
const WARNING =
  /(?:^|[\s│|⚠])(\d{1,9}) tasks? (?:(?:have|has) lost (?:their|its) wakers?|(?:have|has) woken (?:themselves|itself) over (\d{1,3})% of the time)/;

/** Any warning of the console's list: a row of the table is warned of one of these, which is not said. */
const OTHER = /(?:^|[\s│|⚠])\d{1,9} tasks? (?:are|is|have|has) \w/;

/**
 * The console's warnings that tasks `have lost their wakers` or `have woken themselves`, with the share of all tasks and
 * the places they were spawned at, read off the table below.
 */
export const tokioWarnings: Parser = {
  name: 'tokio-warnings',
  anchors: ['lost their waker', 'lost its waker', 'woken themselves over', 'woken itself over'],
  start(line, before) {
    const [said, warned, percent] = WARNING.exec(line.text) ?? [];
    if (said === undefined) return undefined;
    return new WarningReading(
      line,
      { count: Number(warned), ...(percent !== undefined && { percent: Number(percent) }) },
      before,
    );
  },
};

interface Warning {
  readonly count: number;
  /** Of a task's wakes that are its own; only in the warning about these. */
  readonly percent?: number;
}

class WarningReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #line: Line;
  readonly #warning: Warning;
  readonly #rows: TaskRow[] = [];
  #tasks: number | undefined;
  #columns: readonly string[] | undefined;
  /** Whether the console warns of something else too. */
  #isOneOfSeveral = false;
  #left = REACH;

  constructor(line: Line, warning: Warning, before: readonly Line[]) {
    this.#line = line;
    this.#warning = warning;
    this.#excerpt.add(line, true);
    for (const { text } of before.slice(-10)) {
      this.#tasks = tasksIn(text) ?? this.#tasks;
      this.#isOneOfSeveral ||= OTHER.test(text);
    }
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    this.#left -= 1;
    if (this.#columns === undefined) {
      this.#tasks = tasksIn(line.text) ?? this.#tasks;
      this.#columns = tasksHeader(line.text);
      this.#isOneOfSeveral ||= OTHER.test(line.text);
    } else {
      const row = taskRow(line.text, this.#columns);
      if (row === undefined) return /^[\s│┃║|]*$/.test(line.text) && this.#left > 0 ? 'more' : 'done';
      this.#rows.push(row);
      if (row.warnings > 0 && this.#excerpt.size < 12) this.#excerpt.add(line);
    }
    return this.#left > 0 ? 'more' : 'done';
  }

  end(): Findings {
    const { count, percent } = this.#warning;
    const tasks = this.#tasks ?? (this.#rows.length > 0 ? Math.max(this.#rows.length, count) : undefined);
    const warned = this.#rows.filter(({ warnings }) => warnings > 0);
    const places = new Set(warned.map(({ location }) => location));
    const [first = ''] = places;
    // Rows below the screen, or warned of for something else, may come from anywhere.
    const isProven = warned.length === count && !this.#isOneOfSeveral;
    const location = isProven && places.size === 1 ? place(first) : undefined;
    const spawned = location ? first : isProven ? `${places.size} places` : 'places that this screen does not prove';
    const failure = this.#excerpt.failure({
      tool: 'tokio-console',
      kind: 'measurement',
      name: percent === undefined ? 'lost wakers' : 'self wakes',
      message: percent === undefined ? `${count} tasks have lost their wakers` : `${count} tasks wake themselves`,
      facts: {
        ...(percent === undefined
          ? { lostWakers: count, lostWakerShare: tasks === undefined ? 'unknown' : share(count, tasks) }
          : { selfWakers: count, selfWakeShare: percent }),
        ...(tasks !== undefined && { tasks }),
        ...(isProven ? { warnedLocations: places.size } : {}),
        spawned,
        ...(location && { location: first }),
      },
      ...(location && { location }),
    });
    return { failures: [{ ...failure, span: { first: this.#line.number, last: this.#line.last } }] };
  }
}

/** The count in the table's title, `Tasks (24) ▶ Running (0)`. */
function tasksIn(text: string): number | undefined {
  const count = /\bTasks \((\d{1,9})\)/.exec(text)?.[1];
  return count === undefined ? undefined : Number(count);
}
