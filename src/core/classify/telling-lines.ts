import type { Failure } from '../domain/failure.js';
import type { Line } from '../domain/line.js';
import { isNoNews } from '../telling/score.js';
import type { Block } from '../telling/telling.js';
import type { Findings } from './findings.js';
import { wentOnAfter, withoutOutlived } from './folding/outlived.js';

/**
 * The lines of a source that tell why something failed in it, chosen without any pattern, in order of the text.
 * @param section index of the step that failed; without it the whole text is looked at
 */
export function tellingBlocks({ telling, sections }: Findings, section?: number): Block[] {
  if (section === undefined) return telling.between(1, Number.MAX_SAFE_INTEGER);
  const first = sections[section]?.first ?? 1;
  const next = sections[section + 1]?.first ?? Number.MAX_SAFE_INTEGER;
  return telling.between(first, next - 1);
}

/**
 * What a wrapper leaves out: the telling lines among its own where it has some, else those of its step or, where that
 * printed nothing, of the one before it. A test of which nothing but the name is told leaves out as much.
 */
export function leftOut(failure: Failure, section: number, findings: Findings): readonly Block[] {
  return withoutOutlived(blocksLeftOut(failure, section, findings), allOf(findings).outlived);
}

/** What is asked of all failures of a source for each of them. */
interface All {
  readonly outlived: readonly Failure[];
  /** Of no cause is more known than the name of a test. */
  readonly areBareTests: boolean;
}

const known = new WeakMap<Findings, All>();

function allOf(findings: Findings): All {
  const { failures } = findings;
  const all = known.get(findings) ?? {
    outlived: failures.filter(wentOnAfter),
    areBareTests: failures.every((each) => each.role !== 'cause' || isBare(each)),
  };
  known.set(findings, all);
  return all;
}

function blocksLeftOut(failure: Failure, section: number, findings: Findings): Block[] {
  if (failure.role !== 'wrapper' && !isBareTest(failure, findings)) return [];
  const isBare = holdsOnlyItself(failure);
  if (!isBare && failure.kind !== 'ci') {
    const inside = findings.telling.between(failure.span.first, failure.span.last);
    const beside = inside.length > 0 ? ofBuildStep(failure, section, findings) : [];
    if (inside.length > 0) return beside.length > 0 ? beside : inside;
  }
  const own = tellingBlocks(findings, section);
  return own.length === 0 && isBare && section > 0 ? tellingBlocks(findings, section - 1) : own;
}

/** Of a step of an image build all that it printed, of which the builder repeats the end. */
function ofBuildStep({ kind, channel, span }: Failure, section: number, { telling, sections }: Findings): Block[] {
  if (kind !== 'build-step' || !/(?:^|\/)#\d+$/.test(channel)) return [];
  const all = telling.between(sections[section]?.first ?? 1, span.last);
  return all.filter(({ head }) => head.channel === channel);
}

/** The command whose echo ends there had printed nothing yet. */
const ECHO = /^##\[(?:group|endgroup)\]/;
/** Why such a line is shown. */
export const LAST_SAID = 'is what was said last';
/** Most lines above a wrapper, of which the last one that is news is looked for, and those shown above that. */
const MOST_ABOVE = 20;
const SHOWN_ABOVE = 3;

/**
 * Of a wrapper above which no line tells anything by its words: what was said last before it, in its step. A tool that
 * speaks another language, or in words of its own, still says it there.
 */
export function lastSaid(failure: Failure, section: number, { tail, sections }: Findings): Block[] {
  if (failure.role !== 'wrapper') return [];
  const first = sections[section]?.first ?? 1;
  const own = failure.key[0] ?? failure.span.first;
  const above = tail.filter(({ number }) => number >= first && number < own).slice(-MOST_ABOVE);
  const said = above.slice(above.findLastIndex(({ text }) => ECHO.test(text)) + 1);
  const at = said.findLastIndex(({ text }) => text.trim() !== '' && !text.startsWith('##[') && !isNoNews(text));
  const head = said[at];
  if (head === undefined) return [];
  return [{ head, lines: said.slice(Math.max(0, at - SHOWN_ABOVE), at + 1), reason: LAST_SAID }];
}

/** Whether no more is known of a failed test than that it failed, nor of anything beside it. */
function isBareTest(failure: Failure, findings: Findings): boolean {
  return isBare(failure) && allOf(findings).areBareTests;
}

function isBare({ kind, lines }: Failure): boolean {
  return kind === 'test' && lines.length <= 1;
}

/** Whether a failure has no line but those that state it. */
export function holdsOnlyItself({ lines, key }: Failure): boolean {
  return lines.every(({ number }) => key.includes(number));
}

/**
 * The failure as the telling lines state it: they come first, and what the wrapper itself printed follows. That a step
 * ended badly explains nothing beside them.
 */
export function stating(failure: Failure, blocks: readonly Block[], isKnown: boolean): Failure {
  const [first] = blocks;
  if (first === undefined) return failure;
  const own = failure.kind === 'ci' && !isKnown ? [] : failure.key;
  const lines = new Map<number, Line>();
  for (const line of [
    ...blocks.flatMap((block) => block.lines),
    ...failure.lines.filter(({ number }) => own.includes(number)),
  ])
    lines.set(line.number, line);
  return {
    ...failure,
    ...(!isKnown && { message: first.head.text.trim().slice(0, 500) }),
    lines: [...lines.values()].sort((a, b) => a.number - b.number),
    key: [...new Set([...blocks.map(({ head }) => head.number), ...own])],
  };
}
