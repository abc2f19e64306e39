import type { Failure } from '../domain/failure.js';

/** pytest's place of an error, the heads of what the test printed, the words of the error itself. */
const PLACE = /^\S{1,400}:\d{1,7}: /;
const CAPTURED = /^-{3,} ?Captured |^-{5,} \w+ -{5,}/;
const ERROR = /^E(?:\s|$)/;
/** What a failed assertion wanted, as pytest shows it: the `-` lines of a difference, one side of a comparison. */
const WANTED_LINE = /^E\s{2,20}[-?] /;
const COMPARED =
  /^(?<left>E (?:'[^']{0,500}'|"[^"]{0,500}"|[^'"]){0,500}?) (?<operator>==|!=|is|<=|>=|<|>|not in|in) (?<right>.*)/;
/** The values of Rust's assertions, and what a test that should have panicked wanted to hear. */
const RUST_WANTED = /^\s{0,20}right: |^\s{0,20}expected substring: /;
const ASSERTION = /^(?:[\w.]{0,100}\.)?(?:Assertion(?:Error|FailedError)|ComparisonFailure)$/;

type Said = ReadonlyMap<number, string>;
const known = new WeakMap<Failure, Said>();

/**
 * What the lines of a failure say of events, where that is not all of them: nothing for its source code, and of an
 * assertion only the value that was there. An assertion that wants the words "no such table" misses no table.
 * @returns by the number of the line
 */
export function eventsIn(failure: Failure): Said {
  const before = known.get(failure);
  if (before !== undefined) return before;
  const said = new Map<number, string>();
  const event = eventOf(failure);
  for (const { number, text } of failure.lines) {
    const part = event(number, text);
    if (part !== undefined) said.set(number, part);
  }
  known.set(failure, said);
  return said;
}

/** Of a line the part that tells of an event; undefined where that is the whole line. */
function eventOf({ tool, kind, code, facts, lines }: Failure): (number: number, text: string) => string | undefined {
  if (tool === 'libtest' || tool === 'nextest' || tool === 'rust')
    return (_, text) => (RUST_WANTED.test(text) ? '' : undefined);
  if (tool !== 'pytest' || kind !== 'test' || !lines.some(({ text }) => ERROR.test(text))) return () => undefined;
  const isAssertion = [code, facts['exception']].some((name) => ASSERTION.test(String(name ?? '')));
  const printed = lines.find(({ text }) => CAPTURED.test(text))?.number ?? Number.POSITIVE_INFINITY;
  return (number, text) => {
    if (number > printed || PLACE.test(text)) return undefined;
    if (!ERROR.test(text)) return '';
    return isAssertion ? actual(text) : undefined;
  };
}

function actual(text: string): string | undefined {
  if (WANTED_LINE.test(text)) return '';
  const { left, operator, right } = COMPARED.exec(text)?.groups ?? {};
  return operator?.endsWith('in') ? right : left;
}
