import type { Facts } from '../../core/domain/failure.js';

/** What an answer says of one key or one consumer group. */
export interface Finding {
  /** What it speaks of: a later answer of the same name takes it back. */
  readonly name: string;
  readonly isGood: boolean;
  readonly message: string;
  readonly facts: Facts;
  /** How many lines of the answer belong to it, and the index of the one that proves it. */
  readonly lines: number;
  readonly proof: number;
  /** Scripts ask for keys that need not be there: only told where a person asked. */
  readonly isAbsence?: true;
}

type Answer = readonly (readonly string[])[];

/**
 * Judges the answer to a question.
 * @param words the command in capitals and its arguments
 * @param answer the values of each of its lines
 */
export function judge([name = '', ...args]: readonly string[], answer: Answer): Finding[] {
  const [first = '', second = ''] = args;
  if (/^P?(?:TTL|EXPIRETIME)$/.test(name) && first !== '') return expiry(first, answer);
  if (name === 'XPENDING' && second !== '')
    return args.length > 2 ? entries(first, second, answer) : summary(first, second, answer);
  if (name === 'XINFO' && /^(?:GROUPS|STREAM)$/i.test(first)) return groups(first, second, answer);
  if (name === 'XINFO' && /^CONSUMERS$/i.test(first)) return consumers(second, args[2] ?? '', answer);
  if (name === 'EXISTS' && args.length === 1) return existence(first, answer);
  return [];
}

/** How many of the keys asked for are there. */
function existence(key: string, [[said = ''] = []]: Answer): Finding[] {
  if (!/^[01]$/.test(said)) return [];
  const finding = {
    name: key,
    message: `EXISTS ${key}: ${said}`,
    facts: { key, exists: Number(said) },
    lines: 1,
    proof: 0,
  };
  return [said === '1' ? { ...finding, isGood: true } : { ...finding, isGood: false, isAbsence: true }];
}

/** -1: there and without expiry · -2: no such key · else the time left. */
function expiry(key: string, [[said = ''] = []]: Answer): Finding[] {
  if (!/^-?\d+$/.test(said)) return [];
  const message = `TTL of ${key} is ${said}`;
  const finding = {
    name: key,
    isGood: said !== '-1' || isKept(key),
    message,
    facts: { ttl: Number(said), key },
    lines: 1,
    proof: 0,
  };
  // Gone: no longer without expiry, and no longer there.
  return said === '-2' ? [finding, { ...finding, isGood: false, isAbsence: true }] : [finding];
}

/** What a key is called that is meant to stay: settings, flags, versions. A cache of them is none. */
const KEPT =
  /(?:^|[:._\-/])(?:config|configuration|settings?|options?|flags?|features?|version|schema|migrations?|metadata)(?:$|[:._\-/])/i;

function isKept(key: string): boolean {
  return KEPT.test(key) && !/cache|session|token|te?mp|lock/i.test(key);
}

/** Count, first and last id, then each consumer with its count. */
function summary(stream: string, group: string, answer: Answer): Finding[] {
  const [count = '', from = '', , consumer] = answer.flat();
  if (!/^\d+$/.test(count) || (count !== '0' && !isId(from))) return [];
  return [pending(stream, group, Number(count), answer.length, 0, { ...(consumer !== undefined && { consumer }) })];
}

