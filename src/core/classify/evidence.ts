import type { Evidence } from '../domain/diagnosis.js';
import type { Line } from '../domain/line.js';
import type { Recognised } from './candidates.js';
import type { Origins } from './origin.js';

/** Most quoted lines of one diagnosis. */
const MOST_LINES = 40;
/** Lines of the first occurrence, with what stands around the proof. */
const LINES_OF_FIRST = 16;
/** Lines of each further occurrence: only what proves it. */
const LINES_OF_OTHER = 3;

/** Quotes the proving lines of each occurrence, the first one with its surroundings, each raw line once, in order. */
export function quoteEvidence(occurrences: readonly Recognised[], origins: Origins): Evidence[] {
  const order = new Map(occurrences.map(({ source }, index) => [source, index]).reverse() as [string, number][]);
  return choose(occurrences, origins).sort((a, b) => order.get(a.source)! - order.get(b.source)! || a.line - b.line);
}

function choose(occurrences: readonly Recognised[], origins: Origins): Evidence[] {
  const seen = new Set<string>();
  const evidence: Evidence[] = [];
  for (const [index, occurrence] of occurrences.entries()) {
    const proof = new Set([...(occurrence.match?.lines ?? []), ...occurrence.failure.key]);
    const lines =
      index === 0 ? withSurroundings(occurrence, proof) : proving(occurrence, proof).slice(0, LINES_OF_OTHER);
    for (const line of lines) {
      // A line that holds several (rawjson progress) is told apart by what it says.
      const key = `${line.number} ${line.printed} ${occurrence.source}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const { url } = origins.of(occurrence.source, line);
      evidence.push(...quoteLine(line, occurrence.source, proof.has(line.number), url));
      if (evidence.length >= MOST_LINES) return evidence.slice(0, MOST_LINES);
    }
  }
  return evidence;
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

function proving(occurrence: Recognised, proof: ReadonlySet<number>): Line[] {
  const matched = new Set(occurrence.match?.lines ?? []);
  const lines = occurrence.failure.lines.filter((line) => proof.has(line.number));
  // What an expression hit says most: it must not fall off the end.
  return lines.sort((a, b) => Number(matched.has(b.number)) - Number(matched.has(a.number)) || a.number - b.number);
}

/** All proving lines, filled up with the lines nearest to the first of them. */
function withSurroundings(occurrence: Recognised, proof: ReadonlySet<number>): Line[] {
  const { lines, kind } = occurrence.failure;
  const chosen = new Set(proving(occurrence, proof).slice(0, LINES_OF_FIRST));
  if (kind === 'output') return inOrder(chosen);
  const center = Math.max(
    0,
    lines.findIndex((line) => chosen.has(line)),
  );
  for (let distance = 1; distance < LINES_OF_FIRST && chosen.size < LINES_OF_FIRST; distance++) {
    // What follows a message (place, excerpt, notes) says more than what came before it.
    for (const index of [center + distance, ...(distance % 2 === 0 ? [center - distance / 2] : [])]) {
      const line = lines[index];
      if (line && chosen.size < LINES_OF_FIRST) chosen.add(line);
    }
  }
  return inOrder(chosen);
}

function inOrder(lines: ReadonlySet<Line>): Line[] {
  return [...lines].sort((a, b) => a.number - b.number);
}
