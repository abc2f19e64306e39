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

const WORDINGS: readonly Wording[] = TRANSLATIONS.trim()
  .split('\n')
  .flatMap((row) => {
    const [english = '', ...others] = row.split(' | ');
    return others.map((other): Wording => ({ key: pieceOf(other).toLowerCase(), english, other }));
  })
  // What is a part of another comes after it.
  .sort((a, b) => b.other.length - a.other.length);

/** For each English wording the pieces one of which stands in every translation of it. */
export const FOREIGN_WORDS: ReadonlyMap<string, readonly string[]> = keysByEnglish();

/** Looks for any of the pieces; where all letters are English, for those that have no others. */
const ANY = anyOf(WORDINGS.map(({ key }) => key));
const PLAIN = anyOf(WORDINGS.map(({ key }) => key).filter((key) => !FOREIGN.test(key)));

/**
 * A line with the fixed words of compilers, shells and libraries in English, as if the machine had spoken it: what is known
 * of a tool is known in its first language. The rest of the line, and a line that says none of them, stays as it is.
 * @param text at most so many characters as one line of a program has; a longer one stays
 */
export function inEnglish(text: string): string {
  if (text.length > LONGEST) return text;
  const lower = text.toLowerCase();
  if (!(FOREIGN.test(text) ? ANY : PLAIN).test(lower)) return text;
  let told = text;
  for (const wording of WORDINGS)
    if (lower.includes(wording.key))
      told = told.replace((wording.expression ??= expressionOf(wording)), put(wording.english));
  // French sets its colons apart, Chinese has its own.
  return told === text ? text : told.replace(/ : |：\s?/g, ': ');
}

function pieceOf(wording: string): string {
  const pieces = wording.split(ARGUMENT).map((piece) => piece.replace(/^[\s:\uff1a]+|[\s:\uff1a]+$/g, ''));
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest));
}

function keysByEnglish(): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const { english, other } of WORDINGS) {
    const known = keys.get(english);
    if (known) known.push(pieceOf(other));
    else keys.set(english, [pieceOf(other)]);
  }
  return keys;
}

function anyOf(keys: readonly string[]): RegExp {
  return new RegExp([...new Set(keys)].map(escaped).join('|'));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** An argument in front reaches back to a colon at most; blanks, quotes and colons may be the language's own. */
function expressionOf({ english, other }: Wording): RegExp {
  const numbers = other.match(/\{\d\}/g) ?? [];
  const pieces = other.split(ARGUMENT).map((piece) =>
    escaped(piece)
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
