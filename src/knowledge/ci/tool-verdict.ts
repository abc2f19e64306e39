import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';
import { stepOutput } from './step-output.js';
import { GOOD_NEWS, VERDICT_ANCHORS, verdictOf } from './verdicts/verdict.js';

/**
 * The tallies and last words of every tool (`1 failed, 3 passed in 2.90s`, `Tests: 1 failed, 2 total`): known to have
 * failed, whatever came after. The same tool's good tally later on takes it back.
 */
export const toolVerdict: Parser = {
  name: 'tool-verdict',
  anchors: VERDICT_ANCHORS,
  goodNews: GOOD_NEWS,
  start(line, before) {
    const verdict = verdictOf(line.text);
    if (verdict === undefined) return undefined;
    const { tool, outcome } = verdict;
    return outcome === 'passed'
      ? stated(undefined, [{ tool: 'log', name: tool, line: line.number }])
      : stated(saidBy(line, before, tool));
  },
};

/** What a line that says that something failed comes to, with the step's output above it. */
export function saidBy(line: Line, before: readonly Line[], tool?: string) {
  const output = stepOutput(before, line.step);
  const excerpt = new Excerpt();
  for (const each of output) excerpt.add(each);
  excerpt.add(line, true);
  return excerpt.failure({
    tool: 'log',
    kind: 'ci',
    role: 'verdict',
    ...(tool !== undefined && { name: tool }),
    message: line.text.trim().slice(0, 500),
  });
}
