import type {
  Confidence,
  Diagnosis,
  Evidence,
  Folded,
  Occurrence,
  Reproduction,
  Unknown,
} from '../domain/diagnosis.js';
import type { Pattern } from '../domain/pattern.js';
import { quote } from '../domain/quoted.js';
import { inDialect, isOfUse } from './advice/dialect.js';
import { hypotheses } from './advice/hypotheses.js';
import { ownAdvice } from './advice/own-advice.js';
import { reproduction } from './advice/reproduce.js';
import { isMeant, sceneOf } from './advice/scene.js';
import type { Candidate, Recognised } from './candidate.js';
import { candidates, type LiteralFinder, type Mask } from './candidates.js';
import { type Following, quoteEvidence, quoteProof } from './evidence.js';
import { type Beside, explain } from './explain.js';
import type { Findings } from './findings.js';
import { weigh, weighFolded } from './folding/weigh.js';
import { Origins } from './origin.js';
import { type Ranked, rank } from './rank.js';
import { severityOf } from './severity/severity.js';
import { stating } from './telling-lines.js';
import { bounded } from './together.js';

/** What is known of all sources together, most important first; the first of both lists is marked primary. */
export interface Classification {
  readonly diagnoses: readonly Diagnosis[];
  readonly unknown: readonly Unknown[];
  /** How many findings are told together, because there are too many to be told apart; absent where none are. */
  readonly together?: number;
}

/**
 * Recognises failures, folds consequences under causes, quotes the evidence, fills in the words.
 * @param mask takes out of a text what must not be told, nor be guessed from a fingerprint
 */
export function classify(
  sources: readonly Findings[],
  patterns: () => readonly Pattern[],
  literalsIn: LiteralFinder,
  mask: Mask = (text) => text,
): Classification {
  const quoting = { origins: new Origins(sources), following: followingIn(sources) };
  const ranked = rank(candidates(sources, patterns, literalsIn, mask));
  const { entries, together } = bounded(ranked);
  const diagnoses = entries.flatMap((entry) => {
    const { pattern } = entry.candidate;
    return pattern ? [diagnosisOf(pattern, entry, entry === ranked[0], quoting)] : [];
  });
  const unknown = entries
    .filter(({ candidate }) => candidate.pattern === undefined)
    .map((entry) => unknownOf(entry, entry === ranked[0], quoting));
  return { diagnoses, unknown, ...(together > 0 && { together }) };
}

/** What quoting takes. */
interface Quoting {
  readonly origins: Origins;
  readonly following: Following;
}

function followingIn(sources: readonly Findings[]): Following {
  const bySource = new Map(sources.map(({ source, telling }) => [source, telling]));
  return (source, line) => bySource.get(source)?.after(line) ?? [];
}

function evidenceOf(
  occurrences: readonly Recognised[],
  { folded }: Ranked,
  { origins, following }: Quoting,
): Evidence[] {
  return quoteEvidence({ occurrences, wrappers: closingWords(folded) }, origins, following);
}

/**
 * What the tools themselves said at their end of what had failed. That a step or a command ended badly is no news below its
 * cause, and of the recipes of make that ended with it the first one says what was made.
 */
function closingWords(folded: readonly Candidate[]): Recognised[] {
  const wrappers = folded
    .flatMap(({ occurrences }) => occurrences)
    .filter(({ failure }) => failure.role === 'wrapper' && failure.kind !== 'ci' && failure.kind !== 'exception');
  const recipes = wrappers.filter(({ failure }) => failure.code === 'make');
  const first = Math.min(...recipes.map(({ failure }) => failure.span.first));
  return wrappers.filter(({ failure }) => failure.code !== 'make' || failure.span.first === first);
}

/** Wrappers state what they leave out; beside an occurrence that is a cause they need not. So do tests that are only named. */
function stated(occurrences: readonly Recognised[]): Recognised[] {
  const isWrapper = occurrences.every(({ failure }) => failure.role === 'wrapper');
  return occurrences.map((each) => {
    const telling = isWrapper || each.failure.role !== 'wrapper' ? each.telling : [];
    return { ...each, telling, failure: stating(each.failure, telling, each.match !== undefined) };
  });
}

/** What decides which advice is told, and how. */
type Known = Required<Pick<Beside, 'isMeant' | 'inDialect' | 'hasUse'>>;

