import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { utf8Length } from '../../core/bytes.js';

/** A shorter literal stands in too many harmless lines to be worth a second look. */
export const SHORTEST_LITERAL = 4;
/** An alternation with more branches than this counts as having no usable literal. */
const MOST_LITERALS = 40;

/**
 * The literals of which every text that matches the expression contains at least one, lower-cased; the longest such
 * set found. Undefined when there is none of at least `SHORTEST_LITERAL` bytes.
 *
 * @param expression RE2 syntax without a leading flag group, already known to compile
 */
export function requiredLiterals(expression: string): readonly string[] | undefined {
  const pattern = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(expression, 0, expression.length, false);
  const literals = ofAlternatives(pattern.alternatives);
  return literals && [...new Set(literals)];
}

function ofAlternatives(alternatives: readonly AST.Alternative[]): readonly string[] | undefined {
  const all: string[] = [];
  for (const alternative of alternatives) {
    const best = ofSequence(alternative.elements);
    if (best === undefined) return undefined;
    all.push(...best);
    if (all.length > MOST_LITERALS) return undefined;
  }
  return all;
}

/** The best of: each run of fixed characters, each part that must occur. */
function ofSequence(elements: readonly AST.Element[]): readonly string[] | undefined {
  let best: readonly string[] | undefined;
  let run = '';
  const offer = (candidate: readonly string[] | undefined): void => {
    if (candidate && worth(candidate) > worth(best)) best = candidate;
  };
  const endRun = (): void => {
    if (utf8Length(run) >= SHORTEST_LITERAL) offer([run]);
    run = '';
  };
  for (const element of elements) {
    const character = fixedCharacter(element);
    if (character !== undefined) run += character;
    else if (element.type === 'Assertion' && element.kind !== 'lookahead' && element.kind !== 'lookbehind') continue;
    else {
      endRun();
      offer(ofElement(element));
    }
  }
  endRun();
  return best;
}

function ofElement(element: AST.Element): readonly string[] | undefined {
  if (element.type === 'Group' || element.type === 'CapturingGroup') return ofAlternatives(element.alternatives);
  if (element.type === 'Quantifier' && element.min > 0) return ofElement(element.element);
  return undefined;
}

/** The one character an element stands for, lower-cased; a class of one letter in both cases counts. */
function fixedCharacter(element: AST.Element): string | undefined {
  if (element.type === 'Character') return fold(element.value);
  if (element.type !== 'CharacterClass' || element.negate) return undefined;
  const members = new Set(
    element.elements.map((member) => (member.type === 'Character' ? fold(member.value) : undefined)),
  );
  const [only] = members;
  return members.size === 1 ? only : undefined;
}

function fold(codePoint: number): string {
  return String.fromCodePoint(codePoint >= 0x41 && codePoint <= 0x5a ? codePoint + 32 : codePoint);
}

/** Longer is rarer; fewer is cheaper. */
function worth(literals: readonly string[] | undefined): number {
  if (literals === undefined) return 0;
  const shortest = Math.min(...literals.map((literal) => Math.min(utf8Length(literal), 24)));
  return shortest - Math.min(literals.length, 20) / 100;
}
