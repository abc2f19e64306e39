import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';
import { type Finding, lagging, pending } from './redis-finding.js';

/** A line that is one printed value: a list or dictionary, behind nothing but a prompt, a stamp or a name. */
const VALUE = /^(?:>>> |Out\[\d{1,5}\]: |[\w .,:|\-[\]]{0,80}[ :=])?(\[\{.{10,8000}\}\]|\{.{10,4000}\})$/;
/** `'name': 'value'` and `"name": 5`, with or without the `b` of bytes. */
const PAIR = /b?['"]([\w-]{1,40})['"]: (?:b?['"]([^'"]{0,200})['"]|(\d{1,15}|None)\b)/g;

/**
 * What redis-py gives for `xinfo_groups`, `xpending`, `xpending_range` and `xinfo_consumers`, printed as Python prints it.
 * The stream's name stands in the program, not in the answer.
 */
export const redisPy: Parser = {
  name: 'redis-py',
  anchors: ["'last-delivered-id'", "'times_delivered'", "'pending':"],
  beside: { "'pending':": ["'consumers':", "'idle':"] },
  start(line) {
    const value = VALUE.exec(line.text.slice(0, 9000))?.[1];
    const finding = value === undefined ? undefined : judge(value);
    if (finding === undefined || finding.isGood) return undefined;
    const { name, message, facts } = finding;
    const excerpt = new Excerpt().add({ ...line, text: `redis> ${message}` }, true);
    return stated(excerpt.failure({ tool: 'redis', kind: 'measurement', name, message, facts }));
  },
};

/** The worst that the answer says. */
function judge(value: string): Finding | undefined {
  const things = value.startsWith('[') ? value.split(/\}, \{/) : [value];
  const found = things.slice(0, 200).map((thing) => fields(thing));
  const all = value.includes('times_delivered') ? entries(found) : found.flatMap((thing) => ofThing(thing) ?? []);
  return all.filter(({ isGood }) => !isGood).sort((a, b) => weight(b) - weight(a))[0];
}

function weight({ facts }: Finding): number {
  return Number(facts['pending'] ?? 0) || Number(facts['lag'] ?? 0);
}

type Fields = ReadonlyMap<string, string>;

/** The first of each name: what is nested has the same names again. */
function fields(text: string): Fields {
  const found = new Map<string, string>();
  for (const [, name = '', words, number] of text.matchAll(PAIR))
    if (!found.has(name)) found.set(name, words ?? number ?? '');
  return found;
}

function numberIn(thing: Fields, name: string): number | undefined {
  const said = thing.get(name);
  return said !== undefined && /^\d+$/.test(said) ? Number(said) : undefined;
}

function ofThing(thing: Fields): Finding | undefined {
  const count = numberIn(thing, 'pending');
  if (count === undefined) return undefined;
  const [lag, consumers, idle] = [numberIn(thing, 'lag'), numberIn(thing, 'consumers'), numberIn(thing, 'idle')];
  const consumer = thing.has('last-delivered-id') ? undefined : thing.get('name');
  if (count === 0 && lag !== undefined && consumers !== undefined) return lagging('', '', { lag, consumers }, 0);
  return pending('', '', count, 1, 0, {
    ...(idle !== undefined && { oldestIdleMs: idle }),
    ...(consumer !== undefined && { consumer }),
  });
}

/** Of entries the one that waits longest. */
function entries(found: readonly Fields[]): Finding[] {
  const [oldest] = [...found].sort(
    (a, b) => (numberIn(b, 'time_since_delivered') ?? 0) - (numberIn(a, 'time_since_delivered') ?? 0),
  );
  if (oldest === undefined) return [];
  const consumer = oldest.get('consumer') ?? '';
  return [
    pending('', '', found.length, 1, 0, { oldestIdleMs: numberIn(oldest, 'time_since_delivered') ?? 0, consumer }),
  ];
}