function diagnosisOf(pattern: Pattern, entry: Ranked, primary: boolean, quoting: Quoting): Diagnosis {
  const { candidate, folded } = entry;
  const { origins } = quoting;
  const under = folded.map((each) => foldedOf(each, origins));
  const occurrences = stated(provenFirst(candidate.occurrences));
  const first = occurrences[0] as Recognised;
  const captures = first.match?.captures ?? {};
  const rivals = occurrences.flatMap(({ alternatives }) => alternatives);
  const beside = folded.flatMap((each) => each.occurrences);
  const known = knownOf(first, origins);
  const reproduce = asSpoken(
    reproduction(occurrences, beside, (each) => origins.sectionOf(each)),
    known,
  );
  return {
    pattern: pattern.id,
    ...(pattern.own && { own: true }),
    cause: pattern.cause,
    ...weigh(severityOf(candidate) ?? pattern.severity, pattern.status === 'draft', under),
    ...placeOfAll(occurrences),
    confidence: confidence(pattern, first),
    primary,
    fingerprint: candidate.fingerprint,
    state: 'new',
    captures,
    evidence: evidenceOf(occurrences, entry, quoting),
    occurrences: occurrences.map((each) => placed(each, origins)),
    explains: [...new Set(folded.map(describe))].filter((each) => each !== pattern.id),
    ...(under.length > 0 && { folded: under }),
    alternatives: [...new Set(rivals.map((match) => match.pattern.id))].slice(0, 5),
    ...hypotheses(pattern, captures, first.failure, rivals, known),
    ...(reproduce !== undefined && { reproduce }),
    ...explain(pattern, captures, first.failure, {
      ...known,
      advice: ownAdvice(first.failure, first.match?.lines),
      oneTest: reproduce?.from === 'test' ? reproduce.command : undefined,
    }),
  };
}

/** The failure that stands for all shows for which log the advice is; beside it, its source. */
function knownOf({ source, failure, match }: Recognised, origins: Origins): Known {
  const scene = sceneOf(failure, origins.findingsOf(source));
  return {
    isMeant: (condition) => isMeant(condition, failure, scene, match?.lines),
    inDialect: (command) => inDialect(command, scene),
    hasUse: (code) => isOfUse(code, scene),
  };
}

/** The command for one test as the project's own package manager takes it. */
function asSpoken(reproduce: Reproduction | undefined, known: Known): Reproduction | undefined {
  if (reproduce?.from !== 'test') return reproduce;
  return { ...reproduce, command: known.inDialect(reproduce.command) ?? reproduce.command };
}

function unknownOf(entry: Ranked, primary: boolean, quoting: Quoting): Unknown {
  const { candidate, folded } = entry;
  const under = folded.map((each) => foldedOf(each, quoting.origins));
  const occurrences = stated(candidate.occurrences);
  return {
    fingerprint: candidate.fingerprint,
    primary,
    state: 'new',
    evidence: evidenceOf(occurrences, entry, quoting),
    occurrences: occurrences.map((each) => placed(each, quoting.origins)),
    ...(under.length > 0 && { folded: under, ...weighFolded(under) }),
  };
}

function foldedOf(candidate: Candidate, origins: Origins): Folded {
  const { fingerprint, pattern, occurrences } = candidate;
  const severity = pattern?.status === 'draft' ? undefined : severityOf(candidate);
  const [first] = provenFirst(occurrences) as [Recognised];
  const { message } = first.failure;
  const captures = first.match?.captures ?? {};
  return {
    fingerprint,
    title: pattern ? explain(pattern, captures, first.failure).title : quote(message.split('\n', 1)[0]!.slice(0, 200)),
    ...(pattern && { pattern: pattern.id, ...(severity && { severity }), ...placeOfAll(occurrences) }),
    occurrences: occurrences.map((each) => placed(each, origins)),
    evidence: quoteProof(occurrences, origins),
  };
}

/** The place where all of it happened, where that is one. */
function placeOfAll([first, ...others]: readonly Recognised[]): Pick<Diagnosis, 'place'> {
  const place = first?.place;
  return place !== undefined && others.every((other) => other.place === place) ? { place } : {};
}

/** An occurrence with the place of the line that states it. */
function placed({ source, failure, match }: Recognised, origins: Origins): Occurrence {
  const number = match?.lines[0] ?? failure.key[0] ?? failure.span.first;
  const line = failure.lines.find((each) => each.number === number) ?? { number };
  return { source, failure, ...origins.of(source, line) };
}

/** A cause speaks for all before a wrapper, and of causes the one with the most captures. */
function provenFirst(occurrences: readonly Recognised[]): Recognised[] {
  const captured = ({ match }: Recognised): number => Object.keys(match?.captures ?? {}).length;
  const wrapper = ({ failure }: Recognised): number => Number(failure.role === 'wrapper');
  return [...occurrences].sort((a, b) => wrapper(a) - wrapper(b) || captured(b) - captured(a));
}

/** Loose lines and wrappers prove less than a failure in the tool's own words; a draft proves little. */
function confidence(pattern: Pattern, { failure, match, isDoubtful }: Recognised): Confidence {
  if (pattern.status === 'draft' || match?.place === 'loose' || isDoubtful) return 'low';
  return failure.kind === 'output' || failure.role === 'wrapper' ? 'medium' : 'high';
}

function describe({ pattern, occurrences: [{ failure }] }: Candidate): string {
  return pattern?.id ?? failure.message.split('\n', 1)[0]!.slice(0, 200);
}
