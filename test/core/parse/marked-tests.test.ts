import { describe, expect, it } from 'vitest';
import { type Marking, markedTests } from '../../../src/core/parse/marked-tests.js';
import { ParserRun } from '../../../src/core/parse/run.js';
import { plainLine } from './line.js';

const PLAIN: Marking = {
  runner: 'Kiln 2 runner',
  anchors: ['FAIL '],
  failed: /^FAIL (?<name>\S+)(?: at (?<file>[^\s:]+):(?<line>\d+))?(?: <(?<how>[^>]+)>)?(?: (?<said>.+))?$/,
};

/** What is told of each failed test, in the order of the log. */
function read(marking: Marking, texts: readonly string[]) {
  const run = new ParserRun([markedTests(marking)]);
  texts.forEach((text, at) => {
    const isAnchored = [...marking.anchors, ...(marking.again?.anchors ?? [])].some((each) => text.includes(each));
    const before = () => texts.slice(0, at).map((each, index) => plainLine(index + 1, each));
    run.feed(plainLine(at + 1, text), new Set(isAnchored ? [0] : []), before, undefined, new Set([0]));
  });
  run.finish();
  return run.failures;
}
const told = (marking: Marking, texts: readonly string[]) =>
  read(marking, texts).map(({ name, message, lines }) => [name, message, lines.map(({ number }) => number)]);

describe('marks of failed tests', () => {
  it('are a failure each, with what the line says', () => {
    expect(read(PLAIN, ['FAIL a at x.k:3 < timed out> too hot ', 'ok b', 'FAIL c'])).toMatchObject([
      {
        tool: 'log',
        kind: 'test',
        name: 'a',
        message: 'timed out too hot',
        location: { file: 'x.k', line: 3 },
        facts: { runner: 'Kiln 2 runner' },
        key: [1],
      },
      { name: 'c', message: 'test failed', key: [3] },
    ]);
    expect(read(PLAIN, ['FAIL c'])[0]).not.toHaveProperty('location');
    expect(read({ ...PLAIN, suite: 'clay' }, ['FAIL c'])[0]?.facts).toEqual({
      runner: 'Kiln 2 runner',
      suite: 'clay',
    });
  });

  it('name the parser after the runner', () => {
    expect(markedTests(PLAIN).name).toBe('kiln-runner');
  });

  it('of one test are one failure, with the first words and the first place that is told', () => {
    const failures = read(PLAIN, ['FAIL a <hot>', 'FAIL a at x.k:3 cold', 'FAIL a at y.k:4']);
    expect(failures).toMatchObject([{ name: 'a', message: 'hot', location: { file: 'x.k', line: 3 } }]);
    expect(failures[0]?.lines.map(({ number }) => number)).toEqual([1]);
  });

  it('say no more than 800 characters', () => {
    expect(read(PLAIN, [`FAIL a ${'x'.repeat(900)}`])[0]?.message).toHaveLength(800);
  });

  it('are of 10,000 tests, and a test that is known is told on', () => {
    const names = Array.from({ length: 10_001 }, (_, at) => `FAIL t${at}`);
    const marking = { ...PLAIN, below: /^ {2}(?<said>\S.*)/ };
    const run = markedTests(marking).start(plainLine(1, names[0] as string), []);
    for (const text of [...names.slice(1), 'FAIL t7', '  hot']) run?.next(plainLine(1, text));
    const failures = run?.end().failures ?? [];
    expect([failures.length, failures.at(-1)?.name, failures[7]?.message]).toEqual([10_000, 't9999', 'hot']);
  });
});

describe('lines below a mark', () => {
  const BELOW: Marking = { ...PLAIN, below: /^ {2}(?:at (?<file>[^\s:]+):(?<line>\d+)|(?<said>\S.*))$/ };

  it('tell of its test, as many as there are in a row', () => {
    expect(told(BELOW, ['FAIL a', '  hot', '  very', 'else', '  nothing', 'FAIL b', '  cold'])).toEqual([
      ['a', 'hot very', [1, 2, 3]],
      ['b', 'cold', [6, 7]],
    ]);
  });

  it('give the place where the mark gave none', () => {
    expect(read(BELOW, ['FAIL a', '  at x.k:3', '  at y.k:4'])[0]?.location).toEqual({ file: 'x.k', line: 3 });
    expect(read(BELOW, ['FAIL a at w.k:2', '  at x.k:3'])[0]?.location).toEqual({ file: 'w.k', line: 2 });
  });

  it('say eight things, and are 200', () => {
    const [failure] = read(BELOW, ['FAIL a', ...Array.from({ length: 300 }, (_, at) => `  ${at}`)]);
    expect(failure?.message).toBe('0 1 2 3 4 5 6 7');
    expect(failure?.lines).toHaveLength(201);
  });

  it('are not looked for where the runner writes none', () => {
    expect(told(PLAIN, ['FAIL a', '  hot'])).toEqual([['a', 'test failed', [1]]]);
  });
});

