import type { Evidence, Folded } from '../../domain/diagnosis.js';

/** Lines above the first proving one that still belong to it. */
const ABOVE = 2;

/**
 * The few lines that tell most: those around the first proving one, as they stand together, then what else proves, then
 * what follows. What only wraps the failure or follows from it has the place that is left. Empty lines say nothing.
 */
export function essence(evidence: readonly Evidence[], folded: readonly Folded[], max: number): readonly Evidence[] {
  const filled = evidence.filter(({ text }) => text.trim() !== '');
  if (filled.length <= max) return filled;
  const others = new Set(folded.flatMap((each) => each.evidence.map(place)));
  const own = filled.filter((each) => !others.has(place(each)));
  const kept = new Set([...new Set([...telling(own, max), ...telling(filled, max)])].slice(0, max));
  return filled.filter((each) => kept.has(each));
}

/** The same lines in the order in which they are told, none of them twice. */
function telling(lines: readonly Evidence[], max: number): readonly Evidence[] {
  const cited = lines.find(({ proof }) => proof) ?? lines[0];
  if (cited === undefined) return [];
  const whole = stretch(lines, cited);
  const fits = whole.slice(0, max);
  const isAll = lines.every((each) => !each.proof || fits.includes(each));
  const near = isAll ? fits : whole.slice(0, Math.max(1, max - 3));
  // A mark under a line says nothing without it.
  const others = lines
    .flatMap((each, index) => (each.proof && !near.includes(each) ? [lines[index - 1], each] : []))
    .filter((each) => each !== undefined);
  const below = lines.filter(
    (each) => each.source === cited.source && each.line > cited.line && !near.includes(each) && !others.includes(each),
  );
  return [...near, ...others, ...below];
}

function place({ source, line }: Evidence): string {
  return `${line} ${source}`;
}

/** The lines of its source that stand together with it: from just above it on, as far as none is left out. */
function stretch(all: readonly Evidence[], cited: Evidence): Evidence[] {
  const lines = all.filter(({ source }) => source === cited.source).sort((a, b) => a.line - b.line);
  const at = lines.indexOf(cited);
  const together: Evidence[] = [];
  for (const [index, each] of lines.entries()) {
    if (index < at - ABOVE) continue;
    const last = together.at(-1);
    // An empty line between them is none that was left out.
    if (last !== undefined && each.line > last.line + 2) {
      if (index > at) break;
      together.length = 0;
    }
    together.push(each);
  }
  return together;
}
