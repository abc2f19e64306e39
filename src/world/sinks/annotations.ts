import { error, notice, warning } from '@actions/core';
import type { Annotation } from '../../core/domain/annotation.js';

/** The runner shows ten of a level in a step and drops the rest; one is kept for what the action says of itself. */
const PER_LEVEL = 9;
/** The runner cuts a message at 4,096 characters. */
const LONGEST_MESSAGE = 4_000;

const SAY = { error, warning, notice } as const;

/** Writes remarks as annotations, as many as are shown; counts in words what was left out. */
export function annotate(remarks: readonly Annotation[]): void {
  const used = { error: 0, warning: 0, notice: 0 };
  for (const remark of remarks) {
    if (++used[remark.level] > PER_LEVEL) continue;
    const place = {
      file: remark.file,
      startLine: remark.line,
      ...(remark.column !== undefined && { startColumn: remark.column }),
    };
    SAY[remark.level](remark.message.slice(0, LONGEST_MESSAGE), { title: remark.title, ...place });
  }
  const left = Object.values(used).reduce((sum, count) => sum + Math.max(0, count - PER_LEVEL), 0);
  if (left > 0)
    notice(
      `${left.toLocaleString('en-US')} more ${left === 1 ? 'place is' : 'places are'} not annotated: GitHub shows ten annotations of a level. The job summary names them.`,
    );
}
