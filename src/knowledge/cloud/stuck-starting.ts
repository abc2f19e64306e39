import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** The state of a session or sandbox, as services log it again and again: in JSON, or as `session=ab-9 status=starting`. */
const STATE = /["']?\b(?:status|state)["']?\s?[:=]\s?["']?(?<state>[A-Za-z_-]{2,40})/i;
const NAMED = /["']?\b(?:session|sandbox)(?:_?id)?["']?\s?[:=]\s?["']?(?<name>[\w-]{1,80})/i;
const STAMP = /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/;
const STARTING = /^(?:starting|pending|creating|provisioning|booting)$/i;
/** A start that takes longer than this is none. */
const STUCK_MS = 180_000;
const FEWEST = 3;
const MOST_SESSIONS = 200;

/** Sessions whose state is told again and again, and stays the one they start with. */
export const stuckStarting: Parser = {
  name: 'stuck-starting',
  anchors: ['"starting"', 'status=starting', 'state=starting', "'starting'", '"STARTING"'],
  wakes: ['"status"', '"state"', 'status=', 'state='],
  start(line) {
    const told = stateIn(line);
    return told !== undefined && STARTING.test(told.state) ? new StatesReading(told) : undefined;
  },
};

interface Told {
  readonly line: Line;
  readonly name: string;
  readonly state: string;
  readonly at: number;
}

function stateIn(line: Line): Told | undefined {
  const text = (line.verbatim ?? line.text).slice(0, 2000);
  const state = STATE.exec(text)?.groups?.['state'];
  const name = NAMED.exec(text)?.groups?.['name'];
  const at = Date.parse((STAMP.exec(text)?.[0] ?? line.time ?? '').replace(' ', 'T').replace(',', '.'));
  return state === undefined || name === undefined || !Number.isFinite(at) ? undefined : { line, name, state, at };
}

class StatesReading implements Reading {
  readonly dozes = true;
  readonly #open = new Map<string, Told[]>();

  constructor(first: Told) {
    this.#open.set(first.name, [first]);
  }

  next(line: Line): 'more' {
    const told = stateIn(line);
    if (told === undefined) return 'more';
    const before = this.#open.get(told.name);
    // The first ones and the latest are kept.
    if (!STARTING.test(told.state)) this.#open.delete(told.name);
    else if (before !== undefined) before.splice(FEWEST - 1, 1, told);
    else if (this.#open.size < MOST_SESSIONS) this.#open.set(told.name, [told]);
    return 'more';
  }

  end(): Findings {
    return { failures: [...this.#open.values()].flatMap((told) => failureOf(told) ?? []) };
  }
}

function failureOf(told: readonly Told[]) {
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined || told.length < FEWEST || last.at - first.at < STUCK_MS)
    return undefined;
  const minutes = Math.round((last.at - first.at) / 60_000);
  const excerpt = new Excerpt().add(first.line, true).add(last.line, true);
  return excerpt.failure({
    tool: 'cloud',
    kind: 'container',
    name: first.name,
    message: `Session ${first.name} is "${last.state}" for ${minutes} minutes`,
    facts: { stage: 'start', stuckMinutes: minutes },
  });
}
