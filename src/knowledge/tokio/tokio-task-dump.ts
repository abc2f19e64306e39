import type { Line } from '../../core/domain/line.js';
import { place } from '../../core/parse/cells.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** A task's first frame stands at the margin, what it awaits below it. Source: tokio::runtime::task::trace::tree. */
const ROOT = /^\s{0,8}╼\s\S/;
const FRAME = /^[\s│]{0,400}(?:├|└)?╼\s/;
/** `╼ {async_fn#0} at /srv/src/main.rs:27:28` */
const AT = / at (?<place>\S{1,300}:\d{1,7}:\d{1,5})$/;
/** Code that the project has from others. */
const FOREIGN = /[\\/](?:registry[\\/]src|\.cargo[\\/]git|rustc[\\/][0-9a-f]{8,40}|lib[\\/]rustlib)[\\/]/;
/** A lock of Tokio's is waited for. */
const LOCK = /\btokio-[^\\/\s]{1,40}[\\/]src[\\/]sync[\\/](?:mutex|rwlock)\b/;
/** What a task waits for between two pieces of work: nothing that is expected to be locked meanwhile. */
const BETWEEN =
  /\btokio-[^\\/\s]{1,40}[\\/]src[\\/](?:sync[\\/](?:mpsc|broadcast|watch|oneshot|notify)|signal|net|runtime[\\/]task[\\/]join|time[\\/]interval)\b/;
/** Lines between two tasks: a heading of the program's own, and blank ones. */
const MOST_BETWEEN = 6;
const MOST_TASKS = 10_000;
const MOST_KEPT = 60;

/**
 * A dump of a runtime's tasks (`Handle::dump`): what each of them awaits. How many wait for a lock, at how many places, and
 * how many others may hold one, since they stand in the middle of something else.
 */
export const tokioTaskDump: Parser = {
  name: 'tokio-task-dump',
  // Tokio indents with no-break spaces; what was pasted may have lost them.
  anchors: ['╼\u00a0', '╼ '],
  start: (line) => (ROOT.test(line.text) ? new DumpReading(line) : undefined),
};

/** One task's frames as far as they were read. */
interface Task {
  readonly root: Line;
  /** The last frame in the project's own code: where it stands. */
  own: Line;
  isLock: boolean;
  isBetween: boolean;
}

class DumpReading implements Reading {
  readonly #tasks: Task[] = [];
  #between = 0;

  constructor(line: Line) {
    this.next(line);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (!FRAME.test(line.text)) return ++this.#between > MOST_BETWEEN ? 'refused' : 'more';
    this.#between = 0;
    if (ROOT.test(line.text)) this.#tasks.push({ root: line, own: line, isLock: false, isBetween: false });
    const task = this.#tasks.at(-1) as Task;
    if (LOCK.test(line.text)) task.isLock = true;
    else if (BETWEEN.test(line.text)) task.isBetween = true;
    if (!FOREIGN.test(line.text)) task.own = line;
    return this.#tasks.length > MOST_TASKS ? 'done' : 'more';
  }

  end(): Findings {
    const waiting = this.#tasks.filter(({ isLock }) => isLock);
    if (waiting.length === 0) return { failures: [] };
    const places = [...new Set(waiting.flatMap(({ own }) => AT.exec(own.text)?.groups?.['place'] ?? []))];
    const others = this.#tasks.filter(({ isLock, isBetween }) => !isLock && !isBetween).length;
    const excerpt = new Excerpt();
    for (const { own } of waiting.slice(0, MOST_KEPT)) excerpt.add(own, true);
    const location = place(places[0]);
    const failure = excerpt.failure({
      tool: 'tokio-console',
      kind: 'measurement',
      name: 'locks',
      message: `${waiting.length} tasks wait for locks at ${places.length} places`,
      facts: {
        lockWaiters: waiting.length,
        lockPlaces: places.length,
        lockHolders: others,
        dumpedTasks: this.#tasks.length,
        ...(places[0] !== undefined && { location: places[0] }),
        ...(places[1] !== undefined && { otherLocation: places[1] }),
      },
      ...(location && { location }),
    });
    return { failures: [failure] };
  }
}