/** For each entry: id, consumer, idle time in milliseconds, times delivered. */
function entries(stream: string, group: string, answer: Answer): Finding[] {
  const flat = answer.flat();
  if (/^\((?:empty|nil)/.test(flat[0] ?? '')) return [pending(stream, group, 0, 1, 0, {})];
  let [count, oldestIdleMs, consumer] = [0, -1, ''];
  for (let at = 0; isId(flat[at]) && /^\d+$/.test(flat[at + 2] ?? ''); at += 4, count++) {
    const idle = Number(flat[at + 2]);
    if (idle > oldestIdleMs) [oldestIdleMs, consumer] = [idle, flat[at + 1] as string];
  }
  return count === 0 ? [] : [pending(stream, group, count, count * 4, 0, { oldestIdleMs, consumer })];
}

/** A key of an answer in names and values, what follows it, and the line of that. */
interface Pair {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

function pairs(answer: Answer): Pair[] {
  const flat = answer.flatMap((values, line) => values.map((value) => ({ value, line })));
  return flat.map(({ value, line }, at) => ({
    key: value,
    value: flat[at + 1]?.value ?? '',
    line: flat[at + 1]?.line ?? line,
  }));
}

/** What answers in names and values say of each thing they name, each from its `name` to the next. */
function named(all: readonly Pair[]): Pair[][] {
  const things: Pair[][] = [];
  for (const pair of all) {
    // Consumers inside a group have names of their own.
    if (pair.key === 'seen-time') things.push([]);
    else if (pair.key === 'name') things.push([pair]);
    else things.at(-1)?.push(pair);
  }
  return things.filter((thing) => thing.length > 0 && thing[0]?.key === 'name');
}

function numberOf(thing: readonly Pair[], ...keys: readonly string[]): Pair | undefined {
  return thing.find(({ key, value }) => keys.includes(key) && /^\d{1,15}$/.test(value));
}

/** Groups of a stream; `XINFO STREAM … FULL` counts under another key. */
function groups(asked: string, stream: string, answer: Answer): Finding[] {
  if (/^GROUPS$/i.test(asked) && /^\(empty/.test(answer.flat()[0] ?? ''))
    return [
      {
        name: `${stream} groups`,
        isGood: false,
        message: `XINFO GROUPS ${stream}: no group`,
        facts: { stream },
        lines: 1,
        proof: 0,
      },
    ];
  return named(pairs(answer)).flatMap((thing) => groupOf(stream, thing));
}

/** Entries that were delivered and not acknowledged and, where there are none, those that were never delivered. */
function groupOf(stream: string, thing: readonly Pair[]): Finding[] {
  const count = numberOf(thing, 'pending', 'pel-count');
  if (count === undefined) return [];
  const group = thing[0]?.value ?? '';
  const [lag, readers] = [numberOf(thing, 'lag'), numberOf(thing, 'consumers')];
  const behind = lag && { lag: Number(lag.value) };
  const held = pending(stream, group, Number(count.value), count.line + 1, count.line, { ...behind });
  if (!held.isGood || behind === undefined || readers === undefined) return [held];
  return [held, lagging(stream, group, { ...behind, consumers: Number(readers.value) }, lag?.line ?? 0)];
}

/** What nobody asked for yet, and how many there are who could. */
export function lagging(
  stream: string,
  group: string,
  facts: { lag: number; consumers: number },
  proof: number,
): Finding {
  return {
    name: `${stream} ${group} lag`,
    isGood: facts.lag === 0,
    message: `XINFO GROUPS${about(stream, group)}: lag ${facts.lag}, ${facts.consumers} consumers`,
    facts: { stream, group, ...facts },
    lines: proof + 1,
    proof,
  };
}

/** The consumer with most entries that it has not acknowledged. */
function consumers(stream: string, group: string, answer: Answer): Finding[] {
  const held = named(pairs(answer)).flatMap((thing) => {
    const [count, idle] = [numberOf(thing, 'pending'), numberOf(thing, 'idle')];
    return count === undefined ? [] : [{ consumer: thing[0]?.value ?? '', count, idle }];
  });
  const [most] = held.sort((a, b) => Number(b.count.value) - Number(a.count.value));
  if (most === undefined) return [];
  const { consumer, count, idle } = most;
  const more = { ...(idle && { oldestIdleMs: Number(idle.value) }), consumer };
  const proof = count.line;
  return [pending(stream, group, Number(count.value), Math.max(proof, idle?.line ?? 0) + 1, proof, more)];
}

/** What consumers took and did not acknowledge. */
export function pending(
  stream: string,
  group: string,
  count: number,
  lines: number,
  proof: number,
  more: Facts,
): Finding {
  const idle = more.oldestIdleMs === undefined ? '' : `, oldest idle ${more.oldestIdleMs} ms`;
  const taken = more.consumer === undefined ? '' : `, consumer ${more.consumer}`;
  const message = `XPENDING${about(stream, group)}: ${count} pending${idle}${taken}`;
  return {
    name: `${stream} ${group}`,
    isGood: count === 0,
    message,
    facts: { pending: count, stream, group, ...more },
    lines,
    proof,
  };
}

/** Stream and group where they are known: an answer alone names neither. */
function about(stream: string, group: string): string {
  return stream === '' ? '' : ` ${stream} ${group}`;
}

function isId(text: string | undefined): boolean {
  return text !== undefined && /^\d+-\d+$/.test(text);
}
