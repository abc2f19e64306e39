import { codeSpan } from '../safe/markdown.js';
import type { FailedTest } from '../standing.js';
import { count } from '../words.js';

/** The failed tests by name, folded, each with the number of what explains it where there are several. At most `max`. */
export function failedTestsBlock(all: readonly FailedTest[], max: number): string {
  if (all.length < 2 || max === 0) return '';
  const several = new Set(all.map(({ finding }) => finding)).size > 1;
  const lines = all
    .slice(0, max)
    .map(({ name, finding }) => `- ${codeSpan(name, 200)}${several ? ` · ${finding}` : ''}`);
  if (all.length > max) lines.push(`- …and ${count(all.length - max, 'more test')}`);
  return [`<details>\n<summary>${count(all.length, 'failed test')}</summary>`, lines.join('\n'), '</details>'].join(
    '\n\n',
  );
}
