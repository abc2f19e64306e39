import { groupBy } from '../group-by.js';
import { literalExpression } from '../literal.js';
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

interface Vocabulary {
  readonly wordings: readonly Wording[];
  /** Looks for any of the pieces; where all letters are English, for those that have no others. */
  readonly any: RegExp;
  readonly plain: RegExp;
}

let made: Vocabulary | undefined;

/** Made for the first line that is read: a start without one need not wait for it. */
function vocabulary(): Vocabulary {
  if (made !== undefined) return made;
  const wordings = wordingsOf(TRANSLATIONS);
  const keys = wordings.map(({ key }) => key);
  made = { wordings, any: anyOf(keys), plain: anyOf(keys.filter((key) => !FOREIGN.test(key))) };
  return made;
}

function wordingsOf(table: string): readonly Wording[] {
  const all = table
    .trim()
    .split('\n')
    .flatMap((row) => {
      const [english = '', ...others] = row.split(' | ');
      return others.map((other): Wording => ({ key: pieceOf(other).toLowerCase(), english, other }));
    });
  // What is a part of another comes after it.
  return all.sort((a, b) => b.other.length - a.other.length);
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
  const { wordings, any, plain } = vocabulary();
  if (!(FOREIGN.test(text) ? any : plain).test(lower)) return text;
  let told = text;
  for (const wording of wordings)
    if (lower.includes(wording.key))
      told = told.replace((wording.expression ??= expressionOf(wording)), put(wording.english));
  // French sets its colons apart, Chinese has its own.
  return told === text ? text : told.replace(/ : |：\s?/g, ': ');
}

function pieceOf(wording: string): string {
  const pieces = wording.split(ARGUMENT).map((piece) => piece.replace(/^[\s:\uff1a]+|[\s:\uff1a]+$/g, ''));
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest));
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
