import { describe, expect, it } from 'vitest';
import { rustPanic } from '../../../src/knowledge/rust/panic/rust-panic.js';
import { findings } from './rust-log.js';

const HEADER = "thread 'main' panicked at src/main.rs:2:5:";
const read = (...below: string[]) => findings(rustPanic, [HEADER, ...below].join('\n')).failures[0];
const message = (...below: string[]) => read(...below)?.message;
const size = (...below: string[]) => read(...below)?.lines.length;

describe('the message of a panic', () => {
  it.each<[what: string, below: string[], said: string]>([
    ['is the line below its place', ['too hot', 'note: run with `RUST_BACKTRACE=1`'], 'too hot'],
    ['goes on', ['too hot', '  by 3', 'note: run with `RUST_BACKTRACE=1`'], 'too hot\n  by 3'],
    ['is not known', [], "thread 'main' panicked"],
    ['is whole where the library says it', ['explicit panic', 'next'], 'explicit panic'],
    [
      'is whole unless a bracket stays open',
      ['called `Result::unwrap()` on an `Err` value: Os {', '  code: 2', '}', 'next'],
      'called `Result::unwrap()` on an `Err` value: Os {\n  code: 2\n}',
    ],
    ['ends with an empty line', ['too hot', '', 'next'], 'too hot'],
    ['does not end with one while a bracket is open', ['Odd {', '', '  a: 1', '}', '', 'next'], 'Odd {\n  a: 1\n}'],
    [
      'has two sides',
      ['assertion `left == right` failed', '  left: 1', ' right: 2'],
      'assertion `left == right` failed\nleft: 1\nright: 2',
    ],
    ['ends with the next panic', ['too hot', "thread 'b' panicked at src/b.rs:1:1:"], 'too hot'],
    ['ends with the next test', ['too hot', 'test b ... ok'], 'too hot'],
    ['ends with an error of cargo', ['too hot', 'error: test failed'], 'too hot'],
    ['ends with a coded error', ['too hot', 'error[E0001]: x'], 'too hot'],
    ['ends with a warning', ['too hot', 'warning: x'], 'too hot'],
    ['ends with the next section', ['too hot', '---- b stdout ----'], 'too hot'],
    ['ends with a stamp', ['too hot', '2026-01-02T10:00:00 x'], 'too hot'],
    ['ends with a mark of the runner', ['too hot', '##[error]x'], 'too hot'],
    ['ends with an abort', ['too hot', 'Aborted (core dumped)'], 'too hot'],
    ['goes on with errors of another form', ['too hot', 'an error: x'], 'too hot\nan error: x'],
  ])('%s', (_, below, said) => {
    expect(message(...below)).toBe(said);
  });

  it('is quoted over several lines before 1.73', () => {
    const text = "thread 'main' panicked at 'too\nhot', src/a.rs:7:1\nnote: run with `RUST_BACKTRACE=1`\nnext";
    expect(findings(rustPanic, text).failures[0]).toMatchObject({
      message: 'too\nhot',
      location: { file: 'src/a.rs', line: 7, column: 1 },
      lines: { length: 3 },
    });
  });

  it('is forty lines at most', () => {
    const many = Array.from({ length: 50 }, (_, at) => `line ${at}`);
    expect(message(...many)?.split('\n')).toHaveLength(40);
  });

  it('tells the two sides of an assertion, without quotes, in 200 characters', () => {
    const sides = (left: string, right: string) =>
      read('assertion failed: `(left == right)`', `  left: ${left}`, ` right: ${right}`)?.facts;
    expect(sides('`1`,', '`2`')).toMatchObject({ left: '1', right: '2' });
    expect(sides('"a"', '"b"')).toMatchObject({ left: '"a"', right: '"b"' });
    expect(sides('x'.repeat(300), 'y')).toMatchObject({ left: 'x'.repeat(200) });
    expect(read('too hot')?.facts).not.toHaveProperty('left');
  });
});

