import type { Outcome } from '../../../core/domain/outcome.js';
import { BUILDS } from './builds.js';
import { TESTS } from './tests.js';

/** A tool's last words. */
export interface Verdict {
  readonly tool: string;
  readonly outcome: Exclude<Outcome, 'unknown'>;
}

/**
 * The tallies and last words of the tools, each as the tool's own source prints it. They say that something failed, never what:
 * whoever knows more wins. A tally of nothing (`0 failures`) is good news or none.
 */
const TOOLS = [...TESTS, ...BUILDS].map((tool) => ({
  ...tool,
  /** One of these stands in each of its lines: an expression that is tried takes longer than to look for them. */
  words: [...tool.anchors, ...(tool.goodNews ?? [])],
}));

/** Literals that only stand in lines that say that all went well. */
export const GOOD_NEWS: readonly string[] = TOOLS.flatMap(({ goodNews = [] }) => goodNews);

/** Literals one of which stands in every line that `verdictOf` knows. */
export const VERDICT_ANCHORS: readonly string[] = [
  ...new Set([...TOOLS.flatMap(({ anchors }) => anchors), ...GOOD_NEWS]),
];

/** A tool's last words, when the line is such. */
export function verdictOf(text: string): Verdict | undefined {
  if (text.length > LONGEST) return undefined;
  for (const { name, words, failed, passed } of TOOLS) {
    if (!words.some((word) => text.includes(word))) continue;
    if (failed.test(text)) return { tool: name, outcome: 'failed' };
    if (passed?.test(text)) return { tool: name, outcome: 'passed' };
  }
  return undefined;
}

/** No tool counts up in a line longer than this. */
const LONGEST = 1_000;
