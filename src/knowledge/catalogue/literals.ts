import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { utf8Length } from '../../core/bytes.js';
import { COMMON } from './common-words.js';

/** A shorter literal stands in too many harmless lines to be worth a second look. */
export const SHORTEST_LITERAL = 4;
/** An alternation with more branches than this counts as having no usable literal. */
const MOST_LITERALS = 40;
/** Short alternatives beside fixed text are written out, as long as no more than so many texts come of it. */
const MOST_WRITTEN_OUT = 12;
/** Longer ones are not rarer by much. */
const LONG_ENOUGH = 12;

/**
 * The literals of which every text that matches the expression contains at least one, lower-cased; the rarest such set found.
 * Undefined when there is none of at least `SHORTEST_LITERAL` bytes.
 *
 * @param expression RE2 syntax without a leading flag group, already known to compile
 */
export function requiredLiterals(expression: string): readonly string[] | undefined {
  const pattern = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(expression, 0, expression.length, false);
  const literals = ofAlternatives(pattern.alternatives);
  // Where a longer one stands, one that it holds stands too.
  return (
    literals &&
    [...new Set(literals)].filter((one, _, all) => !all.some((other) => other !== one && one.includes(other)))
  );
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

/** The best of: each run of fixed characters, alone and with the alternatives around it written out, each part that must occur. */
function ofSequence(elements: readonly AST.Element[]): readonly string[] | undefined {
  let best: readonly string[] | undefined;
  const offer = (candidate: readonly string[] | undefined): void => {
    if (candidate && worth(candidate) > worth(best)) best = candidate;
  };
  let run = '';
  let written: readonly string[] = [''];
  for (const element of inOneRow(elements)) {
    if (isBorder(element)) continue;
    const texts = writtenOut(element);
    if (texts?.length === 1 && element.type !== 'Quantifier') run += texts[0];
    else {
      offer([run]);
      run = '';
      offer(ofElement(element));
    }
    const longer = texts && written.flatMap((text) => texts.map((next) => text + next));
    if (longer && longer.length <= MOST_WRITTEN_OUT) written = longer;
    else {
      offer(written);
      written = texts && texts.length <= MOST_WRITTEN_OUT ? texts : [''];
    }
  }
  offer([run]);
  offer(written);
  return best;
}

/** What stands in a group without alternatives stands there. */
function inOneRow(elements: readonly AST.Element[]): AST.Element[] {
  return elements.flatMap((element) =>
    (element.type === 'Group' || element.type === 'CapturingGroup') && element.alternatives.length === 1
      ? inOneRow(element.alternatives[0]?.elements ?? [])
      : [element],
  );
}

/** A border takes no character: what stands on both sides of it is one text. */
function isBorder(element: AST.Element): boolean {
  return element.type === 'Assertion' && element.kind !== 'lookahead' && element.kind !== 'lookbehind';
}

/** All texts an element can stand for, where they are few and short. */
function writtenOut(element: AST.Element): readonly string[] | undefined {
  const characters = fixedCharacters(element);
  if (characters !== undefined) return few(characters);
  if (element.type === 'Group' || element.type === 'CapturingGroup') {
    const texts = element.alternatives.map(({ elements }) => writtenSequence(elements));
    return texts.every((each) => each !== undefined) ? few(texts.flat()) : undefined;
  }
  if (element.type === 'Quantifier' && element.min === 0 && element.max === 1) {
    const texts = writtenOut(element.element);
    return texts && few(['', ...texts]);
  }
  return undefined;
}

function writtenSequence(elements: readonly AST.Element[]): readonly string[] | undefined {
  let written: readonly string[] = [''];
  for (const element of elements) {
    if (isBorder(element)) continue;
    const texts = writtenOut(element);
    const longer = texts && few(written.flatMap((text) => texts.map((next) => text + next)));
    if (longer === undefined) return undefined;
    written = longer;
  }
  return written;
}

function few(texts: readonly string[]): readonly string[] | undefined {
  return texts.length <= MOST_WRITTEN_OUT ? texts : undefined;
}

function ofElement(element: AST.Element): readonly string[] | undefined {
  if (element.type === 'Group' || element.type === 'CapturingGroup') return ofAlternatives(element.alternatives);
  if (element.type === 'Quantifier' && element.min > 0) return ofElement(element.element);
  return undefined;
}

/** The characters an element stands for, lower-cased, each once: a class of one letter in both cases is one. */
function fixedCharacters(element: AST.Element): readonly string[] | undefined {
  if (element.type === 'Character') return [fold(element.value)];
  if (element.type !== 'CharacterClass' || element.negate) return undefined;
  const members = element.elements.map((member) => (member.type === 'Character' ? fold(member.value) : undefined));
  return members.every((member) => member !== undefined) ? [...new Set(members)] : undefined;
}

function fold(codePoint: number): string {
  return String.fromCodePoint(codePoint >= 0x41 && codePoint <= 0x5a ? codePoint + 32 : codePoint);
}

/** Longer is rarer, up to a length; what stands in many lines of passing runs is as bad as short; fewer is cheaper. */
function worth(literals: readonly string[] | undefined): number {
  if (literals === undefined) return 0;
  const rarity = Math.min(...literals.map(rarityOf));
  return rarity === 0 ? 0 : rarity - literals.length / 50;
}

function rarityOf(literal: string): number {
  const bytes = utf8Length(literal);
  if (bytes < SHORTEST_LITERAL) return 0;
  return COMMON.has(literal.trim()) ? 1 : Math.min(bytes, LONG_ENOUGH) + bytes / 1000;
}
