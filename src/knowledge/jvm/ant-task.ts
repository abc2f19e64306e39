/** The task that prints stands before each line: `    [junit] `; not with `-emacs`. */
const TASK = /^ {0,12}\[[a-zA-Z][\w.:-]{0,60}\] ?/;
/** Marks of other tools' levels look alike. */
const LEVEL = /^\[(?:ERROR|error|WARN|WARNING|warn|INFO|info|DEBUG|FATAL)\]/;

/** A line of Ant's log without the task that printed it. */
export function withoutTask(text: string): string {
  return LEVEL.test(text) ? text : text.replace(TASK, '');
}

/** Whether a task of Ant printed the line. */
export function hasTask(text: string): boolean {
  return withoutTask(text) !== text;
}
