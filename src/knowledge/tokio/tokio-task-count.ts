import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { count } from './tokio-row.js';

/** `RuntimeMetrics` of Tokio and of tokio-metrics name it so, in a log field, in their Debug form and as a gauge. */
const COUNT =
  /\b(?:tokio_(?:runtime_)?)?(?:num_alive_tasks|alive_tasks(?:_count)?|live_tasks_count|active_tasks_count)\b(?:\{[^{}]{0,300}\})?["']?\s?[=: ]\s?(?<count>\d{1,9})\b/;
/** The title of tokio-console's table of tasks. */
const TITLE = /\bTasks \((?<count>\d{1,9})\) ▶ Running/;
/** Shown of a series: where it began, and where it got to. */
const HEAD = 3;
const TAIL = 5;

/** How many tasks a runtime has, told again and again in one log: how far it rose without ever falling. */
export const tokioTaskCount: Parser = {
  name: 'tokio-task-count',
  anchors: ['alive_tasks', 'live_tasks_count', 'active_tasks_count', '▶ Running ('],
  start(line) {
    const tasks = tasksIn(line.text);
    return tasks === undefined ? undefined : new SeriesReading(line, tasks);
  },
};

function tasksIn(text: string): number | undefined {
  return count((COUNT.exec(text) ?? TITLE.exec(text))?.groups?.['count']);
}

interface Told {
  readonly line: Line;
  readonly tasks: number;
}

class SeriesReading implements Reading {
  /** The longest climb so far, and the one that goes on. */
  #best: readonly Told[] = [];
  #climb: Told[];
  #longest = 0;
  #size = 1;
  readonly dozes = true;

  constructor(line: Line, tasks: number) {
    this.#climb = [{ line, tasks }];
  }

  next(line: Line): 'more' {
    const tasks = tasksIn(line.text);
    const last = this.#climb.at(-1) as Told;
    if (tasks === undefined || tasks === last.tasks) return 'more';
    if (tasks < last.tasks) this.#startAnew();
    this.#size++;
    this.#climb.push({ line, tasks });
    if (this.#climb.length > HEAD + TAIL) this.#climb.splice(HEAD, 1);
    return 'more';
  }

  end(): Findings {
    this.#keepBest();
    const [first, last] = [this.#best[0], this.#best.at(-1)];
    if (first === undefined || last === undefined || this.#longest < 2) return { failures: [] };
    const excerpt = new Excerpt();
    for (const { line } of this.#best) excerpt.add(line, true);
    const failure = excerpt.failure({
      tool: 'tokio-console',
      kind: 'measurement',
      name: 'tasks',
      message: `The runtime's tasks rose from ${first.tasks} to ${last.tasks} and never fell`,
      facts: {
        taskReadings: this.#longest,
        tasksAtFirst: first.tasks,
        tasksAtLast: last.tasks,
        tasksGained: last.tasks - first.tasks,
        taskGrowth: Math.round((last.tasks / Math.max(1, first.tasks)) * 10) / 10,
      },
    });
    return { failures: [failure] };
  }

  #startAnew(): void {
    this.#keepBest();
    this.#climb = [];
    this.#size = 0;
  }

  #keepBest(): void {
    if (this.#size <= this.#longest) return;
    this.#best = this.#climb;
    this.#longest = this.#size;
  }
}
