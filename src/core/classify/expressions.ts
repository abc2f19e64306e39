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
  for (const part of aroundLiterals(clause, text)) {
    const matcher = expression.matcher(part);
    if (matcher.find()) return { captures: captures(expression, matcher) };
  }
  return undefined;
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

/** A very long line is tried only around the literals that made it interesting, each of them: the first may be a decoy. */
function* aroundLiterals(clause: Clause, text: string): Generator<string> {
  if (text.length <= LONGEST_TEXT) {
    yield text;
    return;
  }
  const lower = text.toLowerCase();
  let tried = -1;
  for (;;) {
    const from = tried < 0 ? 0 : tried + LONGEST_TEXT / 4;
    const positions = clause.literals
      .map((literal) => lower.indexOf(literal, from))
      .filter((position) => position >= 0);
    if (positions.length === 0) return;
    tried = Math.min(...positions);
    const start = Math.max(0, tried - LONGEST_TEXT / 2);
    yield text.slice(start, start + LONGEST_TEXT);
  }
}

function captures(expression: RE2JS, matcher: Matcher): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of Object.keys(expression.namedGroups())) {
    const value = matcher.group(name);
    if (value) found[name] = value.length > LONGEST_CAPTURE ? `${value.slice(0, LONGEST_CAPTURE)}…` : value;
  }
  return found;
}
