import { type Failure, lineOf } from '../domain/failure.js';
import type { Line } from '../domain/line.js';
import type { Outcome } from '../domain/outcome.js';
import { sectionAt, stepOf } from '../domain/section.js';
import { containerOf } from '../domain/source.js';
import { groupBy } from '../group-by.js';
import { isNoNews } from '../telling/score.js';
import type { Findings, RelevantFailure } from './findings.js';
import { isLastWords, spokenFor } from './last-words.js';
import { Surroundings } from './matching/surroundings.js';
import { TakenBack } from './taken-back.js';

/**
 * Nothing is diagnosed in what did not fail: drops what lies in passed sources and steps, what was taken back by a
 * later success, and what is only a part of another failure. Adds the loose lines of steps that are known to have
 * failed, as a failure of kind `output`.
 */
export function relevantFailures(findings: Findings): RelevantFailure[] {
  if (findings.outcome === 'passed') return [];
  const all = relevant(findings);
  const surroundings = new Surroundings(findings);
  const told = new Map(all.map(({ failure, section }) => [failure, asTold(surroundings.of(failure, section))]));
  return all.map(({ failure, within, ...relevant }) => {
    const holder = within && told.get(within);
    return { ...relevant, failure: told.get(failure) as Failure, ...(holder && { within: holder }) };
  });
}

/** Last words that nothing else stands for are a wrapper like any other. */
function asTold(failure: Failure): Failure {
  return failure.role === 'verdict' ? { ...failure, role: 'wrapper' } : failure;
}

function relevant(findings: Findings): RelevantFailure[] {
  const endings = new GoodEndings(findings.recoveries);
  const successes = findings.recoveries.filter(({ channel }) => channel === undefined);
  const takenBack = new TakenBack(successes);
  // What is said of one name in one stretch holds, whatever else failed in the step.
  const settled = new TakenBack(successes.filter(({ name, since }) => name !== undefined && since !== undefined));
  const counting = findings.failures
    .map((failure) => ({ failure, section: sectionAt(findings.sections, lineOf(failure)) }))
    .filter(({ failure, section }) => {
      if (endings.endedWell(failure)) return false;
      const mayHaveFailed =
        findings.sections[section]?.isDoubtful || outcomeAt(findings, section, failure) === 'failed';
      return !(mayHaveFailed ? settled : takenBack).has(failure);
    });
  const { free, absorbed } = absorb(
    counting.filter(({ failure, section }) => outcomeAt(findings, section, failure) !== 'passed'),
  );
  const kept = spokenFor(withoutLoneAsides(free));
  const told = new Set([...kept.filter(isLastWords), ...loneWrappers(kept)].map(({ section }) => section));
  const hasFailed = (section: number): boolean => sectionOutcome(findings, section) === 'failed' || told.has(section);
  const all = [
    ...kept,
    ...looseOutput(findings, kept, endings, hasFailed),
    ...absorbed,
    ...doubtful(counting, kept, findings, endings),
  ];
  return kept.some(({ failure }) => failure.kind !== 'measurement') || findings.outcome !== 'failed'
    ? all
    : [...all, ...endOfText(findings)];
}

/** What only says that something in its step failed, where nothing else of the step says what. */
function loneWrappers(failures: readonly RelevantFailure[]): readonly RelevantFailure[] {
  const explained = new Set(failures.filter(({ failure }) => failure.role === 'cause').map(({ section }) => section));
  return failures.filter(({ failure, section }) => failure.role === 'wrapper' && !explained.has(section));
}

/**
 * What lies in steps that passed if nobody printed the beginning of the next one, and the loose lines of those of which
 * nobody knows how they ended while another one failed.
 */
function doubtful(
  counting: readonly RelevantFailure[],
  kept: readonly RelevantFailure[],
  findings: Findings,
  endings: GoodEndings,
): RelevantFailure[] {
  const isDoubtful = (section: number): boolean => findings.sections[section]?.isDoubtful === true;
  const mayHaveFailed = (section: number): boolean =>
    findings.outcome === 'failed' && sectionOutcome(findings, section) === 'unknown';
  const { free, absorbed } = absorb(counting.filter(({ section }) => isDoubtful(section)));
  const loose = looseOutput(
    findings,
    [...kept, ...free],
    endings,
    (section) => isDoubtful(section) || mayHaveFailed(section),
  );
  return [...free, ...absorbed, ...loose].map((relevant) => ({ ...relevant, isDoubtful: true }));
}

/** A source that failed without a word we can parse still shows how it ended. */
function endOfText(findings: Findings): RelevantFailure[] {
  const lines = findings.tail.filter(({ text }) => text.trim() !== '').slice(-20);
  const last = lines.findLast(({ text }) => !isNoNews(text)) ?? lines.at(-1);
  if (last === undefined) return silentEnd(findings);
  const how = isNoNews(last.text) ? endWords(findings) : undefined;
  const failure: Failure = {
    tool: 'shell',
    kind: 'command',
    role: 'wrapper',
    message: how === undefined ? last.text : `The command ${how} and said nothing of a failure.`,
    facts: exitFacts(findings),
    span: { first: lines[0]!.number, last: last.last },
    channel: '',
    lines,
    omitted: 0,
    key: [last.number],
  };
  return [{ failure, section: sectionAt(findings.sections, last.number) }];
}

/** A command that failed has failed, also where it printed nothing. */
function silentEnd(findings: Findings): RelevantFailure[] {
  const how = endWords(findings);
  if (how === undefined) return [];
  const failure: Failure = {
    tool: 'shell',
    kind: 'command',
    role: 'wrapper',
    message: `The command ${how} and printed nothing.`,
    facts: exitFacts(findings),
    span: { first: 1, last: 1 },
    channel: '',
    lines: [],
    omitted: 0,
    key: [],
  };
  return [{ failure, section: 0 }];
}

