import type { Evidence } from '../domain/diagnosis.js';
import type { Line } from '../domain/line.js';
import { template } from '../telling/template.js';
import type { Recognised } from './candidate.js';
import { withoutForeignFrames } from './frames.js';
import type { Origins } from './origin.js';

/** Most quoted lines of one diagnosis. */
const MOST_LINES = 40;
/** Lines of the first occurrence that come before what proves the others. */
const LINES_OF_FIRST = 16;
/** Lines of each further occurrence that come before the first one's further lines: only what proves it. */
const LINES_OF_OTHER = 3;
/** Lines above the proof: what follows a message says more than what came before it. */
const LINES_ABOVE = 3;
/** Lines shown of a step that printed nothing telling. */
const LINES_OF_SILENT = 15;

/** Lines of all that is folded under a finding together. */
const LINES_OF_FOLDED = 12;

/** What a finding is quoted from. */
export interface Quotable {
  readonly occurrences: readonly Recognised[];
  /** Wrappers folded under it: what its tool said of it at the end. */
  readonly wrappers: readonly Recognised[];
}

/** The lines that go on from a line of a source, as far as they were kept. */
export type Following = (source: string, line: number) => readonly Line[];

/**
 * Quotes what proves a finding, each raw line once. Proof comes first, then what goes on from it, then what stands above
 * it: the first entry is the line to cite.
 */
export function quoteEvidence(quotable: Quotable, origins: Origins, following: Following): Evidence[] {
  const quotation = new Quotation(origins);
  const [first, ...others] = quotable.occurrences;
  if (first === undefined) return [];
  const own = untilNext(quotable.occurrences, following);
  const grown = [first, ...others].map((each) => ({ each, lines: below(each, own) }));
  quotation.add(first, proving(first).slice(0, LINES_OF_FIRST));
  quotation.add(
    first,
    below(first, () => []),
    LINES_OF_FIRST,
  );
  for (const other of others) quotation.add(other, proving(other).slice(0, LINES_OF_OTHER));
  for (const { each, lines } of grown) quotation.add(each, lines);
  for (const wrapper of quotable.wrappers) quotation.add(wrapper, below(wrapper, following));
  quotation.add(first, above(first));
  return quotation.inOrder(startOf(first));
}

/** What goes on from a line, up to where another occurrence begins: that one is quoted by itself. */
function untilNext(occurrences: readonly Recognised[], following: Following): Following {
  const begins = new Set(occurrences.map(({ source, failure }) => `${failure.span.first} ${source}`));
  return (source, line) => {
    const lines = following(source, line);
    const next = lines.findIndex(({ number }) => begins.has(`${number} ${source}`));
    return next < 0 ? lines : lines.slice(0, next);
  };
}

/** Quotes only what proves each occurrence, for what is told under something else. */
export function quoteProof(occurrences: readonly Recognised[], origins: Origins): Evidence[] {
  const quotation = new Quotation(origins);
  for (const each of occurrences) quotation.add(each, proving(each).slice(0, LINES_OF_OTHER), LINES_OF_FOLDED);
  return quotation.inOrder(0);
}

class Quotation {
  readonly #origins: Origins;
  readonly #seen = new Set<string>();
  readonly #sources: string[] = [];
  readonly #evidence: Evidence[] = [];

  constructor(origins: Origins) {
    this.#origins = origins;
  }

  /** Adds the lines of an occurrence that are not there yet, until all has `most` lines. */
  add(occurrence: Recognised, lines: readonly Line[], most = MOST_LINES): void {
    const { source } = occurrence;
    const proof = proofOf(occurrence);
    if (!this.#sources.includes(source)) this.#sources.push(source);
    for (const line of lines) {
      if (this.#evidence.length >= most) return;
      // A line that holds several (rawjson progress) is told apart by what it says.
      const key = `${line.number} ${line.printed} ${source}`;
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      const { url } = this.#origins.of(source, line);
      this.#evidence.push(...quoteLine(line, source, proof.has(line.number), url));
    }
  }

  /** By source and line from `start` of the first source on; what stands above it comes last. */
  inOrder(start: number): Evidence[] {
    const isAbove = ({ source, line }: Evidence): number => Number(source === this.#sources[0] && line < start);
    const place = new Map(this.#sources.map((source, index) => [source, index]));
    return this.#evidence
      .slice(0, MOST_LINES)
      .sort((a, b) => isAbove(a) - isAbove(b) || place.get(a.source)! - place.get(b.source)! || a.line - b.line)
      .filter((each, index, all) => each.text.trim() !== '' || isFollowed(each, all[index + 1]));
  }
}

/** An empty line separates what stands around it, or nothing. */
function isFollowed({ source, line }: Evidence, next: Evidence | undefined): boolean {
  return next?.source === source && next.line === line + 1;
}

/** One entry for each raw line, also where a console broke the line in several. Redaction cuts what is too long. */
function quoteLine(line: Line, source: string, proof: boolean, url: string | undefined): Evidence[] {
  return line.printed.split('\n').map((text, offset) => ({
    source,
    line: line.number + offset,
    text: line.clipped ? `${text} … (long line, clipped)` : text,
    proof,
    ...(line.time !== undefined && { time: line.time }),
    ...(url !== undefined && { url }),
  }));
}

function proofOf({ match, failure }: Recognised): Set<number> {
  return new Set([...(match?.lines ?? []), ...failure.key]);
}

/** What an expression hit says most: it must not fall off the end. */
function proving(occurrence: Recognised): Line[] {
  const matched = new Set(occurrence.match?.lines ?? []);
  const proof = proofOf(occurrence);
  const lines = occurrence.failure.lines.filter((line) => proof.has(line.number));
  return lines.sort((a, b) => Number(matched.has(b.number)) - Number(matched.has(a.number)) || a.number - b.number);
}

/** The line to cite: of a wrapper it is what it leaves out; of a failure the first that was found to state it, or that a pattern hit. */
function startOf({ telling, match, failure }: Recognised): number {
  return telling[0]?.head.number ?? Math.min(...(match?.lines ?? []), failure.key[0] ?? Number.POSITIVE_INFINITY);
}

/** The occurrence's lines from its first proof on, and what goes on from its last one. */
function below(occurrence: Recognised, following: Following): readonly Line[] {
  const { failure, source } = occurrence;
  const start = startOf(occurrence);
  const own =
    failure.kind === 'output'
      ? repeated(occurrence)
      : withoutForeignFrames(
          failure.lines.filter(({ number }) => number >= start),
          proofOf(occurrence),
        );
  // Frames that were left out are not what goes on.
  const last = (failure.kind === 'output' ? own : failure.lines).at(-1)?.last ?? start;
  return [...own, ...following(source, last)];
}

/** Loose lines have nothing between them: what belongs to one of them is what says the same just below it. */
function repeated(occurrence: Recognised): readonly Line[] {
  const proof = proofOf(occurrence);
  const chosen: Line[] = [];
  for (const line of occurrence.failure.lines) {
    const last = chosen.at(-1);
    const goesOn = last?.last === line.number - 1 && template(last.text) === template(line.text);
    if (proof.has(line.number) || goesOn) chosen.push(line);
  }
  return chosen;
}

/** The lines just above the proof; more of a step that printed nothing telling. */
function above(occurrence: Recognised): readonly Line[] {
  const { failure } = occurrence;
  if (failure.kind === 'output') return [];
  const start = startOf(occurrence);
  const most = failure.role === 'wrapper' && occurrence.telling.length === 0 ? LINES_OF_SILENT : LINES_ABOVE;
  return failure.lines.filter(({ number }) => number < start).slice(-most);
}
