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
  if (name === 'XINFO' && /^(?:GROUPS|STREAM)$/i.test(first)) return groups(second, answer);
  return [];
}

/** -1: there and without expiry · -2: no such key · else the time left. */
function expiry(key: string, [[said = ''] = []]: Answer): Finding[] {
  if (!/^-?\d+$/.test(said)) return [];
  const message = `TTL of ${key} is ${said}`;
  return [{ name: key, isGood: said !== '-1', message, facts: { ttl: Number(said), key }, lines: 1, proof: 0 }];
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

/** Groups as keys and values; `XINFO STREAM … FULL` counts under another key, and has consumers with counts of their own. */
function groups(stream: string, answer: Answer): Finding[] {
  const flat = answer.flatMap((values, line) => values.map((value) => ({ value, line })));
  const found: Finding[] = [];
  let group: string | undefined;
  for (const [at, { value, line }] of flat.entries()) {
    const next = flat[at + 1]?.value ?? '';
    if (value === 'name') group = next;
    else if (value === 'seen-time') group = undefined;
    else if (group !== undefined && (value === 'pending' || value === 'pel-count') && /^\d+$/.test(next)) {
      const lag = flat.slice(at, at + 10).findIndex((item) => item.value === 'lag');
      const behind = lag < 0 ? '' : (flat[at + lag + 1]?.value ?? '');
      const proof = flat[at + 1]?.line ?? line;
      found.push(
        pending(stream, group, Number(next), proof + 1, proof, {
          ...(/^\d+$/.test(behind) && { lag: Number(behind) }),
        }),
      );
      group = undefined;
    }
  }
  return found;
}

function pending(stream: string, group: string, count: number, lines: number, proof: number, more: Facts): Finding {
  const idle = more.oldestIdleMs === undefined ? '' : `, oldest idle ${more.oldestIdleMs} ms`;
  const taken = more.consumer === undefined ? '' : `, consumer ${more.consumer}`;
  const message = `XPENDING ${stream} ${group}: ${count} pending${idle}${taken}`;
  return {
    name: `${stream} ${group}`,
    isGood: count === 0,
    message,
    facts: { pending: count, stream, group, ...more },
    lines,
    proof,
  };
}

function isId(text: string | undefined): boolean {
  return text !== undefined && /^\d+-\d+$/.test(text);
}
