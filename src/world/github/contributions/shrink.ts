import { isRecord } from '../../../core/json.js';
import type { DiagnosisV1, EvidenceV1, FoldedV1, PossibleV1, UnknownV1 } from '../../../core/render/json/v1.js';
import type { Contribution, Left } from './contribution.js';

/** How much of a report stays. All but `characters` are numbers of things. */
interface Bounds {
  readonly findings: number;
  /** Occurrences of one finding. */
  readonly occurrences: number;
  /** Lines of evidence of one finding, proving ones before the others. */
  readonly lines: number;
  /** Of each text. */
  readonly characters: number;
  /** Sources, those with something to say first. */
  readonly sources: number;
}

/** From all that a comment can show to hardly more than how the job ended. */
const LEVELS: readonly Bounds[] = [
  { findings: 60, occurrences: 50, lines: 40, characters: 1_000, sources: 60 },
  { findings: 30, occurrences: 25, lines: 20, characters: 500, sources: 30 },
  { findings: 15, occurrences: 10, lines: 12, characters: 300, sources: 15 },
  { findings: 8, occurrences: 5, lines: 6, characters: 200, sources: 5 },
  { findings: 3, occurrences: 3, lines: 3, characters: 160, sources: 2 },
  { findings: 1, occurrences: 1, lines: 1, characters: 120, sources: 1 },
  { findings: 0, occurrences: 0, lines: 0, characters: 80, sources: 0 },
];

export const LAST_LEVEL = LEVELS.length - 1;

/** Leaves out what matters least and counts it. Only ever leaves out more: at its own level or below nothing changes. */
export function shrink(contribution: Contribution, level: number): Contribution {
  const bounds = LEVELS[level];
  if (bounds === undefined || level <= contribution.level) return contribution;
  const { report } = contribution;
  const diagnoses = report.diagnoses.slice(0, bounds.findings);
  const unknown = report.unknown.slice(0, bounds.findings - diagnoses.length);
  const gone = report.diagnoses.length - diagnoses.length + report.unknown.length - unknown.length;
  const shown = [...diagnoses, ...unknown];
  return {
    ...contribution,
    level,
    left: { findings: contribution.left.findings + gone, parts: partsLeft(shown, bounds, contribution.left.parts) },
    report: {
      ...report,
      diagnoses: diagnoses.map((diagnosis) => shrinkDiagnosis(diagnosis, bounds)),
      unknown: unknown.map((one) => shrinkUnknown(one, bounds)),
      ...(report.possible && { possible: shrinkPossible(report.possible, bounds) }),
      sources: [...report.sources]
        .sort((a, b) => Number(b.notes.length > 0) - Number(a.notes.length > 0))
        .slice(0, bounds.sources)
        .map((source) => clipped({ ...source, notes: source.notes.slice(0, 5) }, bounds)),
    },
  };
}

function shrinkDiagnosis(diagnosis: DiagnosisV1, bounds: Bounds): DiagnosisV1 {
  return clipped(
    {
      ...diagnosis,
      failures: diagnosis.failures.slice(0, bounds.occurrences),
      evidence: shrinkEvidence(diagnosis.evidence, bounds),
      explains: diagnosis.explains.slice(0, 10),
      ...(diagnosis.folded && { folded: diagnosis.folded.slice(0, 10).map((each) => shrinkFolded(each, bounds)) }),
      alternatives: diagnosis.alternatives.slice(0, 10),
    },
    bounds,
  );
}

function shrinkUnknown({ failures, ...unknown }: UnknownV1, bounds: Bounds): UnknownV1 {
  const kept = failures?.slice(0, Math.max(1, bounds.occurrences));
  return clipped(
    {
      ...unknown,
      ...(kept && { failures: kept }),
      ...(unknown.folded && { folded: unknown.folded.slice(0, 10).map((each) => shrinkFolded(each, bounds)) }),
      evidence: shrinkEvidence(unknown.evidence, bounds),
    },
    bounds,
  );
}

/** It matters less than anything that is known: one is told, in few lines. */
function shrinkPossible(possible: readonly PossibleV1[], bounds: Bounds): readonly PossibleV1[] {
  return possible.slice(0, Math.min(1, bounds.findings)).map((each) =>
    clipped(
      {
        ...each,
        ...(each.failures && { failures: each.failures.slice(0, 1) }),
        evidence: shrinkEvidence(each.evidence, { ...bounds, lines: Math.min(6, bounds.lines) }),
      },
      bounds,
    ),
  );
}

/** A comment counts and names what is folded; its proof stays in the report. */
function shrinkFolded(folded: FoldedV1, { occurrences }: Bounds): FoldedV1 {
  return { ...folded, failures: folded.failures.slice(0, occurrences), evidence: [] };
}

/** The proving lines, then those after the first proving one, in the order of the log. */
function shrinkEvidence(evidence: readonly EvidenceV1[], { lines }: Bounds): readonly EvidenceV1[] {
  if (evidence.length <= lines) return evidence;
  const from = evidence.findIndex(({ proof }) => proof === true);
  const rank = ({ proof }: EvidenceV1, index: number) => (proof === true ? 0 : index > from ? 1 : 2);
  const order = evidence.map((each, index) => ({ index, rank: rank(each, index) }));
  const kept = new Set(
    order
      .sort((a, b) => a.rank - b.rank || a.index - b.index)
      .slice(0, lines)
      .map(({ index }) => index),
  );
  return evidence.filter((_, index) => kept.has(index));
}

function partsLeft(
  findings: readonly (DiagnosisV1 | UnknownV1)[],
  { occurrences, lines }: Bounds,
  already: Left['parts'],
): Left['parts'] {
  const parts: Record<string, readonly [number, number]> = {};
  for (const { fingerprint, failures, evidence } of findings) {
    const [places, quoted] = Object.hasOwn(already, fingerprint) ? (already[fingerprint] ?? [0, 0]) : [0, 0];
    const left = [
      places + Math.max(0, (failures?.length ?? 1) - Math.max(1, occurrences)),
      quoted + Math.max(0, evidence.length - lines),
    ] as const;
    if (left[0] > 0 || left[1] > 0) parts[fingerprint] = left;
  }
  return parts;
}

/** Every text in a value cut to a length, except what it is recognised by. */
function clipped<T>(value: T, { characters }: Bounds): T {
  return clip(value, characters) as T;
}

const WHOLE: ReadonlySet<string> = new Set(['fingerprint', 'pattern', 'url', 'since']);

function clip(value: unknown, most: number): unknown {
  if (typeof value === 'string') return value.length <= most ? value : `${value.slice(0, most).trimEnd()}…`;
  if (Array.isArray(value)) return value.map((each) => clip(each, most));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, WHOLE.has(name) ? each : clip(each, most)]),
  );
}
