import { RE2JS } from 're2js';
import type { Clause } from '../../core/domain/pattern.js';
import { requiredLiterals, SHORTEST_LITERAL } from './literals.js';
import { hasOwnWords } from './own-words.js';

/** Escapes that RE2 knows and JavaScript reads as plain letters: they would make a wrong literal. */
const RE2_ONLY = /\\[AzQECpP]/;
const LONGEST_EXPRESSION = 1000;
/** Counted repetition multiplies the program; the limit keeps a match in the order of the line's length. */
const LARGEST_PROGRAM = 2000;

/** An expression that cannot be used, in words for its author. */
export class BadExpression extends Error {}

/**
 * Checks an expression and finds its literals.
 * @throws BadExpression that says what is wrong and what to write instead
 */
export function makeClause(expression: string): Clause {
  checkExpression(expression);
  const literals = requiredLiterals(withoutFlags(expression));
  if (literals === undefined || literals.length === 0) {
    throw new BadExpression(
      `the expression has no fixed text of ${SHORTEST_LITERAL} characters that every match contains; add some of the tool's own words`,
    );
  }
  return { expression, literals, ...(hasOwnWords(expression) && { own: true }) };
}

/**
 * Whether an expression can be used at all, with or without literals.
 * @throws BadExpression that says what is wrong and what to write instead
 */
export function checkExpression(expression: string): void {
  if (expression.length > LONGEST_EXPRESSION)
    throw new BadExpression(
      `the expression is longer than ${LONGEST_EXPRESSION} characters; split it into several under 'all'`,
    );
  const only = RE2_ONLY.exec(expression);
  if (only)
    throw new BadExpression(
      `${only[0]} is not supported; write ^ or $ for the ends of a line and a class such as [A-Za-z] for letters`,
    );
  const names = [...expression.matchAll(/\(\?P?<([A-Za-z_]\w*)>/g)].map((match) => match[1] as string);
  if (!isPlain(expression)) compile(expression);
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  if (duplicate) throw new BadExpression(`the group name '${duplicate}' is used twice`);
}

/** Parts that JavaScript and RE2 read alike, none of which makes a program longer than itself: no count, no flag, no look-around. */
const PLAIN =
  /^(?:[^\\{([]|\\[bsSdDwW.()[\]{}*+?|^$\\/-]|\((?!\?)|\(\?:|\(\?<[A-Za-z_]\w*>|\[(?!\^\])\^?(?:\w-\w|[^\\\][-]|\\[sSdDwW.()[\]{}*+?|^$\\/])+-?\])*$/;
const SHORT = 300;

/** Whether RE2 takes it, without asking RE2: compiling a thousand expressions, none of which is tried later, takes seconds. */
function isPlain(expression: string): boolean {
  if (expression.length > SHORT || !PLAIN.test(expression)) return false;
  try {
    new RegExp(expression);
    return true;
  } catch {
    return false;
  }
}

function compile(expression: string): void {
  try {
    const program = RE2JS.compile(expression).programSize();
    if (program <= LARGEST_PROGRAM) return;
    throw new BadExpression(
      `the expression compiles to ${program} steps, at most ${LARGEST_PROGRAM} are allowed; use smaller repetition counts`,
    );
  } catch (error) {
    if (error instanceof BadExpression) throw error;
    const said = error instanceof Error ? error.message : String(error);
    const lookAround = /\(\?[=!<]/.test(said)
      ? "; look-around is not linear: use 'none' for what must not stand there"
      : '';
    throw new BadExpression(`${said}${lookAround}`);
  }
}

function withoutFlags(expression: string): string {
  return expression.replace(/^\(\?i\)/, '');
}
