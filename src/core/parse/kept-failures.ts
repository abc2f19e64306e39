import type { Facts, Failure } from '../domain/failure.js';
import type { Line } from '../domain/line.js';

/** More failures than this from one source are counted, not kept. */
const MOST_FAILURES = 5_000;
/** Characters of all failures that are kept as they are: what tools print of thousands of failures is less. */
const MOST_CHARACTERS = 8 << 20;
/** One that holds more is a file that was printed: it is kept in short, whatever room there is. */
const MOST_OF_ONE = 1 << 20;
/** And with what comes after in short. */
const MOST_IN_ALL = 24 << 20;
/** Kept of a longer text after that. What is shown of it is cut again, far from here, after redaction: no half of a secret is told. */
const LONGEST_TEXT = 8_192;
const LINES_AT_EACH_END = 20;

/**
 * The failures of one source, in bounded memory. Once they hold very much text, only the beginning of long lines and the
 * ends of long failures are kept; once that is very much as well, failures are counted. Lines with words of patterns are
 * kept elsewhere, whatever failure they lie in.
 */
export class KeptFailures {
  readonly all: Failure[] = [];
  #characters = 0;
  #dropped = 0;

  /** How many were added and are not kept. */
  get dropped(): number {
    return this.#dropped;
  }

  add(failure: Failure): void {
    const isWhole = this.#characters < MOST_CHARACTERS && sizeOf(failure) <= MOST_OF_ONE;
    const kept = isWhole ? failure : inShort(failure);
    const size = sizeOf(kept);
    if (this.all.length >= MOST_FAILURES || this.#characters + size > MOST_IN_ALL) {
      this.#dropped++;
      return;
    }
    this.#characters += size;
    this.all.push(kept);
  }
}

function sizeOf({ lines, message, facts }: Failure): number {
  const ofFacts = Object.values(facts).reduce<number>((sum, fact) => sum + `${fact}`.length, 0);
  return lines.reduce((sum, { printed }) => sum + printed.length, message.length + ofFacts);
}

function inShort(failure: Failure): Failure {
  const { name, message, facts, lines, key } = failure;
  const states = new Set(key);
  const kept = lines.filter(
    ({ number }, at) => at < LINES_AT_EACH_END || at >= lines.length - LINES_AT_EACH_END || states.has(number),
  );
  return {
    ...failure,
    ...(name !== undefined && { name: beginning(name) }),
    message: beginning(message),
    facts: shortFacts(facts),
    lines: kept.map(lineInShort),
    omitted: failure.omitted + lines.length - kept.length,
  };
}

function shortFacts(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'string' ? beginning(fact) : fact]),
  );
}

function lineInShort(line: Line): Line {
  if (line.printed.length <= LONGEST_TEXT && line.text.length <= LONGEST_TEXT) return line;
  const { verbatim: _, ...rest } = line;
  const printed = beginning(line.printed);
  return { ...rest, printed, text: line.text === line.printed ? printed : beginning(line.text), clipped: true };
}

/** A text of its own: a slice would keep all that it was cut from. */
function beginning(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  return JSON.parse(JSON.stringify(text.slice(0, LONGEST_TEXT))) as string;
}
