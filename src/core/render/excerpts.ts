import type { Evidence } from '../domain/diagnosis.js';
import { clean, clip } from './safe/clean.js';

/** How much evidence may be shown. */
export interface EvidenceLimits {
  readonly lines: number;
  readonly lineCharacters: number;
}

/** Evidence of one source, in the order of the log. */
export interface Excerpt {
  readonly source: string;
  /** Number of the first proving line: what the excerpt is cited and linked by. */
  readonly line: number;
  readonly url?: string;
  readonly lines: readonly ExcerptLine[];
}

export interface ExcerptLine {
  readonly number: number;
  /** Cleaned and clipped. */
  readonly text: string;
  readonly proof: boolean;
  /** True when lines between the one before and this one are not shown. */
  readonly gap: boolean;
}

/** The evidence as excerpts, one for each source, proving lines before context where not all fits. */
export function excerpts(
  evidence: readonly Evidence[],
  limits: EvidenceLimits,
): { readonly excerpts: readonly Excerpt[]; readonly omitted: number } {
  const chosen = choose(evidence, limits.lines);
  const bySource = new Map<string, Evidence[]>();
  for (const item of chosen) bySource.set(item.source, [...(bySource.get(item.source) ?? []), item]);
  const all = [...bySource].map(([source, items]) => excerpt(source, items, limits.lineCharacters));
  const shown = all.reduce((sum, { lines }) => sum + lines.length, 0);
  return { excerpts: all, omitted: evidence.length - shown };
}

/**
 * Some of the lines, with the empty ones that stood between two of them: left out, they would be told of as a gap, and
 * are nothing.
 * @param some in the order of `all`
 */
export function withEmptyBetween(some: readonly Evidence[], all: readonly Evidence[]): readonly Evidence[] {
  const places = new Set(some.map(({ source, line }) => `${line} ${source}`));
  return all.filter(({ source, line, text }) => {
    const has = (number: number) => places.has(`${number} ${source}`);
    return has(line) || (isEmpty(text) && has(line - 1) && has(line + 1));
  });
}

function isEmpty(text: string): boolean {
  return text.trim() === '';
}

/** At most `max` lines that are not empty: the proving ones, then those nearest to a proving one. */
function choose(evidence: readonly Evidence[], max: number): readonly Evidence[] {
  const filled = evidence.filter(({ text }) => !isEmpty(text));
  if (filled.length <= max) return evidence;
  const distance = distances(filled);
  const order = [...filled.keys()].sort((a, b) => (distance[a] ?? 0) - (distance[b] ?? 0) || a - b);
  const kept = new Set(order.slice(0, max));
  return withEmptyBetween(
    filled.filter((_, index) => kept.has(index)),
    evidence,
  );
}

/** How many places each item is away from the nearest proving one; what follows it counts as nearer. */
function distances(evidence: readonly Evidence[]): number[] {
  const result = evidence.map(() => Number.MAX_SAFE_INTEGER);
  let steps = Number.MAX_SAFE_INTEGER;
  for (const [index, item] of evidence.entries()) {
    steps = item.proof ? 0 : steps + 1;
    result[index] = steps;
  }
  steps = Number.MAX_SAFE_INTEGER;
  for (let index = evidence.length - 1; index >= 0; index -= 1) {
    steps = evidence[index]?.proof ? 0 : steps + 1.5;
    result[index] = Math.min(result[index] ?? steps, steps);
  }
  return result;
}

/** How far above the first line of a report's evidence, which is the one to cite, its context begins. */
const LINES_ABOVE = 3;

/** In the order of the log; what a tool said long before the line to cite would stand above it and hide it. */
function excerpt(source: string, items: readonly Evidence[], lineCharacters: number): Excerpt {
  const start = (items[0]?.line ?? 0) - LINES_ABOVE;
  const sorted = items.filter(({ line }) => line >= start).sort((a, b) => a.line - b.line);
  const cited = items.find((item) => item.proof) ?? sorted[0];
  const lines = sorted.map((item, index) => ({
    number: item.line,
    text: clip(clean(item.text), lineCharacters),
    proof: item.proof,
    gap: index > 0 && item.line > (sorted[index - 1]?.line ?? 0) + height(sorted[index - 1]),
  }));
  return { source, line: cited?.line ?? 0, ...(cited?.url === undefined ? {} : { url: cited.url }), lines };
}

/** A wrapped line covers as many raw lines as its text has. */
function height(item: Evidence | undefined): number {
  return item === undefined ? 1 : item.text.split('\n').length;
}
