import { type Matcher, RE2JS } from 're2js';
import type { Clause, Pattern } from '../domain/pattern.js';
import { plainQuotes } from './plain.js';

/** Longest part of a line an expression is tried on, in characters, from the literal's surroundings. */
const LONGEST_TEXT = 8 * 1024;
/** Captures are names and values; a longer one is cut. */
const LONGEST_CAPTURE = 300;

const compiled = new Map<string, RE2JS>();

/** Where a clause hit, with what its named groups captured. */
export interface Hit {
  readonly captures: Readonly<Record<string, string>>;
}

/** Tries one expression on one text in time linear in the text; where it fails, on the words with plain quotes. */
export function matchClause(clause: Clause, text: string): Hit | undefined {
  const plain = plainQuotes(text);
  return matchText(clause, text) ?? (plain === undefined ? undefined : matchText(clause, plain));
}

function matchText(clause: Clause, text: string): Hit | undefined {
  const expression = compile(clause.expression);
  const matcher = expression.matcher(aroundLiteral(clause, text));
  return matcher.find() ? { captures: captures(expression, matcher) } : undefined;
}

/** Names of all groups a pattern can capture. */
export function captureNames(pattern: Pattern): ReadonlySet<string> {
  return new Set(
    [...pattern.when.all, ...pattern.when.any].flatMap((clause) =>
      Object.keys(compile(clause.expression).namedGroups()),
    ),
  );
}

/** Compiles on first use: of hundreds of patterns a run needs a few. */
function compile(expression: string): RE2JS {
  let known = compiled.get(expression);
  if (known === undefined) {
    known = RE2JS.compile(expression);
    compiled.set(expression, known);
  }
  return known;
}

/** A very long line is tried only around the literal that made it interesting. */
function aroundLiteral(clause: Clause, text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const lower = text.toLowerCase();
  const positions = clause.literals.map((literal) => lower.indexOf(literal)).filter((position) => position >= 0);
  const from = Math.max(0, Math.min(...positions, text.length) - LONGEST_TEXT / 2);
  return text.slice(from, from + LONGEST_TEXT);
}

function captures(expression: RE2JS, matcher: Matcher): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of Object.keys(expression.namedGroups())) {
    const value = matcher.group(name);
    if (value) found[name] = value.length > LONGEST_CAPTURE ? `${value.slice(0, LONGEST_CAPTURE)}…` : value;
  }
  return found;
}
