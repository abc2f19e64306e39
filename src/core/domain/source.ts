import type { Job, ToldStep } from './job.js';
import type { Outcome } from './outcome.js';

/** A named stream of bytes and where it came from. */
export interface Source {
  readonly name: string;
  readonly kind: 'file' | 'archive-entry' | 'stdin' | 'command' | 'job' | 'container';
  /** What is known of the outcome from outside the text: an exit code, a job's conclusion. */
  readonly outcome: Outcome;
  readonly exitCode?: number;
  /** Sources with the same group tell of the same thing (one container's log and its state): what one shows may explain what another says. */
  readonly group?: string;
  /** Size in bytes where it is known beforehand, for progress. */
  readonly size?: number;
  /** The job that printed it, where GitHub told so. */
  readonly job?: Job;
  /**
   * The steps of the job whose lines these are, in order, as GitHub tells of them: one for the log of a single step. The
   * text begins where the first of them does.
   */
  readonly steps?: readonly [ToldStep, ...ToldStep[]];
  /** What is known to be missing before anything is read, in words. */
  readonly notes?: readonly string[];
  /** What it ran with, where that is known from outside: its engine, this machine. */
  readonly ran?: readonly Ran[];
  /** Opens the bytes from the start. Rejects with an `UnreadableSource` error. */
  open(): AsyncIterable<Uint8Array>;
}

/** A program, an image or a system that something ran with, as its own words or its engine tell: `Rust`, `1.95.0`. Hostile text. */
export interface Ran {
  readonly name: string;
  readonly version: string;
}

/** More than these is a log of something else. */
const MOST = 20;
const LONGEST = 120;

/** Each once, in the order they were seen; what is no name of a version is left out. */
export function everyRan(all: readonly Ran[]): readonly Ran[] {
  const seen = new Map<string, Ran>();
  for (const ran of all) {
    if (ran.version === '' || ran.version.length > LONGEST) continue;
    const key = JSON.stringify([ran.name, ran.version]);
    if (!seen.has(key) && seen.size < MOST) seen.set(key, ran);
  }
  return [...seen.values()];
}

/** A text at hand as a source. */
export function textSource(name: string, text: string, outcome: Outcome): Source {
  const bytes = new TextEncoder().encode(text);
  return {
    name,
    kind: 'file',
    outcome,
    size: bytes.length,
    open: async function* () {
      yield bytes;
    },
  };
}

/** The group of all sources that tell of one container. */
export function containerGroup(container: string): string {
  return `container ${container}`;
}

/** The container that sources of a group tell of; undefined for another group. */
export function containerOf(group: string | undefined): string | undefined {
  const prefix = containerGroup('');
  return group?.startsWith(prefix) ? group.slice(prefix.length) : undefined;
}
