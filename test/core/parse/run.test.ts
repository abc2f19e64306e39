import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/core/domain/line.js';
import { Excerpt } from '../../../src/core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../../src/core/parse/parser.js';
import { ParserRun } from '../../../src/core/parse/run.js';
import { stated } from '../../../src/core/parse/stated.js';
import { plainLine } from './line.js';

const failureAt = (lines: readonly Line[], message: string) => {
  const excerpt = new Excerpt();
  for (const line of lines) excerpt.add(line);
  return excerpt.failure({ tool: 'log', kind: 'output', message });
};

/** Reads from a line that begins with its name up to `end`, which it takes, or `stop`, which it does not. */
function upTo(name: string, over: Partial<Reading> = {}): Parser & { readonly starts: (readonly Line[])[] } {
  const starts: (readonly Line[])[] = [];
  return {
    name,
    anchors: [name],
    starts,
    start(line, before) {
      starts.push([...before]);
      const taken = [line];
      return Object.defineProperties(
        {
          next(each: Line) {
            if (each.text === 'stop') return 'refused';
            taken.push(each);
            return each.text === 'end' ? 'done' : 'more';
          },
          end: (): Findings => ({ failures: [failureAt(taken, taken.map(({ text }) => text).join(' '))] }),
        } as Reading,
        Object.getOwnPropertyDescriptors(over),
      );
    },
  };
}

/** Feeds lines, each with the parsers whose name it begins with. */
function run(parsers: readonly Parser[], texts: readonly string[], channels: readonly string[] = []) {
  const all = new ParserRun(parsers);
  texts.forEach((text, at) => {
    const anchored = parsers.flatMap(({ name }, index) => (text.startsWith(name) ? [index] : []));
    all.feed(plainLine(at + 1, text, channels[at]), new Set(anchored), () => [plainLine(at, texts[at - 1] ?? '')]);
  });
  return all;
}
const messages = (all: ParserRun) => all.failures.map(({ message }) => message);

describe('a parser', () => {
  it('reads on from its anchor until it is done, and is awake meanwhile', () => {
    const all = run([upTo('A')], ['x', 'A 1', 'y']);
    expect([all.isAwake, all.isAny, messages(all)]).toEqual([true, true, []]);
    all.feed(plainLine(4, 'end'), new Set(), () => []);
    expect([all.isAwake, all.isAny, messages(all)]).toEqual([false, false, ['A 1 y end']]);
    all.feed(plainLine(5, 'z'), new Set(), () => []);
    expect([messages(all), all.notes, all.ran, all.tallies]).toEqual([['A 1 y end'], [], [], []]);
  });

  it('is not woken by a line that it took, but by one that it refused', () => {
    expect(messages(run([upTo('A')], ['A 1', 'A 2', 'end']))).toEqual(['A 1 A 2 end']);
    const other = upTo('stop');
    const all = run([upTo('A'), other], ['A 1', 'stop']);
    expect([messages(all), other.starts.length]).toEqual([['A 1'], 1]);
  });

  it('reads beside others, each to its own end', () => {
    const all = run([upTo('A'), upTo('B')], ['A 1', 'B 1', 'stop']);
    expect(messages(all)).toEqual(['A 1 B 1', 'B 1']);
  });

  it('is offered lines of its own channel only', () => {
    const all = run([upTo('A')], ['A 1', 'A 2', 'y', 'end'], ['', '#2', '', '#2']);
    expect(messages(all)).toEqual(['A 2 end']);
    all.finish();
    expect([messages(all), all.isAwake, all.isAny]).toEqual([['A 2 end', 'A 1 y'], false, false]);
  });

  it('sees what stood before, and may find that nothing starts', () => {
    const looks = upTo('A');
    run([looks], ['x', 'A 1']);
    expect(looks.starts.map((before) => before.map(({ text }) => text))).toEqual([['x']]);
    const never: Parser = { name: 'A', anchors: ['A'], start: () => undefined };
    expect(run([never], ['A 1']).isAny).toBe(false);
  });

  it('may have said all with its first line', () => {
    const at: Parser = { name: 'A', anchors: ['A'], start: (line) => stated(failureAt([line], line.text)) };
    const all = run([at], ['A 1', 'A 2']);
    expect([messages(all), all.isAny, all.isAwake]).toEqual([['A 1', 'A 2'], false, false]);
  });

  it('that reads what stood before later on still finds it', () => {
    let kept: readonly Line[] = [];
    const parser: Parser = {
      ...upTo('A'),
      start(_, before) {
        kept = before;
        return { next: () => 'more', end: () => ({ failures: [] }) };
      },
    };
    let source = [plainLine(1, 'x')];
    new ParserRun([parser]).feed(plainLine(2, 'A'), new Set([0]), () => source);
    source = [];
    expect(kept.map(({ text }) => text)).toEqual(['x']);
  });

  it('is ended after 200,000 lines', () => {
    const all = new ParserRun([upTo('A', { end: () => ({ failures: [] }) })]);
    const feed = (text: string) => all.feed(plainLine(1, text), new Set(text === 'A' ? [0] : []), () => []);
    feed('A');
    for (let at = 1; at < 200_000; at++) feed('x');
    expect(all.isAwake).toBe(true);
    feed('x');
    expect(all.isAwake).toBe(false);
  });
});

