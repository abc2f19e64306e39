import type { Findings } from '../core/classify/findings.js';
import type { Line } from '../core/domain/line.js';
import type { Outcome } from '../core/domain/outcome.js';
import type { SourceSummary } from '../core/domain/report.js';
import type { Ran, Source } from '../core/domain/source.js';
import type { Tally } from '../core/domain/tests.js';
import { KnownError, reasonOf } from '../core/errors.js';
import { signalOf } from '../core/parse/exit-status.js';
import { LINES_BEFORE, ParserRun } from '../core/parse/run.js';
import type { SeenLine } from '../core/reading/lines.js';
import { readLines } from '../core/reading/read.js';
import { SectionTracker } from '../core/reading/sections.js';
import { ToldSections } from '../core/reading/told-sections.js';
import { maskedValue } from '../core/redact/masks.js';
import { Collector } from '../core/telling/collector.js';
import type { Ordinary } from '../core/telling/ordinary.js';
import { withoutTolerated } from '../core/telling/tolerated.js';
import { lastWords } from '../knowledge/ci/last-words.js';
import { PARSERS } from '../knowledge/families.js';
import { LooseLines } from './loose.js';
import type { Prefilter, Sorted } from './prefilter.js';

/** Lines kept at the end of the text, for a failure nobody could parse. */
const TAIL_LINES = 40;
/** Lines before the first one that is looked at: what was called, and where. */
const HEAD_LINES = 60;
/** How the anchors of formats look that put one object on a line. */
const OBJECT_KEY = /^\{?"\$?\w{2,40}":/;
/** Values a log asks to mask. */
const MOST_MASKS = 200;

/** What a container printed last says nothing of its end: where it has ended, the engine knows how. */
function canEnd({ kind }: Source): boolean {
  return kind !== 'container';
}

/** How a command ended; what a signal ended is told apart by its exit code. */
function endOf({ kind, exitCode }: Source): Pick<Findings, 'ended'> {
  if (kind !== 'command' || exitCode === undefined) return {};
  const signal = signalOf(exitCode);
  return { ended: { exitCode, ...(signal !== undefined && { signal }) } };
}

/** What one program printed has no steps, whatever it printed. */
const NO_SECTIONS = {
  observe: () => undefined,
  close: () => ({ sections: [{ name: '', first: 1, outcome: 'unknown' }], whole: 'unknown' }) as const,
};

/** One source, read and parsed. */
export interface Examined {
  readonly findings: Findings;
  readonly summary: SourceSummary;
  /** Values that it asks the runner to mask. */
  readonly masks: readonly string[];
  /** The tests that its tools counted. */
  readonly tallies: readonly Tally[];
  /** The versions of what ran, by its own words and by what is known from outside. */
  readonly ran: readonly Ran[];
  /** Set when the source could not be read to its end: `name: why`, one sentence. */
  readonly problem?: string;
}

/**
 * Reads a source line by line, wakes the parsers it needs, and remembers the lines a pattern may want.
 * @param ordinary what a run that passed printed: no line of it explains a failure
 */
export async function examine(
  source: Source,
  prefilter: Prefilter,
  onBytes?: (bytes: number) => void,
  ordinary?: Ordinary,
): Promise<Examined> {
  const examination = new Examination(prefilter, source, ordinary);
  const notes: string[] = [...(source.notes ?? [])];
  const statistics = await readLines(source, prefilter.index, examination, (read) => onBytes?.(read));
  const { bytes, lines, longLines, error } = statistics;
  if (longLines > 0) notes.push(`${longLines} very long ${longLines === 1 ? 'line was' : 'lines were'} read in pieces`);
  const why = error === undefined ? undefined : reasonFor(error);
  if (why !== undefined) notes.push(why);
  const findings = examination.close(source, statistics.last(TAIL_LINES));
  const unread = examination.unread;
  notes.push(...unread, ...examination.notes(findings.outcome));
  return {
    findings,
    masks: [...examination.masks],
    tallies: examination.tallies,
    ran: [...(source.ran ?? []), ...examination.ran],
    summary: {
      name: source.name,
      bytes,
      lines,
      outcome: findings.outcome,
      notes,
      ...(unread.length > 0 && { unread }),
    },
    ...(why !== undefined && { problem: `${source.name}: ${why}` }),
  };
}

/** Why a source could not be read to its end. */
function reasonFor(error: unknown): string {
  return error instanceof KnownError ? error.details.what : `could not be read to its end: ${reasonOf(error)}`;
}

class Examination {
  readonly #prefilter: Prefilter;
  readonly #run = new ParserRun(PARSERS);
  readonly #sections: SectionTracker | ToldSections | typeof NO_SECTIONS;
  readonly #loose = new LooseLines();
  readonly #telling: Collector;
  readonly #ordinary: Ordinary | undefined;
  /** Numbers of lines. */
  readonly #longObjects = new Set<number>();
  #head: readonly Line[] | undefined;
  readonly masks = new Set<string>();

  constructor(prefilter: Prefilter, { steps, kind }: Source, ordinary?: Ordinary) {
    this.#prefilter = prefilter;
    this.#ordinary = ordinary;
    this.#telling = new Collector(ordinary);
    if (steps !== undefined) this.#sections = new ToldSections(steps);
    else this.#sections = kind === 'command' || kind === 'container' ? NO_SECTIONS : new SectionTracker();
  }

  /** Whether the next line is wanted, whatever it holds. */
  get wantsAll(): boolean {
    return this.#run.isAwake || this.#telling.isCurious;
  }

  /** Whether somebody dozes who waits for a word that wakes nobody else. */
  get wantsAsides(): boolean {
    return this.#run.isAny;
  }

  takesRaw(bytes: Uint8Array, start: number, end: number, hits: readonly number[]): boolean {
    if (this.#telling.isCurious) return false;
    return this.#run.takesRaw(bytes, start, end, (said) => this.#prefilter.standIn(hits, said));
  }

  take(seen: SeenLine): void {
    this.#head ??= seen.before(HEAD_LINES);
    const sorted = this.#prefilter.sort(seen.hits);
    if (sorted.isMask) this.#keepMask(seen.line);
    // A word of a pattern alone: the line is kept in case its step fails, not looked at.
    if (sorted.loose.length > 0) this.#keepLoose(seen.line, sorted.loose);
    if (this.#isFor(sorted)) this.#look(seen, sorted);
    if (sorted.isMark) this.#loose.endStep(seen.line.text.startsWith('##[error]'));
    if (sorted.isTelling || this.#telling.isCurious) this.#telling.take(seen.line, sorted.isTelling);
  }

  #isFor({ isMark, isGoodNews, anchored, waking }: Sorted): boolean {
    if (isGoodNews && !this.#hasNews) return false;
    return isMark || anchored.size > 0 || this.#run.waitsFor(waking);
  }

  /** Whether there is something that good news could take back. */
  get #hasNews(): boolean {
    return this.#run.isAny || this.#run.failures.length > 0 || !this.#loose.isEmpty || !this.#telling.isEmpty;
  }

  #keepMask({ printed }: Line): void {
    const value = maskedValue(printed);
    if (value !== undefined && this.masks.size < MOST_MASKS) this.masks.add(value);
  }

  get tallies(): readonly Tally[] {
    return this.#run.tallies;
  }

  get ran(): readonly Ran[] {
    return this.#run.ran;
  }

  /** What may hold a failure and was not read, in words and numbers. */
  get unread(): string[] {
    const unread = [...this.#run.notes];
    if (this.#run.dropped > 0) unread.push(`${this.#run.dropped} more failures were counted but not kept`);
    if (this.#longObjects.size > 0)
      unread.push(
        `${this.#longObjects.size} ${this.#longObjects.size === 1 ? 'message' : 'messages'} of a tool in JSON, on a line of more than 32 kB, could not be read`,
      );
    return unread;
  }

  /** Lines that were only kept in case a step failed matter where one did. */
  notes(outcome: Outcome): string[] {
    return this.#loose.dropped > 0 && outcome === 'failed'
      ? [`${this.#loose.dropped} repeated lines were counted but not kept`]
      : [];
  }

  close(source: Source, tail: readonly Line[]): Findings {
    this.#run.finish();
    const { sections, whole } = this.#sections.close(tail, source.outcome);
    const told = source.outcome === 'unknown' ? whole : source.outcome;
    const last = told === 'unknown' && canEnd(source) ? lastWords(tail) : undefined;
    const failures = last?.failure === undefined ? this.#run.failures : [...this.#run.failures, last.failure];
    return {
      source: source.name,
      ...(source.group !== undefined && { group: source.group }),
      ...(source.job !== undefined && { job: source.job }),
      outcome: last?.outcome === 'failed' ? 'failed' : told,
      ...endOf(source),
      endedWell: last?.outcome === 'passed',
      sections,
      failures: this.#ordinary === undefined ? failures : withoutTolerated(failures, this.#ordinary),
      recoveries: this.#run.recoveries,
      loose: this.#loose.close().filter(({ text }) => this.#ordinary?.has(text) !== true),
      ...(this.#head !== undefined && { head: this.#head }),
      tail,
      ...(this.#run.ran.length > 0 && { ran: this.#run.ran }),
      telling: this.#telling.close(),
    };
  }

  #look(seen: SeenLine, { anchored, waking }: Sorted): void {
    const { line } = seen;
    this.#sections.observe(line);
    const awake = this.#run.isAwake;
    const inChannel = (channel: string, reach: number, holding?: string): Line[] =>
      seen.before(reach, holding).filter((before) => before.channel === channel);
    this.#run.feed(
      line,
      anchored,
      () => inChannel(line.channel, LINES_BEFORE),
      (channel, holding) => inChannel(channel, 2 * LINES_BEFORE, holding),
      waking,
    );
    if (!awake && !this.#run.isAwake && line.clipped) this.#keepLong(line, anchored);
  }

  /** An object of a tool's own, as its quoted keys show, that came in pieces and that nobody could take. */
  #keepLong(line: Line, anchored: ReadonlySet<number>): void {
    const isObject = [...anchored].some((index) => PARSERS[index]?.anchors.some((anchor) => OBJECT_KEY.test(anchor)));
    if (isObject) this.#longObjects.add(line.number);
  }

  #keepLoose(line: Line, literals: readonly number[]): void {
    // The line's step may be named on it and nowhere else; a line without a time shows that nobody stamped the others.
    if (line.step !== undefined || line.time === undefined) this.#sections.observe(line);
    this.#loose.offer(line, literals);
  }
}
