import { matchClause } from '../../core/classify/expressions.js';
import type { Clause } from '../../core/domain/pattern.js';
import type { Source } from '../../core/domain/source.js';
import { LiteralIndex } from '../../core/reading/literal-index.js';
import { eachHit } from '../../core/reading/read.js';
import { templateText } from '../../core/telling/template.js';
import { makeClause } from '../../knowledge/catalogue/clause.js';
import type { Draft } from './draft.js';

/** What a draft would have matched in one log. */
export interface Tried {
  readonly name: string;
  readonly hits: number;
  /** Number of the first line that it hit. */
  readonly first?: number;
}

/** Words that two lines share before they sound alike, and such lines shown at most. */
const SHARED_WORDS = 2;
const MOST_MISSES = 2;

/** Runs a draft's expression over a log, each line once. */
export async function tryDraft({ expression }: Draft, source: Source): Promise<Tried> {
  const clause = makeClause(expression);
  let hits = 0;
  let first: number | undefined;
  await eachHit(source, LiteralIndex.build([...clause.literals]), (lazy) => {
    if (lazy.hits === undefined || matchClause(clause, lazy.line.text) === undefined) return;
    hits++;
    first ??= lazy.number;
  });
  return { name: source.name, hits, ...(first !== undefined && { first }) };
}

/** The lines of runs that passed that share most words with the draft's line and are not hit by it, as printed. */
export async function nearMisses({ expression, line }: Draft, green: readonly Source[]): Promise<readonly string[]> {
  const clause = makeClause(expression);
  const words = wordsOf(line);
  if (words.size === 0) return [];
  const found = new Map<string, { readonly text: string; readonly shared: number }>();
  const index = LiteralIndex.build([...words]);
  for (const source of green) {
    await eachHit(source, index, (lazy) => {
      const shared = new Set(lazy.hits).size;
      if (shared < SHARED_WORDS || isHit(clause, lazy.line.text)) return;
      const { text } = lazy.line;
      const template = templateText(text);
      if (!found.has(template)) found.set(template, { text, shared });
      if (found.size > 100) keepBest(found, MOST_MISSES);
    });
  }
  keepBest(found, MOST_MISSES);
  return [...found.values()].map(({ text }) => text.slice(0, 500));
}

function isHit(clause: Clause, text: string): boolean {
  return matchClause(clause, text) !== undefined;
}

function keepBest(found: Map<string, { readonly shared: number }>, most: number): void {
  const worst = [...found].sort(([, a], [, b]) => b.shared - a.shared).slice(most);
  for (const [template] of worst) found.delete(template);
}

function wordsOf(line: string): ReadonlySet<string> {
  return new Set(
    templateText(line)
      .toLowerCase()
      .match(/\p{L}{4,}/gu)
      ?.slice(0, 20) ?? [],
  );
}