describe('the place of a panic', () => {
  const foreign = "thread 'main' panicked at /rustc/90b/library/core/src/option.rs:9:1:";
  const traced = (...frames: string[]) =>
    findings(rustPanic, [foreign, 'explicit panic', 'stack backtrace:', ...frames].join('\n')).failures[0];
  it("is the project's first frame where the library panicked", () => {
    expect(
      traced(
        '   0: core::panic',
        '             at /rustc/90b/library/core/a.rs:1:1',
        '   1: a',
        '             at ./src/a.rs:3:4',
        '             at ./src/b.rs:5:6',
      )?.location,
    ).toEqual({ file: 'src/a.rs', line: 3, column: 4 });
    expect(traced('   0: core::panic')?.location).toMatchObject({ line: 9 });
    expect(traced('   0: a', '             at /h/.cargo/registry/src/i/serde-1.0.1/a.rs:1:1')?.location).toMatchObject({
      line: 9,
    });
  });
  it('is its own otherwise, whatever called it', () => {
    expect(
      read('explicit panic', 'stack backtrace:', '   0: a', '             at ./src/b.rs:5:6')?.location,
    ).toMatchObject({ file: 'src/main.rs' });
  });
  it('of a crate that cargo fetched names it', () => {
    const text = "thread 'main' panicked at /h/.cargo/registry/src/i/serde-json-1.0.1/a.rs:1:1:\nexplicit panic";
    expect(findings(rustPanic, text).failures[0]?.facts).toMatchObject({
      dependency: 'serde-json-1.0.1',
      crate: 'serde-json',
    });
  });
  it('ends with the frames', () => {
    expect(size('explicit panic', 'stack backtrace:', '   0: a', '             at ./src/b.rs:5:6', 'next')).toBe(5);
    expect(
      size(
        'explicit panic',
        'stack backtrace:',
        '   0: a',
        'note: Some details are omitted, run with `RUST_BACKTRACE=full`',
        'next',
      ),
    ).toBe(5);
    expect(size('explicit panic', '  stack backtrace:', '   0: a')).toBe(4);
  });
});

describe('what can only be said after another panic', () => {
  it.each([
    ['called `Result::unwrap()` on an `Err` value: PoisonError { .. }', 'panic'],
    ['called `Result::unwrap()` on an `Err` value: Any { .. }', 'panic'],
    ['poisoned lock: another task failed inside', 'panic'],
    ['Once instance has previously been poisoned', 'panic'],
    ['the join failed: Any { .. }', 'panic'],
    ['{"a": "the join failed: Any { .. }"}', undefined],
    ['too hot', undefined],
  ])('%s', (said, follows) => {
    expect(read(said)?.facts['follows']).toBe(follows);
  });
});

describe('a reading of a panic', () => {
  it('needs a place, an open quotation, or a line that a console broke', () => {
    expect(findings(rustPanic, "thread 'main' panicked at somewhere").failures).toEqual([]);
    expect(findings(rustPanic, "thread 'main' panicked at\nsrc/a.rs:3:4:\ntoo hot").failures[0]).toMatchObject({
      location: { file: 'src/a.rs', line: 3 },
      message: 'too hot',
    });
  });
  it('takes the error on the line above with it', () => {
    const above = (line: string) => findings(rustPanic, `${line}\n${HEADER}\ntoo hot`).failures[0]?.lines.length;
    expect([above('ERROR kiln: hot'), above('error: hot'), above('INFO kiln: hot'), above('x')]).toEqual([3, 3, 2, 2]);
    expect(above('ERROR kiln: hot\n')).toBe(3);
  });
  it('goes over one empty line, not over two', () => {
    expect(size('', 'too hot')).toBe(3);
    expect(size('', '', 'too hot')).toBe(1);
  });
  it('is the message of the panic before, where the run time may not go on', () => {
    expect(read('panic in a function that cannot unwind')?.role).toBe('wrapper');
    expect(read('panic in a destructor during cleanup')?.role).toBe('wrapper');
    expect(read('a panic in a function that cannot unwind')?.role).toBe('cause');
  });
  it('knows that a thread ended where the program writes to its log after it', () => {
    const ended = (thread: string, next: string) =>
      findings(rustPanic, `thread '${thread}' panicked at src/main.rs:2:5:\nexplicit panic\n${next}`).failures[0]
        ?.facts['fate'];
    expect(ended('worker', 'INFO kiln: going on')).toBe('ended its thread');
    expect(ended('main', 'INFO kiln: going on')).toBeUndefined();
    expect(ended('worker', 'going on')).toBeUndefined();
  });
});