/** How a command that failed ended, as the end of a sentence; undefined where that is not known. */
function endWords({ ended }: Findings): string | undefined {
  const { exitCode, signal } = ended ?? {};
  if (exitCode === undefined || exitCode === 0) return undefined;
  return signal === undefined ? `ended with exit code ${exitCode}` : `was ended by ${signal} (exit code ${exitCode})`;
}

function exitFacts({ ended }: Findings): Failure['facts'] {
  return { ...ended };
}

/** Where a section may be several steps, the time of a failure may tell which. */
function outcomeAt(findings: Findings, index: number, failure: Failure): Outcome {
  const section = findings.sections[index];
  if (section?.told === undefined || section.outcome !== 'unknown') return sectionOutcome(findings, index);
  const number = lineOf(failure);
  return stepOf(section, failure.lines.find((line) => line.number === number)?.time)?.outcome ?? 'unknown';
}

/** A source that is known to have failed, in which no step is: then each step may be the one. */
function sectionOutcome(findings: Findings, section: number): Outcome {
  const own = findings.sections[section]?.outcome ?? 'unknown';
  const isOnlyHint =
    own === 'unknown' &&
    findings.outcome === 'failed' &&
    !findings.sections.some(({ outcome }) => outcome === 'failed');
  return isOnlyHint ? 'failed' : own;
}

/** Stretches of a channel (steps of an image build) that ended well; a log may hold very many. */
class GoodEndings {
  readonly #byChannel: Map<string | undefined, Findings['recoveries'][number][]>;

  constructor(recoveries: Findings['recoveries']) {
    const ofChannels = recoveries.filter(({ channel }) => channel !== undefined).sort((a, b) => a.line - b.line);
    this.#byChannel = groupBy(ofChannels, ({ channel }) => channel);
  }

  /** Stretches do not overlap, so the first one that ends after the failure is the one it lies in, if any. */
  endedWell({ channel, span }: Failure): boolean {
    return this.#isInside(channel, span.first, span.last);
  }

  holds({ channel, number, last }: Line): boolean {
    return this.#isInside(channel, number, last);
  }

  #isInside(channel: string, first: number, last: number): boolean {
    const endings = this.#byChannel.get(channel) ?? [];
    let low = 0;
    let high = endings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (endings[middle]!.line > last) high = middle;
      else low = middle + 1;
    }
    const ending = endings[low];
    return ending !== undefined && first >= (ending.since ?? 0);
  }
}

/** A failure inside the span of another cause is a part of it; inside a wrapper it is what the wrapper wraps. */
function absorb(failures: readonly RelevantFailure[]): {
  readonly free: readonly RelevantFailure[];
  readonly absorbed: readonly RelevantFailure[];
} {
  const byChannel = groupBy(failures, ({ failure }) => failure.channel);
  const holders = new Map<RelevantFailure, Failure>();
  for (const group of byChannel.values()) {
    const sorted = group
      .filter(({ failure }) => failure.role === 'cause')
      .sort((a, b) => a.failure.span.first - b.failure.span.first || b.failure.span.last - a.failure.span.last);
    let outer: RelevantFailure | undefined;
    for (const candidate of sorted) {
      if (outer && candidate.failure.span.last <= outer.failure.span.last && isInside(candidate.failure, outer.failure))
        holders.set(candidate, outer.failure);
      else if (!outer || candidate.failure.span.last > outer.failure.span.last) outer = candidate;
    }
  }
  const absorbed = [...holders].map(([inner, within]) => ({ ...inner, within }));
  return { free: failures.filter((failure) => !holders.has(failure)), absorbed };
}

/** What is only worth a line beside a failure is dropped where nothing failed. */
function withoutLoneAsides(failures: readonly RelevantFailure[]): readonly RelevantFailure[] {
  return failures.some(({ failure }) => failure.role !== 'aside' && failure.kind !== 'measurement')
    ? failures
    : failures.filter(({ failure }) => failure.role !== 'aside');
}

function isReported({ facts }: Failure): boolean {
  return facts['report'] !== undefined;
}

/** Two failures with the very same span are two findings of different parsers; the second is dropped too. */
function isInside(inner: Failure, outer: Failure): boolean {
  return (
    inner.span.first >= outer.span.first &&
    inner.span.last <= outer.span.last &&
    // The cases of a report that is one line are different ones.
    !(isReported(inner) && isReported(outer)) &&
    (inner.tool !== outer.tool || inner.kind !== outer.kind || inner.span.first > outer.span.first)
  );
}

/** The lines outside any failure that hold a pattern's words, for each of these steps. */
function looseOutput(
  findings: Findings,
  failures: readonly RelevantFailure[],
  endings: GoodEndings,
  isIn: (section: number) => boolean,
): RelevantFailure[] {
  const covered = new Set(
    failures.flatMap(({ failure }) => (failure.role === 'cause' ? failure.lines.map((line) => line.number) : [])),
  );
  const free = findings.loose.filter((line) => !covered.has(line.number) && !endings.holds(line));
  const tool = containerOf(findings.group) === undefined ? 'log' : 'container';
  const bySection = groupBy(free, (line) => sectionAt(findings.sections, line.number));
  return [...bySection]
    .filter(([section]) => isIn(section))
    .map(([section, lines]) => ({ failure: outputOf(lines, tool), section }));
}

function outputOf(lines: readonly Line[], tool: Failure['tool']): Failure {
  const first = lines[0] as Line;
  return {
    tool,
    kind: 'output',
    role: 'cause',
    message: first.text,
    facts: {},
    span: { first: first.number, last: lines.at(-1)!.last },
    channel: first.channel,
    lines,
    omitted: 0,
    key: [],
  };
}
