import type { Failure } from '../../domain/failure.js';
import { Memo } from '../../memo.js';
import type { Match } from '../match.js';

/** Failures whose matches are remembered, and how long one may be that is. */
const MOST = 5_000;
const MOST_LINES = 40;
const LONGEST = 4_000;

/** Matches, and the line that their failure began with. */
interface Known {
  readonly first: number;
  readonly matches: readonly Match[];
}

/** What failures were recognised as that say the same in the same lines: a log may repeat one thousands of times. */
export class KnownMatches {
  readonly #known = new Memo<Known>(MOST, LONGEST);

  /** @param match finds the matches of a failure by what `saidBy` tells of it, and by nothing else */
  of(failure: Failure, match: () => readonly Match[]): readonly Match[] {
    if (failure.lines.length > MOST_LINES) return match();
    const first = firstOf(failure);
    const known = this.#known.of(saidBy(failure, first), () => ({ first, matches: match() }));
    const away = first - known.first;
    return away === 0 ? known.matches : known.matches.map((each) => ({ ...each, lines: moved(each.lines, away) }));
  }
}

function saidBy({ tool, kind, code, facts, lines }: Failure, first: number): string {
  const said = [JSON.stringify([tool, kind, code, facts])];
  for (const { number, text } of lines) said.push(`${number - first} ${text}`);
  return said.join('\n');
}

function firstOf({ lines }: Failure): number {
  return lines[0]?.number ?? 0;
}

function moved(lines: readonly number[], away: number): readonly number[] {
  return lines.map((line) => line + away);
}
