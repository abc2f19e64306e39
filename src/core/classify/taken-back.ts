import type { Failure } from '../domain/failure.js';
import type { Recovery } from '../domain/recovery.js';
import { groupBy } from '../group-by.js';

/** The recoveries of one tool and name, in the order of their lines. */
interface Stretches {
  readonly lines: readonly number[];
  /** Of each and all later ones the earliest line since which they hold. */
  readonly since: readonly number[];
}

/** Later successes, and which failures they take back; a log may hold very many of both. */
export class TakenBack {
  readonly #byKey: ReadonlyMap<string, Stretches>;

  constructor(recoveries: readonly Recovery[]) {
    const groups = groupBy(recoveries, ({ tool, name }) => keyOf(tool, name));
    this.#byKey = new Map([...groups].map(([key, group]) => [key, stretchesOf(group)]));
  }

  /** Whether a success of its tool and name, or of any, followed on a failure that lies in its stretch. */
  has({ tool, name, span }: Failure): boolean {
    return [keyOf(tool, name), keyOf(tool), keyOf(undefined, name), keyOf()].some((key) => {
      const stretches = this.#byKey.get(key);
      if (stretches === undefined) return false;
      const since = stretches.since[firstAfter(stretches.lines, span.last)];
      return since !== undefined && span.first >= since;
    });
  }
}

function keyOf(tool?: string, name?: string): string {
  return JSON.stringify([tool, name]);
}

function stretchesOf(recoveries: readonly Recovery[]): Stretches {
  const sorted = [...recoveries].sort((a, b) => a.line - b.line);
  const since = sorted.map((recovery) => recovery.since ?? 0);
  for (let index = since.length - 2; index >= 0; index--)
    since[index] = Math.min(since[index] as number, since[index + 1] as number);
  return { lines: sorted.map(({ line }) => line), since };
}

/** Index of the first line beyond one; their number where none is. */
function firstAfter(lines: readonly number[], line: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] as number) > line) high = middle;
    else low = middle + 1;
  }
  return low;
}
