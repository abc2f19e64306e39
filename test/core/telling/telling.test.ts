import { describe, expect, test } from 'vitest';
import { makeLine } from '../../../src/core/reading/line.js';
import { Collector } from '../../../src/core/telling/collector.js';
import { Ordinary } from '../../../src/core/telling/ordinary.js';
import type { Block } from '../../../src/core/telling/telling.js';

/** The blocks chosen of a whole text. */
function chosen(text: string, green?: string): Block[] {
  const ordinary = green === undefined ? undefined : new Ordinary();
  for (const line of green?.split('\n') ?? []) ordinary?.add(line);
  const collector = new Collector(ordinary);
  text.split('\n').forEach((line, index) => {
    collector.take(makeLine(index + 1, line, false), true);
  });
  return collector.close().between(1, Number.MAX_SAFE_INTEGER);
}

const heads = (text: string, green?: string): string[] => chosen(text, green).map(({ head }) => head.text);

/** Lines of a program at work, each different. */
const work = (count: number): string =>
  Array.from({ length: count }, (_, index) => `weighed pear number ${index} of basket ${'abcdefgh'[index % 8]}`).join(
    '\n',
  );

describe('the line to begin with', () => {
  test('stands anywhere in the step, however far above its end', () => {
    expect(heads(`${work(50)}\nERROR: the scale is not calibrated\n${work(400)}`)).toEqual([
      'ERROR: the scale is not calibrated',
    ]);
  });

  test('is the first of those nearly as telling: what follows is its consequence', () => {
    const [first] = heads(
      `${work(9)}\nError: basket c not found\nsorting stopped\nError: report not written\n${work(2)}`,
    );
    expect(first).toBe('Error: basket c not found');
  });

  test('is none that tells little and only stands late', () => {
    const log = `${work(9)}\nError: BasketError: the scale failed\n${work(60)}\nbasket c not found in the cellar\nError: LidError: the report failed`;
    expect(heads(log)[0]).toBe('Error: BasketError: the scale failed');
    expect(heads(`${work(60)}\nbasket c not found\n${work(3)}\nError: LidError: the report failed`)[0]).toBe(
      'Error: LidError: the report failed',
    );
  });

  test('is none that stands a thousand times in the log', () => {
    const noise = Array.from({ length: 300 }, (_, index) => `error: sensor ${index} is slow`).join('\n');
    expect(heads(`${noise}\n${work(3)}\nerror: the lid does not close\n${noise}`)[0]).toBe(
      'error: the lid does not close',
    );
  });

  test.each([
    ['a warning', 'warning: failed to read the old format, deprecated'],
    ['a frame', '    at Scale.failWith (scale.js:3:9)'],
    ['an epilogue', 'Error: Process completed with exit code 1.'],
    ['a count of zero', 'Tests run: 9, Failures: 0, Errors: 0, Skipped: 0'],
    ['a test that passed', 'test error_is_reported ... ok'],
    ['the name of a file', 'compiling lib/error_handler.c'],
    ['an option', 'cc -Werror -o scale'],
    ['a command', '+ ./check --on-failure stop'],
    ['a script', '    echo "Error: no such scale" >&2'],
    ['the time something may take', 'waiting for 22 pears with timeout of 5m0s'],
    ['a level below', '[INFO] failing pears: none'],
  ])('is not %s', (_, noise) => {
    expect(heads(`${noise}\nworking\nscale: error: no pear on it\n${noise}`)).toEqual(['scale: error: no pear on it']);
  });

  test('is never said by the echo of a command', () => {
    const echo = '##[group]Run ./weigh\n./weigh || echo "ERROR: weighing failed"\nshell: bash\n##[endgroup]';
    expect(heads(`${echo}\nthe scale cannot be reached`)).toEqual(['the scale cannot be reached']);
  });

  test('is of the last command that has one', () => {
    const log =
      '$ setup\nsetup: error: cannot read /etc/x\nThe command "setup" exited with 0.\n$ weigh\nerror: no pear';
    expect(heads(log)).toEqual(['error: no pear']);
  });
});

describe('a block', () => {
  const lines = (text: string): string[] => chosen(text)[0]?.lines.map((line) => line.text) ?? [];

  test('grows over what is set in, marked alike, or caused it', () => {
    const log = [
      'ERROR: weighing failed',
      '  basket: c',
      'ERROR: see the manual',
      'pears.WeighError: no pear',
      '    at pears.Scale.read(Scale.java:7)',
      'Caused by: pears.LidError: open',
      '    at pears.Lid.close(Lid.java:3)',
    ];
    expect(lines([...log, 'life goes on'].join('\n'))).toEqual(log);
  });

  test("grows over a compiler's notes and the code they show", () => {
    const log = [
      'scale.cc:7:3: error: pear was not declared in this scope',
      'weigh(pear);',
      '      ^~~~',
      'fruit.h:2:7: note: declared here',
      '@class Pear; @class Plum;',
      '       ^',
    ];
    expect(lines([...log, '1 error generated.', 'life goes on'].join('\n'))).toEqual(log);
    expect(lines('scale.cc:7:3: error: no pear\nlife goes on')).toHaveLength(1);
  });

  test('ends after forty lines', () => {
    expect(lines(`ERROR: weighing failed\n${'  and more\n'.repeat(100)}`)).toHaveLength(40);
  });

  test('at most three are shown, each with the reason it was chosen, in order of the text', () => {
    const log = ['a: error: pear', 'b: error: plum', 'c: error: fig', 'd: error: nut'].join(`\n${work(3)}\n`);
    const blocks = chosen(log);
    expect(blocks).toHaveLength(3);
    expect(blocks[0]).toMatchObject({ head: { text: 'a: error: pear' }, reason: 'names an error' });
    expect(blocks.map(({ head }) => head.number)).toEqual(blocks.map(({ head }) => head.number).sort((a, b) => a - b));
  });
});

describe('against a green log', () => {
  const green = `12:03:01 start\nError: cache /tmp/a1 not found\n${work(8)}\ndone in 3.1 s`;

  test('what also stands there explains nothing, whatever its numbers and paths', () => {
    expect(heads(`12:09:44 start\nError: cache /var/b2/c not found\nError: no pear\ndone in 1 min`, green)).toEqual([
      'Error: no pear',
    ]);
  });

  test('what is new is shown even without a word of failure', () => {
    expect(heads(`12:09:44 start\nthe lid stands open\n${work(5)}`, green)).toEqual(['the lid stands open']);
  });

  test('another order and other counts are no news', () => {
    expect(heads(`done in 9 s\n${work(7)}\nError: cache /x/y not found\n12:00:00 start`, green)).toEqual([]);
  });
});

test('a log of nothing but errors takes bounded memory', () => {
  const collector = new Collector();
  const word = (index: number): string => index.toString(36).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!);
  for (let index = 1; index <= 60_000; index++)
    collector.take(makeLine(index, `error: ${word(index)} broke`, false), true);
  const blocks = collector.close().between(1, 60_000);
  expect(blocks.reduce((sum, { lines }) => sum + lines.length, 0)).toBeLessThanOrEqual(40);
});
