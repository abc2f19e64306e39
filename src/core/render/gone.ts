import type { Gone } from '../domain/history.js';
import { goneBlock } from './markdown/gone.js';
import { withoutCommands } from './safe/terminal.js';
import { goneLines } from './terminal/gone.js';

/** What an earlier run reported and this one does not, for a job summary that tells all else already. */
export function renderGone(gone: readonly Gone[]): string {
  return `${goneBlock({ gone }, 100)}\n`;
}

/** The same for a log. Safe to print in a workflow. */
export function renderGoneTerminal(gone: readonly Gone[], width: number): string {
  return `${withoutCommands(goneLines(gone, width).join('\n'))}\n`;
}
