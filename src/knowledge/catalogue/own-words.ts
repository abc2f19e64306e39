import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** So many letters in a row of fixed words are no accident: another program would have to say the same sentence. */
const FEWEST_LETTERS = 14;
/** What the operating system says, whoever asked it (strerror of the C library): it names no tool. */
const EVERYBODYS =
  /no such file or directory|permission denied|operation not permitted|connection (?:refused|reset(?: by peer)?|timed out)|address already in use|no space left on device|cannot allocate memory|out of memory|broken pipe|is a directory|not a directory|file exists|no such device|timed? ?out|exit(?:ed)? (?:with )?(?:code|status)|health ?check/g;

/**
 * Whether a matching line tells by its fixed words alone whose line it is, so that the expression may be tried where
 * no parser says which tool spoke.
 * @param expression RE2 syntax, already known to compile
 */
export function hasOwnWords(expression: string): boolean {
  const plain = expression.replace(/^\(\?i\)/, '');
  const pattern = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(plain, 0, plain.length, false);
  return letters(poorest(pattern.alternatives)) >= FEWEST_LETTERS;
}

function letters(words: string): number {
  return words
    .toLowerCase()
    .replace(EVERYBODYS, ' ')
    .replace(/[^a-z]/g, '').length;
}

/** The fixed words of the alternative that has the fewest; what varies leaves a blank. */
function poorest(alternatives: readonly AST.Alternative[]): string {
  const words = alternatives.map(({ elements }) => elements.map(wordsOf).join(''));
  return words.reduce((least, each) => (letters(each) < letters(least) ? each : least));
}

function wordsOf(element: AST.Element): string {
  if (element.type === 'Character') return String.fromCodePoint(element.value);
  if (element.type === 'CharacterClass' && !element.negate && element.elements.length === 2) return oneOf(element);
  if (element.type === 'Group' || element.type === 'CapturingGroup') return poorest(element.alternatives);
  if (element.type === 'Quantifier') return element.min > 0 ? wordsOf(element.element) : ' ';
  return element.type === 'Assertion' ? '' : ' ';
}

/** `[Pp]` is a letter all the same. */
function oneOf({ elements: [first] }: AST.CharacterClass): string {
  return first?.type === 'Character' ? String.fromCodePoint(first.value) : ' ';
}
