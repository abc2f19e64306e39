import { patternLiterals } from '../core/classify/literals.js';
import type { Pattern } from '../core/domain/pattern.js';
import type { Parser } from '../core/parse/parser.js';
import { type KnownLiterals, LiteralIndex, SEPARATOR, type Weights } from '../core/reading/literal-index.js';
import type { Prebuilt } from './prebuilt.js';
import { packed, tablesOf } from './tables.js';

/**
 * The tables of all parsers and patterns, to be built into the program: choosing by what each literal is known takes longer
 * than reading a short log.
 * @throws for a literal that no line could hold
 */
export function prebuild(parsers: readonly Parser[], patterns: readonly Pattern[]): Prebuilt {
  const tables = tablesOf(parsers, patterns);
  const inFailures = packedLiterals(patternLiterals(patterns), {});
  return {
    tables: packed(tables, packedLiterals(tables.more, tables)),
    inFailures: () => inFailures,
    patterns: patterns.length,
  };
}

function packedLiterals(words: readonly string[], weights: Weights): KnownLiterals {
  const broken = words.find((word) => word === '' || /[\0\n\r\u001b]/.test(word));
  if (broken !== undefined) throw new Error(`${JSON.stringify(broken)} stands in no line`);
  return { words: words.join(SEPARATOR), ends: LiteralIndex.build(words, weights).ends };
}
