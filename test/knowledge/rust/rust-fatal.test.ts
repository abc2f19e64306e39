import { describe, expect, it } from 'vitest';
import { rustFatal } from '../../../src/knowledge/rust/panic/rust-fatal.js';
import { findings } from './rust-log.js';

const told = (text: string) =>
  findings(rustFatal, text).failures.map(({ code, name, role, lines }) => [code, name, role, lines.length]);

describe("how Rust's run time ends a process", () => {
  it.each([
    ["thread 'main' has overflowed its stack", 'stack-overflow', 'main'],
    ["thread 'a b' (4711) has overflowed its stack", 'stack-overflow', 'a b'],
    ['fatal runtime error: stack overflow', 'stack-overflow', undefined],
    ['memory allocation of 99 bytes failed', 'alloc', undefined],
    ["thread 'main' panicked while processing panic. aborting.", 'double-panic', undefined],
    ["thread 'main' (7) panicked while panicking", 'double-panic', undefined],
    ['thread panicked while processing panic', 'double-panic', undefined],
    ['panicked while panicking', 'double-panic', undefined],
    ['thread caused non-unwinding panic. aborting.', 'no-unwind', undefined],
    ['fatal runtime error: failed to initiate panic', 'fatal', undefined],
    ['  fatal runtime error: x', 'fatal', undefined],
    ['##[error]fatal runtime error: x', 'fatal', undefined],
  ])('%s', (text, code, name) => {
    expect(told(text)).toEqual([[code, name, 'cause', 1]]);
  });

  it.each([
    "the thread 'main' has overflowed its stack",
    'memory allocation of x bytes failed',
    'a memory allocation of 9 bytes failed',
    'see fatal runtime error: x',
    "thread 'main' panicked whilst panicking",
  ])('%s is none', (text) => {
    expect(told(text)).toEqual([]);
  });

  it('goes on with its last words, and ends with an empty line', () => {
    expect(told("thread 'a' has overflowed its stack\nfatal runtime error: stack overflow\nAborted\nnext")).toEqual([
      ['stack-overflow', 'a', 'cause', 3],
    ]);
    expect(told('fatal runtime error: x\n\nAborted')).toEqual([['fatal', undefined, 'cause', 1]]);
    expect(told('fatal runtime error: x\nAborting\nstack backtrace:\n   0: a\n at b\nc')).toEqual([
      ['fatal', undefined, 'cause', 5],
    ]);
  });

  it('names the thread whose stack overflowed, and no other', () => {
    const facts = (text: string) => findings(rustFatal, text).failures[0]?.facts;
    expect(facts("thread 'a' has overflowed its stack")).toEqual({ thread: 'a' });
    expect(facts('memory allocation of 9 bytes failed')).toEqual({});
  });

  it('only ends a panic that stands before it', () => {
    const panic = "thread 'main' panicked at src/main.rs:2:5:\ntoo hot\n";
    expect(told(`${panic}thread caused non-unwinding panic. aborting.`)).toEqual([
      ['no-unwind', undefined, 'wrapper', 1],
    ]);
    expect(told(`${panic}fatal runtime error: x`)).toEqual([['fatal', undefined, 'wrapper', 1]]);
    expect(told(`${panic}memory allocation of 9 bytes failed`)).toEqual([['alloc', undefined, 'cause', 1]]);
    expect(told(`${panic}fatal runtime error: stack overflow`)).toEqual([['stack-overflow', undefined, 'cause', 1]]);
  });
});
