import { randomUUID } from 'node:crypto';

/**
 * Prints text into the step's log so that no line of it can act as a workflow command: between a stop and a resume
 * that nobody can guess, on a line of their own whatever was printed before. Rules: docs.github.com, "Workflow
 * commands", stopping and starting.
 */
export function printInert(text: string): void {
  const token = randomUUID();
  const end = text.endsWith('\n') ? '' : '\n';
  process.stdout.write(`\n::stop-commands::${token}\n${text}${end}::${token}::\n`);
}
