import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { place } from '../../core/parse/cells.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { type TaskRow, taskFacts, taskRow, tasksHeader } from './tokio-row.js';

/** Tasks kept of one screen; a terminal shows fewer. */
const MOST_TASKS = 400;

/** The tasks table of a saved tokio-console screen: each task is a measurement. */
export const tokioTasks: Parser = {
  name: 'tokio-tasks',
  anchors: ['Polls'],
  start(line) {
    const header = tasksHeader(line.text);
    return header && new TasksReading(line, header);
  },
};

class TasksReading implements Reading {
  readonly #header: Line;
  readonly #columns: readonly string[];
  readonly #failures: Failure[] = [];

  constructor(header: Line, columns: readonly string[]) {
    this.#header = header;
    this.#columns = columns;
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const task = taskRow(line.text, this.#columns);
    if (task) this.#failures.push(measurement(this.#header, line, task));
    else if (!/^[\s│┃║|├─┼┤+=-]*$/.test(line.text)) return 'refused';
    return this.#failures.length < MOST_TASKS ? 'more' : 'done';
  }

  end(): Findings {
    return { failures: this.#failures };
  }
}

function measurement(header: Line, line: Line, task: TaskRow): Failure {
  const name = task.name === '' ? `task ${task.id}` : task.name;
  const location = place(task.location);
  const failure = new Excerpt()
    .add(header)
    .add(line, true)
    .failure({
      tool: 'tokio-console',
      kind: 'measurement',
      name,
      message: `${name}: polled ${task.polls} times, ${task.state}`,
      facts: taskFacts(task),
      ...(location && { location }),
    });
  return { ...failure, span: { first: line.number, last: line.last } };
}