describe('a reading that dozes', () => {
  const dozing = (name: string) => {
    const seen: string[] = [];
    let isAsleep = true;
    const parser: Parser = {
      name,
      anchors: [name],
      start: (line) => ({
        get dozes() {
          return isAsleep;
        },
        next(each: Line) {
          seen.push(each.text);
          isAsleep = each.text !== 'up';
          return each.text === 'end' ? 'done' : 'more';
        },
        end: () => ({ failures: [failureAt([line], name)] }),
      }),
    };
    return { parser, seen };
  };
  const feed = (all: ParserRun, text: string, waking: readonly number[], anchored: readonly number[] = []) =>
    all.feed(plainLine(1, text), new Set(anchored), () => [], undefined, new Set(waking));

  it('is offered only what wakes it, until it is awake', () => {
    const { parser, seen } = dozing('A');
    const all = new ParserRun([parser]);
    feed(all, 'A', [], [0]);
    expect([all.isAny, all.isAwake]).toEqual([true, false]);
    expect([all.waitsFor(new Set()), all.waitsFor(new Set([0]))]).toEqual([false, true]);
    feed(all, 'x', []);
    feed(all, 'y', [0]);
    feed(all, 'z', [], [0]);
    expect([seen, all.isAwake]).toEqual([['y', 'z'], false]);
    feed(all, 'up', [0]);
    expect([all.isAwake, all.waitsFor(new Set())]).toEqual([true, true]);
    feed(all, 'w', []);
    expect([seen, all.isAwake]).toEqual([['y', 'z', 'up', 'w'], false]);
    feed(all, 'v', []);
    feed(all, 'end', [0]);
    expect([seen.at(-1), all.isAny, all.isAwake, messages(all)]).toEqual(['end', false, false, ['A']]);
    expect(all.waitsFor(new Set([0]))).toBe(false);
  });

  it('is offered every line where nobody says what wakes it', () => {
    const { parser, seen } = dozing('A');
    const all = new ParserRun([parser]);
    all.feed(plainLine(1, 'A'), new Set([0]), () => []);
    all.feed(plainLine(2, 'x'), new Set(), () => []);
    expect(seen).toEqual(['x']);
  });

  it('that ends awake counts no more', () => {
    const { parser } = dozing('A');
    const all = new ParserRun([parser]);
    feed(all, 'A', [], [0]);
    feed(all, 'up', [0]);
    feed(all, 'end', []);
    expect([all.isAwake, all.isAny]).toEqual([false, false]);
  });
});

describe('a line as it was printed', () => {
  const bytes = new Uint8Array(3);
  const raw = upTo('A', { takesRaw: (_, start, end) => start === 1 && end === 2 });

  it('goes to the only reading that is open, in the channel without a name', () => {
    expect(new ParserRun([raw]).takesRaw(bytes, 1, 2, () => true)).toBe(false);
    expect(run([raw], ['A']).takesRaw(bytes, 1, 2, () => true)).toBe(true);
    expect(run([raw], ['A']).takesRaw(bytes, 0, 2, () => true)).toBe(false);
    expect(run([raw], ['A']).takesRaw(bytes, 1, 2, (said) => said !== '')).toBe(false);
    expect(run([upTo('A')], ['A']).takesRaw(bytes, 1, 2, () => true)).toBe(false);
    expect(run([raw], ['A'], ['#1']).takesRaw(bytes, 1, 2, () => true)).toBe(false);
  });

  it('goes to none where another reads too, in the same channel or in another, awake or dozing', () => {
    const other = upTo('B', { takesRaw: () => true });
    const asleep = upTo('B', { dozes: true });
    expect(run([raw, other], ['A', 'B']).takesRaw(bytes, 1, 2, () => true)).toBe(false);
    expect(run([raw, asleep], ['A', 'B']).takesRaw(bytes, 1, 2, () => true)).toBe(false);
    expect(run([raw, asleep], ['A', 'B'], ['', '#1']).takesRaw(bytes, 1, 2, () => true)).toBe(false);
  });
});

describe('what readings find', () => {
  const finding = (name: string, what: Partial<Findings>): Parser => ({
    name,
    anchors: [name],
    start: () => ({ isDone: true, next: () => 'refused', end: () => ({ failures: [], ...what }) }),
  });

  it('is collected: recoveries, tallies, versions, each note once and twenty of them', () => {
    const recovery = { channel: '', line: 1 } as never;
    const tally = { by: 'log', passed: 1, failed: 0, skipped: 0 } as const;
    const ran = { tool: 'pytest', version: '8.0.0' } as never;
    const parsers = [
      finding('A', { recoveries: [recovery], tallies: [tally], ran: [ran], notes: ['one', 'one', 'two'] }),
      finding('B', { notes: Array.from({ length: 30 }, (_, at) => `note ${at}`) }),
    ];
    const all = run(parsers, ['A', 'A', 'B']);
    expect(all.recoveries).toEqual([recovery, recovery]);
    expect(all.tallies).toEqual([tally, tally]);
    expect(all.ran).toEqual([ran]);
    expect(all.notes).toEqual(['one', 'two', ...Array.from({ length: 18 }, (_, at) => `note ${at}`)]);
    expect(all.dropped).toBe(0);
  });

  it('is counted where there is too much of it', () => {
    const few = failureAt([plainLine(1, 'a')], 'a');
    const all = run([finding('A', { failures: Array.from({ length: 5_003 }, () => few) })], ['A']);
    expect([all.failures.length, all.dropped]).toEqual([5_000, 3]);
  });
});
