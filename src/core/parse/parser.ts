import type { Failure } from '../domain/failure.js';
import type { Line } from '../domain/line.js';
import type { Recovery } from '../domain/recovery.js';
import type { Ran } from '../domain/source.js';
import type { Tally } from '../domain/tests.js';

/**
 * Gives the latest lines of a channel, oldest first.
 * @param holding of these only the ones in whose raw text it stands: none but these are made, which costs little
 */
export type Nearby = (channel: string, holding?: string) => readonly Line[];

/**
 * One format. It sleeps until a line holds one of its anchors, then reads lines of that line's channel until it
 * says it is done, and sleeps again. So the cost of a log is the cost of its interesting lines.
 */
export interface Parser {
  readonly name: string;
  /** Literal strings, matched without regard to ASCII case, one of which every starting line contains. At least 4 bytes each, as rare in green logs as possible. */
  readonly anchors: readonly string[];
  /** For an anchor that is common in green logs: words one of which stands on every starting line too. */
  readonly beside?: Readonly<Record<string, readonly string[]>>;
  /** Of the anchors those that only tell that something went well: while there is nothing to take back, they do not wake it. */
  readonly goodNews?: readonly string[];
  /** What a reading that dozes waits for, beside the anchors; see `Reading.dozes`. */
  readonly wakes?: readonly string[];
  /**
   * Called with a line that holds an anchor. `before` are up to 60 preceding lines of the same channel, oldest first.
   * `nearby` gives the latest lines of another channel, for tools that say in one how the other ended, or the few that
   * hold some words. Returns a reading
   * that has taken the line, or undefined when the line only looked like a start.
   */
  start(line: Line, before: readonly Line[], nearby?: Nearby): Reading | undefined;
}

/** A parser at work on one stretch of one channel. */
export interface Reading {
  /** True when the starting line (and what came before) said it all: `next` is then never called. */
  readonly isDone?: boolean;
  /**
   * True while it only waits for lines with an anchor or a word of `wakes`: all others are not offered, nor even made. So a
   * session of a hundred thousand passing tests costs next to nothing. Asked anew after each line taken.
   */
  readonly dozes?: boolean;
  /**
   * Offers the next line of the channel.
   * more: taken, go on · done: taken, finished · refused: not taken, finished before it (it may wake the parser anew).
   * Must answer in time linear in the line, and end by itself: a reading that never finishes costs a whole log.
   * @param nearby gives lines above it, which a reading that dozed was not offered
   */
  next(line: Line, nearby?: Nearby): 'more' | 'done' | 'refused';
  /**
   * Offers the next line as it was printed, the bytes from `start` to `end`, before it is made: of a report for machines most
   * lines only say that all went well. True where it was taken and no more is to be said of it; else it is offered to `next`.
   */
  takesRaw?(bytes: Uint8Array, start: number, end: number): boolean;
  /** The words that may stand in such a line though somebody waits for them: as the format has them, they tell nobody anything. */
  readonly wordsOfRaw?: string;
  /** Called once, after done, refused or the end of the text. */
  end(): Findings;
}

export interface Findings {
  readonly failures: readonly Failure[];
  /** What is now known to have succeeded after all; see `Recovery`. */
  readonly recoveries?: readonly Recovery[];
  /** How many tests it counted. */
  readonly tallies?: readonly Tally[];
  /** Which versions of what it saw. */
  readonly ran?: readonly Ran[];
  /** What was cut or unreadable, each a sentence for the source's notes. */
  readonly notes?: readonly string[];
}
