import type { Failure } from '../domain/failure.js';
import type { Line } from '../domain/line.js';
import type { Recovery } from '../domain/recovery.js';
import { everyRan, type Ran } from '../domain/source.js';
import type { Tally } from '../domain/tests.js';
import { KeptFailures } from './kept-failures.js';
import { Later } from './later.js';
import type { Nearby, Parser, Reading } from './parser.js';

/** How many preceding lines a parser is shown when it wakes. */
export const LINES_BEFORE = 60;
/** A reading that takes more lines than this is ended: no failure is that long. */
const LONGEST_READING = 200_000;
const MOST_NOTES = 20;
/** Later ones only matter in logs that are no logs. */
const MOST_RECOVERIES = 50_000;
/** One log of one job has hardly more test runs. */
const MOST_TALLIES = 10_000;

interface Awake {
  readonly parser: Parser;
  /** Its place among all parsers. */
  readonly index: number;
  readonly reading: Reading;
  taken: number;
}

/** All parsers at work on one source: wakes them, feeds them the lines of their channel, collects what they find. */
export class ParserRun {
  readonly #parsers: readonly Parser[];
  readonly #awake = new Map<string, Awake[]>();
  readonly #failures = new KeptFailures();
  readonly #recoveries: Recovery[] = [];
  readonly #tallies: Tally[] = [];
  #ran: readonly Ran[] = [];
  readonly #notes = new Set<string>();
  /** How many readings want every line. */
  #awakeCount = 0;

  constructor(parsers: readonly Parser[]) {
    this.#parsers = parsers;
  }

  /** While this is false, lines without an anchor, or a word that a dozing reading waits for, need not be fed. */
  get isAwake(): boolean {
    return this.#awakeCount > 0;
  }

  /** Whether some reading is open, dozing or awake. */
  get isAny(): boolean {
    return this.#awake.size > 0;
  }

  /** Whether a line that nobody starts at has to be fed, when the dozing readings of these parsers wait for it. */
  waitsFor(waking: ReadonlySet<number>): boolean {
    return this.#awakeCount > 0 || (waking.size > 0 && this.#awake.size > 0);
  }

  /**
   * Whether the only reading that is open takes a line as it was printed, so that it need not be fed.
   * @param onlyWordsOf whether no word that anybody waits for stands in the line but those that stand in a text
   */
  takesRaw(bytes: Uint8Array, start: number, end: number, onlyWordsOf: (said: string) => boolean): boolean {
    if (this.#awakeCount !== 1 || this.#awake.size !== 1) return false;
    const readings = this.#awake.get('');
    const reading = readings?.length === 1 ? readings[0]?.reading : undefined;
    if (reading?.takesRaw === undefined || !onlyWordsOf(reading.wordsOfRaw ?? '')) return false;
    return reading.takesRaw(bytes, start, end);
  }

  get failures(): readonly Failure[] {
    return this.#failures.all;
  }

  get recoveries(): readonly Recovery[] {
    return this.#recoveries;
  }

  get tallies(): readonly Tally[] {
    return this.#tallies;
  }

  /** The versions of what ran, each once. */
  get ran(): readonly Ran[] {
    return this.#ran;
  }

  /** What readings could not read, each sentence once. */
  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** How many failures were found beyond what is kept. */
  get dropped(): number {
    return this.#failures.dropped;
  }

  /**
   * Feeds the next line.
   * @param anchored indices of the parsers one of whose anchors stands in it
   * @param before gives the preceding lines of the channel, oldest first; called only when a parser looks at them
   * @param nearby gives the latest lines of any channel
   * @param waking indices of the parsers whose dozing readings wait for it; without it none dozes
   */
  feed(
    line: Line,
    anchored: ReadonlySet<number>,
    before: () => readonly Line[],
    nearby?: Nearby,
    waking?: ReadonlySet<number>,
  ): void {
    const busy = this.#offer(line, nearby, (index) => waking === undefined || waking.has(index) || anchored.has(index));
    let earlier: Later<Line> | undefined;
    for (const index of anchored) {
      const parser = this.#parsers[index] as Parser;
      if (busy?.has(parser)) continue;
      const reading = parser.start(line, (earlier ??= new Later(before)).list, nearby);
      if (reading === undefined) continue;
      if (!reading.isDone) earlier.settle();
      const awake = { parser, index, reading, taken: 1 };
      if (reading.isDone) this.#end(awake);
      else this.#add(line.channel, awake);
    }
  }

  /** Offers a line to the readings of its channel; returns the parsers that took it. */
  #offer(line: Line, nearby: Nearby | undefined, isFor: (index: number) => boolean): Set<Parser> | undefined {
    const readings = this.#awake.get(line.channel);
    if (readings === undefined) return undefined;
    const busy = new Set<Parser>();
    const still = readings.filter((awake) => {
      const { parser, index, reading } = awake;
      const dozed = reading.dozes === true;
      if (dozed && !isFor(index)) return true;
      const answer = awake.taken++ >= LONGEST_READING ? 'refused' : reading.next(line, nearby);
      if (answer !== 'refused') busy.add(parser);
      const dozes = answer === 'more' && reading.dozes === true;
      if (answer !== 'more' || dozes) this.#awakeCount -= dozed ? 0 : 1;
      else if (dozed) this.#awakeCount++;
      if (answer === 'more') return true;
      this.#end(awake);
      return false;
    });
    if (still.length === 0) this.#awake.delete(line.channel);
    else this.#awake.set(line.channel, still);
    return busy;
  }

  #add(channel: string, awake: Awake): void {
    if (awake.reading.dozes !== true) this.#awakeCount++;
    const list = this.#awake.get(channel);
    if (list) list.push(awake);
    else this.#awake.set(channel, [awake]);
  }

  /** Ends all readings; the text is over. */
  finish(): void {
    for (const readings of this.#awake.values()) for (const awake of readings) this.#end(awake);
    this.#awake.clear();
    this.#awakeCount = 0;
  }

  #end(awake: Awake): void {
    const { failures, recoveries, tallies, ran, notes } = awake.reading.end();
    for (const failure of failures) this.#failures.add(failure);
    if (recoveries && this.#recoveries.length < MOST_RECOVERIES) this.#recoveries.push(...recoveries);
    if (tallies && this.#tallies.length < MOST_TALLIES) this.#tallies.push(...tallies);
    if (ran) this.#ran = everyRan([...this.#ran, ...ran]);
    for (const note of notes ?? []) if (this.#notes.size < MOST_NOTES) this.#notes.add(note);
  }
}
