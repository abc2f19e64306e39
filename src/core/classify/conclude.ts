import type { Diagnosis, Unknown } from '../domain/diagnosis.js';
import type { Failure } from '../domain/failure.js';
import type { Line } from '../domain/line.js';
import type { Pattern } from '../domain/pattern.js';
import type { LiteralFinder, Mask } from './candidates.js';
import { type Classification, classify } from './classify.js';
import type { Findings } from './findings.js';
import { tellingBlocks } from './telling-lines.js';

/** What recognising takes. */
export interface Knowledge {
  /** Asked for only where something is to be recognised. */
  readonly patterns: () => readonly Pattern[];
  readonly literalsIn: LiteralFinder;
  /** Takes out of a text what must not be told, nor be guessed from a fingerprint. */
  readonly mask?: Mask;
}

/** What failed or, where nothing is known to have failed or passed, what would explain that it did. */
export interface Conclusion extends Classification {
  /** In order of importance, none of them primary. */
  readonly possible: readonly (Diagnosis | Unknown)[];
}

/** Most that is told of what may be the matter. */
const MOST_POSSIBLE = 5;

/**
 * Of three answers the one that is proven: something failed, or all passed, or neither.
 * @param jobFailed the job failed that the sources are of: that is known better there than in any log of it
 */
export function conclude(sources: readonly Findings[], jobFailed: boolean, knowledge: Knowledge): Conclusion {
  const { patterns, literalsIn, mask } = knowledge;
  const recognised = (some: readonly Findings[]) => classify(some, patterns, literalsIn, mask);
  const found = recognised(sources);
  if (found.diagnoses.length + found.unknown.length > 0) return { ...found, possible: [] };
  const undecided = sources.filter(({ outcome, endedWell }) => outcome === 'unknown' && !endedWell);
  if (jobFailed) {
    const failed = undecided.map((findings) => ({ ...findings, outcome: 'failed' }) as const);
    return { ...recognised(failed), possible: [] };
  }
  const possible = withoutRank(recognised(undecided.map(asIfFailed)));
  return { ...found, possible: possible.length > 0 ? possible : withoutRank(recognised(undecided.map(asItTells))) };
}

/** Nothing of it is known: no confidence in it is more than low. */
function withoutRank({ diagnoses, unknown }: Classification): (Diagnosis | Unknown)[] {
  const possible = [
    ...diagnoses.map((diagnosis) => ({ ...diagnosis, primary: false, confidence: 'low' }) as const),
    ...unknown.map((each) => ({ ...each, primary: false })),
  ];
  return possible.slice(0, MOST_POSSIBLE);
}

/** What was parsed was judged already; loose lines count that nothing good came after. */
function asIfFailed(findings: Findings): Findings {
  return {
    ...findings,
    outcome: 'failed',
    failures: [],
    recoveries: [],
    loose: unsettled(findings),
    tail: [],
  };
}

/** What stands before a program's own words: dates, times, process numbers, marks; names of months and days, or with a digit or no letter in it. */
const STAMPS =
  /^(?:\s*(?:[^\s\d]{0,40}\d\S{0,60}|[^\sA-Za-z"<]{1,20}|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=\s)){0,8}\s*/;
/** Words of failure at the beginning of a line; further on in it they are as often data. */
const SAYS_FAILED =
  /^[^\w<"]{0,8}(?:[\w./*()-]{1,60}:? ){0,3}(?:\w{0,40}(?:error|exception)s?|fatal|failed|cannot|could not|unable to|panic)\b/i;

function saysFailed(text: string): boolean {
  return SAYS_FAILED.test(text) || SAYS_FAILED.test(text.replace(STAMPS, ''));
}

/** Where no pattern explains it, the lines that tell most by themselves are all there is. */
function asItTells(findings: Findings): Findings {
  const { settled } = settledIn(findings);
  const blocks = tellingBlocks(findings).filter(({ head }) => !settled(head) && saysFailed(head.text));
  const [first] = blocks;
  if (first === undefined) return { ...asIfFailed(findings), loose: [] };
  const lines = blocks.flatMap((block) => block.lines);
  const failure: Failure = {
    tool: 'log',
    kind: 'ci',
    role: 'wrapper',
    message: first.head.text.trim().slice(0, 500),
    facts: {},
    span: { first: lines[0]!.number, last: lines.at(-1)!.last },
    channel: first.head.channel,
    lines,
    omitted: 0,
    key: blocks.map(({ head }) => head.number),
  };
  return { ...asIfFailed(findings), failures: [failure], loose: [] };
}

/** The loose lines that lie in no failure that was judged and before nothing that ended well. */
function unsettled(findings: Findings): readonly Line[] {
  const { settled } = settledIn(findings);
  return findings.loose.filter((line) => !settled(line));
}

/** Tells of lines, in ascending order, whether they are settled. */
function settledIn({ failures, recoveries }: Findings): { settled(line: Line): boolean } {
  const everywhere = new Stretches();
  const inChannel = new Map<string, Stretches>();
  for (const { span } of failures) everywhere.add(span.first, span.last);
  for (const { channel, since = 0, line } of recoveries) {
    if (channel === undefined) everywhere.add(0, line);
    else inChannel.set(channel, (inChannel.get(channel) ?? new Stretches()).add(since, line));
  }
  return {
    settled: ({ number, channel }) => everywhere.hold(number) || inChannel.get(channel)?.hold(number) === true,
  };
}

/** Stretches of lines, asked in ascending order whether they hold one. */
class Stretches {
  readonly #all: (readonly [first: number, last: number])[] = [];
  #sorted = false;
  #next = 0;
  #reach = -1;

  add(first: number, last: number): this {
    this.#all.push([first, last]);
    return this;
  }

  hold(line: number): boolean {
    if (!this.#sorted) this.#all.sort(([a], [b]) => a - b);
    this.#sorted = true;
    for (let next = this.#all[this.#next]; next !== undefined && next[0] <= line; next = this.#all[++this.#next])
      this.#reach = Math.max(this.#reach, next[1]);
    return line <= this.#reach;
  }
}