describe('a line that comes back to a test', () => {
  const AGAIN: Marking = {
    ...PLAIN,
    below: /^ {2}(?<said>\S.*)/,
    again: { anchors: ['== '], line: /^== (?<name>\S+)$/ },
  };

  it('is told of instead of the mark, with what stands below it', () => {
    expect(told(AGAIN, ['FAIL a', 'FAIL b', '  cold', '== a', '  hot'])).toEqual([
      ['a', 'hot', [4, 5]],
      ['b', 'cold', [2, 3]],
    ]);
  });

  it('means nothing for a test that did not fail', () => {
    expect(told(AGAIN, ['FAIL a', '== b', '  hot'])).toEqual([['a', 'test failed', [1]]]);
  });
});

describe('marks that others write too', () => {
  const PROVEN: Marking = { ...PLAIN, proof: { anchors: ['Kiln '], line: /^Kiln \d/ } };

  it.each([
    [['Kiln 2', 'FAIL a'], ['a']],
    [['FAIL a', 'ok', 'Kiln 2'], ['a']],
    [['FAIL a', 'ok', 'Kiln off'], []],
    [['FAIL a'], []],
  ])('count only beside the word of the runner: %j', (texts, names) => {
    expect(read(PROVEN, texts).map(({ name }) => name)).toEqual(names);
  });

  it('are waited for by the words that prove them or come back to them', () => {
    expect(markedTests(PLAIN).wakes).toBeUndefined();
    expect(markedTests(PROVEN).wakes).toEqual(['Kiln ']);
    const both = { ...PROVEN, again: { anchors: ['== '], line: /^== (?<name>\S+)$/ } };
    expect(markedTests(both).wakes).toEqual(['Kiln ', '== ']);
  });
});

describe('marks in a row below a heading', () => {
  const LIST: Marking = { ...PLAIN, anchors: ['Failed:'], begins: /^Failed:$/, failed: /^- (?<name>\S+)$/ };

  it('end with the row', () => {
    expect(told(LIST, ['- z', 'Failed:', '- a', '- b', 'bye', '- c'])).toEqual([
      ['a', 'test failed', [3]],
      ['b', 'test failed', [4]],
    ]);
    expect(told(LIST, ['Failed: all', '- a'])).toEqual([]);
  });

  it('want every line, others only wait', () => {
    expect(markedTests(LIST).start(plainLine(1, 'Failed:'), [])?.dozes).toBe(false);
    expect(markedTests(PLAIN).start(plainLine(1, 'FAIL a'), [])?.dozes).toBe(true);
    expect(markedTests({ ...PLAIN, below: /^ / }).start(plainLine(1, 'FAIL a'), [])?.dozes).toBe(false);
  });
});

describe('what a test printed', () => {
  const PRINTED: Marking = {
    ...PLAIN,
    output: { begins: (text, mark) => text === `>>> ${mark.slice(5)}`, ends: /^<<<$/, telling: /^panic: / },
  };

  it('is told of with its mark, and the last line says why where none does better', () => {
    expect(told(PRINTED, ['FAIL a', '>>> a', 'one', '', ' two ', '<<<', 'three'])).toEqual([['a', 'two', [1, 3, 5]]]);
  });

  it('says why in its first telling line', () => {
    expect(told(PRINTED, ['FAIL a', '>>> a', 'one', 'panic: hot', 'panic: cold', '<<<'])).toEqual([
      ['a', 'panic: hot', [1, 3, 4, 5]],
    ]);
    expect(read(PRINTED, ['FAIL a', '>>> a', 'one', 'panic: hot', 'panic: cold', '<<<'])[0]?.key).toEqual([1, 4]);
  });

  it('may look like a mark, and like what stands below one', () => {
    expect(told(PRINTED, ['FAIL a', '>>> a', 'FAIL b', '<<<', 'FAIL c'])).toEqual([
      ['a', 'FAIL b', [1, 3]],
      ['c', 'test failed', [5]],
    ]);
  });

  it('is that of the test whose mark stands above it', () => {
    expect(told(PRINTED, ['FAIL a', '>>> b', 'one', '<<<'])).toEqual([['a', 'test failed', [1]]]);
  });

  it('is no more than 200 lines', () => {
    const [failure] = read(PRINTED, ['FAIL a', '>>> a', ...Array.from({ length: 300 }, (_, at) => `${at}`), '<<<']);
    expect(failure?.lines).toHaveLength(201);
  });

  it('belongs to the program whose name the heading gives without its ending', () => {
    const heading: Marking = {
      ...PRINTED,
      output: { begins: (text, mark) => text === '>>>' && mark !== '', ends: /^<<<$/, telling: /^panic: / },
    };
    expect(told(heading, ['FAIL a.py', 'FAIL a', '>>>', 'one', '<<<'])).toEqual([['a.py', 'one', [2, 4]]]);
    expect(told(heading, ['FAIL ab', 'FAIL a', '>>>', 'one', '<<<'])).toEqual([
      ['ab', 'test failed', [1]],
      ['a', 'one', [2, 4]],
    ]);
  });
});
