import type { Findings } from '../core/classify/findings.js';
import type { Line } from '../core/domain/line.js';
import type { Outcome } from '../core/domain/outcome.js';
import type { SourceSummary } from '../core/domain/report.js';
import type { Source } from '../core/domain/source.js';
import { KnownError, reasonOf } from '../core/errors.js';
import { signalOf } from '../core/parse/exit-status.js';
import { LINES_BEFORE, ParserRun } from '../core/parse/run.js';
import { type LazyLine, readLines } from '../core/reading/read.js';
import { SectionTracker } from '../core/reading/sections.js';
import { ToldSections } from '../core/reading/told-sections.js';
import { maskedValue } from '../core/redact/masks.js';
import { Collector } from '../core/telling/collector.js';
import type { Ordinary } from '../core/telling/ordinary.js';
import { withoutTolerated } from '../core/telling/tolerated.js';
import { lastWords } from '../knowledge/ci/last-words.js';
import { PARSERS } from '../knowledge/families.js';
import type { Prefilter } from './prefilter.js';

/** Lines kept at the end of the text, for a failure nobody could parse. */
const TAIL_LINES = 40;
/** Loose lines kept for each literal, and in all: a hostile log has one on every line. */
const LOOSE_PER_LITERAL = 40;
const MOST_LOOSE = 5_000;
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
  let problem: string | undefined;
  let bytes = 0;
  let lines = 0;
  try {
    const statistics = await readLines(
      source,
      prefilter.automaton,
      (line) => examination.take(line),
      (read) => {
        bytes = read;
        onBytes?.(read);
      },
    );
    lines = statistics.lines;
    if (statistics.longLines > 0)
      notes.push(
        `${statistics.longLines} very long ${statistics.longLines === 1 ? 'line was' : 'lines were'} read in pieces`,
      );
  } catch (error) {
    const why = error instanceof KnownError ? error.details.what : `could not be read to its end: ${reasonOf(error)}`;
    problem = `${source.name}: ${why}`;
    lines = examination.lines;
    notes.push(why);
  }
  const findings = examination.close(source);
  const unread = examination.unread;
  notes.push(...unread, ...examination.notes(findings.outcome));
  return {
    findings,
    masks: [...examination.masks],
    summary: {
      name: source.name,
      bytes,
      lines,
      outcome: findings.outcome,
      notes,
      ...(unread.length > 0 && { unread }),
    },
    ...(problem !== undefined && { problem }),
  };
}

class Examination {
  readonly #prefilter: Prefilter;
  readonly #run = new ParserRun(PARSERS);
  readonly #sections: SectionTracker | ToldSections | typeof NO_SECTIONS;
  readonly #recent: LazyLine[] = [];
  readonly #loose: Line[] = [];
  readonly #looseCount = new Map<number, number>();
  #looseDropped = 0;
  readonly #telling: Collector;
  readonly #ordinary: Ordinary | undefined;
  /** Numbers of lines. */
  readonly #longObjects = new Set<number>();
  readonly masks = new Set<string>();
  lines = 0;

  constructor(prefilter: Prefilter, { steps, kind }: Source, ordinary?: Ordinary) {
    this.#prefilter = prefilter;
    this.#ordinary = ordinary;
    this.#telling = new Collector(ordinary);
    if (steps !== undefined) this.#sections = new ToldSections(steps);
    else this.#sections = kind === 'command' || kind === 'container' ? NO_SECTIONS : new SectionTracker();
  }

  take(lazy: LazyLine): void {
    this.lines = lazy.number;
    const sorted = this.#prefilter.sort(lazy.hits);
    // Most words of patterns are common ones: a line that only holds such is kept in case its step fails, not looked at.
    if (sorted.pattern !== undefined) this.#keepLoose(lazy, sorted.pattern);
    if (sorted.isMask) this.#keepMask(lazy.line);
    if (sorted.isMark || sorted.anchored.size > 0 || this.#run.isAwake) this.#look(lazy, sorted.anchored);
    if (sorted.isTelling || this.#telling.isCurious) this.#telling.take(lazy.line, sorted.isTelling);
    this.#recent.push(lazy);
    if (this.#recent.length > 2 * LINES_BEFORE) this.#recent.splice(0, LINES_BEFORE);
  }

  #keepMask({ printed }: Line): void {
    const value = maskedValue(printed);
    if (value !== undefined && this.masks.size < MOST_MASKS) this.masks.add(value);
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
    return this.#looseDropped > 0 && outcome === 'failed'
      ? [`${this.#looseDropped} repeated lines were counted but not kept`]
      : [];
  }

  close(source: Source): Findings {
    this.#run.finish();
    const tail = this.#recent.slice(-TAIL_LINES).map(({ line }) => line);
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
      loose: this.#loose.filter(({ text }) => this.#ordinary?.has(text) !== true),
      tail,
      telling: this.#telling.close(),
    };
  }

  #look(lazy: LazyLine, anchored: ReadonlySet<number>): void {
    const { line } = lazy;
    this.#sections.observe(line);
    const awake = this.#run.isAwake;
    this.#run.feed(
      line,
      anchored,
      () => this.#recentOf(line.channel, LINES_BEFORE),
      (channel) => this.#recentOf(channel, 2 * LINES_BEFORE),
    );
    if (!awake && !this.#run.isAwake && line.clipped) this.#keepLong(line, anchored);
  }

  /** An object of a tool's own, as its quoted keys show, that came in pieces and that nobody could take. */
  #keepLong(line: Line, anchored: ReadonlySet<number>): void {
    const isObject = [...anchored].some((index) => PARSERS[index]?.anchors.some((anchor) => OBJECT_KEY.test(anchor)));
    if (isObject) this.#longObjects.add(line.number);
  }

  /** The lines of one channel among the last `reach` lines of the text. */
  #recentOf(wanted: string, reach: number): Line[] {
    return this.#recent
      .slice(-reach)
      .map((recent) => recent.line)
      .filter(({ channel }) => channel === wanted);
  }

  #keepLoose(lazy: LazyLine, literal: number): void {
    const count = this.#looseCount.get(literal) ?? 0;
    this.#looseCount.set(literal, count + 1);
    if (count >= LOOSE_PER_LITERAL || this.#loose.length >= MOST_LOOSE) this.#looseDropped++;
    else {
      // The line's step may be named on it and nowhere else.
      if (lazy.line.step !== undefined) this.#sections.observe(lazy.line);
      this.#loose.push(lazy.line);
    }
  }
}
