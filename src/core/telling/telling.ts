import type { Line } from '../domain/line.js';
import { goesOn } from './continuation.js';
import { scoreOf } from './score.js';

/** Some lines that tell why something failed: the one that says it, and what goes on from it. */
export interface Block {
  readonly head: Line;
  /** The head and what follows it; of a head that was chosen by its place alone, what stands above it, too. */
  readonly lines: readonly Line[];
  /** Why the head was chosen, in words. */
  readonly reason: string;
}

/** A line worth showing, in the stretch of lines that go on from one another. */
export interface Candidate {
  readonly run: readonly Line[];
  /** Index of the line in `run`. */
  readonly at: number;
  /** Counts the commands of the text, as far as it says where they begin. */
  readonly stretch: number;
  readonly value: number;
  readonly reason: string;
}

/** Most blocks and lines shown of one stretch. */
const MOST_BLOCKS = 3;
const MOST_LINES = 40;
/** Of lines nearly as telling as the best one the first begins: what follows is often its consequence. */
const NEAR_BEST = 0.6;
/** Standing late makes no line telling that tells little by itself. */
const NEAR_MOST = 0.4;
/** What the very last line gains over the very first: a step ends at what broke it. */
const LATENESS = 1.5;

/** The lines of one text that tell why something failed, chosen without any pattern. */
export class Telling {
  /** In order of line. */
  readonly #candidates: readonly Candidate[];

  constructor(candidates: readonly Candidate[]) {
    this.#candidates = [...candidates].sort((a, b) => headOf(a).number - headOf(b).number);
  }

  /**
   * The most telling blocks between two lines, in order of the text; none where no line tells anything.
   * @param first first raw line number
   * @param last last raw line number
   */
  between(first: number, last: number): Block[] {
    const within = this.#candidates.filter((each) => headOf(each).number >= first && headOf(each).number <= last);
    const end = within.length > 0 ? headOf(within.at(-1)!).number : first;
    const scored = within.map((candidate) => ({ candidate, score: scoreIn(candidate, first, end) }));
    const best = Math.max(0, ...scored.map(({ score }) => score));
    const most = Math.max(0, ...within.map(({ value }) => value));
    const nearBest = scored.filter(
      ({ candidate, score }) => score >= NEAR_BEST * best && candidate.value >= NEAR_MOST * most,
    );
    // A command that failed is the last one of its step.
    const stretch = nearBest.at(-1)?.candidate.stretch;
    const [start, ...others] = nearBest.filter(({ candidate }) => candidate.stretch === stretch);
    if (start === undefined) return [];
    const heads: Candidate[] = [];
    for (const { candidate } of [start, ...others.sort((a, b) => b.score - a.score)]) {
      if (heads.length >= MOST_BLOCKS) break;
      if (!heads.some((head) => isWithin(candidate, head))) heads.push(candidate);
    }
    return grown(heads);
  }

  /** What goes on from a line, as far as it was kept; nothing where the line told nothing by itself. */
  after(line: number): readonly Line[] {
    const run = this.#candidates.find(({ run }) => run[0]!.number <= line && run.at(-1)!.last >= line)?.run ?? [];
    const from = run.findIndex(({ number }) => number > line);
    if (from < 0) return [];
    const head = run[Math.max(0, from - 1)]!.text;
    const rest = run.slice(from);
    // Beside a green log a run holds whatever is new, too.
    const end = rest.findIndex(
      ({ text }, index) =>
        text.trim() !== '' && !goesOn(text, head, rest[index - 1]?.text) && scoreOf(text) === undefined,
    );
    return end < 0 ? rest : rest.slice(0, end);
  }
}

function headOf({ run, at }: Candidate): Line {
  return run[at] as Line;
}

function scoreIn(candidate: Candidate, first: number, last: number): number {
  return candidate.value + (LATENESS * (headOf(candidate).number - first)) / Math.max(1, last - first);
}

/** Whether a line stands in the block of another. */
function isWithin(candidate: Candidate, head: Candidate): boolean {
  return candidate.run === head.run && candidate.at >= head.at && candidate.at < head.at + MOST_LINES;
}

/** Every head has its line; then they grow downwards, the first one first. */
function grown(heads: readonly Candidate[]): Block[] {
  let left = MOST_LINES - heads.length;
  const blocks = heads.map((head) => {
    const end = Math.min(
      head.at + 1 + left,
      ...heads.filter((other) => other.run === head.run && other.at > head.at).map(({ at }) => at),
    );
    const lines = head.run.slice(head.at, end);
    left -= lines.length - 1;
    return { head: headOf(head), lines, reason: head.reason };
  });
  return blocks.sort((a, b) => a.head.number - b.head.number);
}
