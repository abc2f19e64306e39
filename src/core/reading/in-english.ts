import { utf8 } from '../bytes.js';
import { groupBy } from '../group-by.js';
import { literalExpression } from '../literal.js';
import { nextGram, PLACES, placeOfGram, rarestGram } from './gram.js';
import { TRANSLATIONS } from './translations.js';

/** One way to say something in another language. */
interface Wording {
  /** The longest piece of it that stands for itself, in lower case. */
  readonly key: string;
  /** What is said in English; `{1}` stands for what is told of. */
  readonly english: string;
  readonly other: string;
  /** Made when its key is first seen. */
  expression?: RegExp;
}

const ARGUMENT = /\{\d\}/;
/** A compiler's mark, which stands at the beginning or behind a colon; what weighs less only behind a place. */
const MARK = /^(?:(?:fatal |internal compiler )?error|warning|note):$/;
const MINOR_MARK = /^(?:warning|note):$/;
/** Letters that no English has, and quotation marks and colons of other languages. */
const FOREIGN = /[\u00aa-\u024f\u0370-\u052f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u201e\uff1a]/;
const LONGEST = 1_000;

/** All wordings, and an expression that looks for any of their pieces. */
interface Vocabulary {
  readonly wordings: readonly Wording[];
  readonly any: RegExp;
}

/** Pieces that have English letters alone, each at the place of its rarest four. */
type Pieces = readonly (readonly string[] | undefined)[];

let made: Vocabulary | undefined;
let plain: Pieces | undefined;

/** Made for the first line that needs it: few do. */
function vocabulary(): Vocabulary {
  if (made !== undefined) return made;
  const wordings = rows().flatMap(([english = '', ...others]) =>
    others.map((other): Wording => ({ key: keyOf(other), english, other })),
  );
  // What is a part of another comes after it.
  wordings.sort((a, b) => b.other.length - a.other.length);
  made = { wordings, any: anyOf(wordings.map(({ key }) => key)) };
  return made;
}

function rows(): string[][] {
  return TRANSLATIONS.trim()
    .split('\n')
    .map((row) => row.split(' | '));
}

/** Made for the first line that is read. One expression with all of them would take longer to make than a short log to read. */
function plainPieces(): Pieces {
  if (plain !== undefined) return plain;
  const pieces = rows().flatMap((row) =>
    row
      .slice(1)
      .filter((other) => !FOREIGN.test(other))
      .map(keyOf),
  );
  const places = new Array<string[] | undefined>(PLACES);
  for (const [place, some] of groupBy(pieces, placeOf)) places[place] = some;
  plain = places;
  return places;
}

function placeOf(piece: string): number {
  return placeOfGram(rarestGram(utf8(piece))?.gram ?? 0);
}

/** Whether one of the pieces stands in a text. */
function holdsPlain(lower: string, pieces: Pieces): boolean {
  const bytes = utf8(lower);
  let gram = 0;
  for (let at = 0; at < bytes.length; at++) {
    gram = nextGram(gram, bytes[at] as number);
    if (pieces[placeOfGram(gram)]?.some((piece) => lower.includes(piece))) return true;
  }
  return false;
}

/** For each English wording the pieces one of which stands in every translation of it. */
export function foreignWords(): ReadonlyMap<string, readonly string[]> {
  const groups = groupBy(vocabulary().wordings, ({ english }) => english);
  return new Map([...groups].map(([english, all]) => [english, all.map(({ other }) => pieceOf(other))]));
}

/**
 * A line with the fixed words of compilers, shells and libraries in English, as if the machine had spoken it: what is known
 * of a tool is known in its first language. The rest of the line, and a line that says none of them, stays as it is.
 * @param text at most so many characters as one line of a program has; a longer one stays
 */
export function inEnglish(text: string): string {
  if (text.length > LONGEST) return text;
  const lower = text.toLowerCase();
  if (!FOREIGN.test(text) && !holdsPlain(lower, plainPieces())) return text;
  const { wordings, any } = vocabulary();
  if (!any.test(lower)) return text;
  let told = text;
  for (const wording of wordings)
    if (lower.includes(wording.key))
      told = told.replace((wording.expression ??= expressionOf(wording)), put(wording.english));
  // French sets its colons apart, Chinese has its own.
  return told === text ? text : told.replace(/ : |：\s?/g, ': ');
}

function keyOf(wording: string): string {
  return pieceOf(wording).toLowerCase();
}

function pieceOf(wording: string): string {
  const pieces = wording.split(ARGUMENT).map(bare);
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest));
}

/** Without blanks and colons around it. */
function bare(piece: string): string {
  let [from, to] = [0, piece.length];
  while (from < to && isBlank(piece[from] as string)) from++;
  while (to > from && isBlank(piece[to - 1] as string)) to--;
  return piece.slice(from, to);
}

function isBlank(character: string): boolean {
  return character === ':' || character === '\uff1a' || character.trim() === '';
}

function anyOf(keys: readonly string[]): RegExp {
  return new RegExp([...new Set(keys)].map(literalExpression).join('|'));
}

/** An argument in front reaches back to a colon at most; blanks, quotes and colons may be the language's own. */
function expressionOf({ english, other }: Wording): RegExp {
  const numbers = other.match(/\{\d\}/g) ?? [];
  const pieces = other.split(ARGUMENT).map((piece) =>
    literalExpression(piece)
      .replace(/\s?[:\uff1a]/g, '\\s?[:\uff1a]')
      .replace(/ /g, '\\s{1,4}')
      .replace(/'/g, "['`\u2018\u2019]"),
  );
  const source = pieces.reduce((all, piece, index) => {
    if (index === 0) return piece;
    const isFirst = all === '';
    const isLast = piece === '' && index === pieces.length - 1;
    const argument = isFirst ? '[^\\s:\uff1a][^:\uff1a]{0,200}?' : isLast ? '.{1,300}' : '.{1,300}?';
    return `${all}(?<a${(numbers[index - 1] as string)[1]}>${argument})${piece}`;
  }, '');
  if (!MARK.test(english)) return new RegExp(source, 'i');
  return new RegExp(`${MINOR_MARK.test(english) ? '(?<=\\d: ?)' : '(?<=^|: ?|\uff1a)'}${source}(?:\\s|(?=\\S))`, 'i');
}

/** The English words with their arguments. */
function put(english: string): (...found: unknown[]) => string {
  return (...found) => {
    const named = found.at(-1);
    const values = (typeof named === 'object' ? named : {}) as Readonly<Record<string, string | undefined>>;
    const words = MARK.test(english) ? `${english} ` : english;
    return words.replace(/\{(\d)\}/g, (_, number: string) => values[`a${number}`]?.trim() ?? '');
  };
}
