import type { Line } from '../../core/domain/line.js';

/** How much of a step's output is kept when nothing but its end is known. */
const KEPT = 15;
/** What the runner says of itself: GitHub's and Azure's marks, and what GitLab's does after a job. */
const MARKER = /^(?:##\[(?:group|endgroup|command|debug|section)\]|Cleaning up project directory\b)/;

/**
 * The last lines a step printed: what to show of a failure nobody recognised. Leaves out empty lines, the runner's marks and
 * its echo of the command (`##[group]Run …` to `##[endgroup]`), and does not reach into the step before.
 * @param before the lines before the step's end, oldest first
 * @param step name of the step, where the log has it
 */
export function stepOutput(before: readonly Line[], step: string | undefined): Line[] {
  const kept: Line[] = [];
  for (let i = before.length - 1; i >= 0 && kept.length < KEPT; i--) {
    const line = before[i] as Line;
    if (line.step !== step || isBoundary(line.text)) break;
    if (line.text.startsWith('##[endgroup]') && isEcho(before, i)) break;
    if (line.text.trim() === '' || MARKER.test(line.text)) continue;
    kept.push(line);
  }
  return kept.reverse();
}

function isBoundary(text: string): boolean {
  return (
    text.startsWith('##[group]Run ') ||
    text.startsWith('##[error]') ||
    text.startsWith('travis_fold:start') ||
    text === 'Post job cleanup.'
  );
}

/** Whether the group that ends at `end` is the runner's echo of a command. */
function isEcho(before: readonly Line[], end: number): boolean {
  for (let i = end - 1; i >= 0; i--) {
    const text = (before[i] as Line).text;
    if (text.startsWith('##[group]')) return text.startsWith('##[group]Run ');
    if (text.startsWith('##[endgroup]')) return false;
    if (/^shell: \S/.test(text)) return true;
  }
  return true;
}
