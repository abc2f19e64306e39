import type { Evidence } from '../../domain/diagnosis.js';

/** Lines above the first proving one that still belong to it. */
const ABOVE = 2;

/**
 * The few lines that tell most: those around the first proving one, as they stand together, then what else proves, then
 * what follows. Empty lines say nothing.
 */
export function essence(evidence: readonly Evidence[], max: number): readonly Evidence[] {
  const filled = evidence.filter(({ text }) => text.trim() !== '');
  const cited = filled.find(({ proof }) => proof) ?? filled[0];
  if (cited === undefined || filled.length <= max) return filled;
  const near = stretch(filled, cited).slice(0, Math.max(1, max - 2));
  const others = filled.filter((each) => each.proof && !near.includes(each));
  const below = filled.filter(
    (each) => each.source === cited.source && each.line > cited.line && !near.includes(each) && !others.includes(each),
  );
  const kept = new Set([...near, ...others, ...below].slice(0, max));
  return filled.filter((each) => kept.has(each));
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
