import type { EngineAnswer } from './capture.js';
import { Answer } from './connection/answer.js';

const COLUMNS = ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'] as const;
const WIDEST = 60;
const MOST_PROCESSES = 500;

/** A list of containers as a table, as `docker ps -a` prints it. */
export function containerTable(list: readonly EngineAnswer[]): string {
  const rows = [[...COLUMNS], ...list.map((container) => row(new Answer(container)))];
  return aligned(rows);
}

/** The processes of a container, as `docker top` prints them. Without any there is nothing to print. */
export function processTable(top: Answer): string {
  const titles = top.texts('Titles');
  const rows = top
    .list('Processes')
    .slice(0, MOST_PROCESSES)
    .map((process) => process.texts());
  return rows.length === 0 ? '' : aligned([titles, ...rows].map((cells) => cells.map(oneLine)));
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows
    .map(
      (cells) =>
        `${cells
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('   ')
          .trimEnd()}\n`,
    )
    .join('');
}

function row(container: Answer): string[] {
  const created = container.number('Created');
  return [
    container.text('Id').slice(0, 12),
    container.text('Image'),
    `"${container.text('Command')}"`,
    created === undefined ? '' : new Date(created * 1000).toISOString(),
    container.text('Status'),
    container.list('Ports').map(port).join(', '),
    container
      .texts('Names')
      .map((name) => name.replace(/^\//, ''))
      .join(','),
  ].map((cell) => oneLine(cell.length > WIDEST ? `${cell.slice(0, WIDEST - 1)}…` : cell));
}

function oneLine(cell: string): string {
  return cell.slice(0, 2_000).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}

function port(one: Answer): string {
  const inside = `${one.number('PrivatePort') ?? ''}/${one.text('Type')}`;
  const outside = one.number('PublicPort');
  return outside === undefined ? inside : `${one.text('IP')}:${outside}->${inside}`;
}
