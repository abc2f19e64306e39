import { describe, expect, test } from 'vitest';
import { panicHeader } from '../../../src/knowledge/rust/panic/panic-header.js';
import { rustFatal } from '../../../src/knowledge/rust/panic/rust-fatal.js';
import { rustPanic } from '../../../src/knowledge/rust/panic/rust-panic.js';
import { findings, recorded } from './rust-log.js';

const failures = (text: string) => findings(rustPanic, text).failures;

describe('the first line', () => {
  test.each([
    [
      "thread 'main' panicked at src/main.rs:2:5:",
      { thread: 'main', location: { file: 'src/main.rs', line: 2, column: 5 }, message: '' },
    ],
    [
      "thread 'tests::a' (4711) panicked at C:\\w\\src\\a.rs:2:5:",
      { thread: 'tests::a', location: { file: 'C:\\w\\src\\a.rs', line: 2, column: 5 } },
    ],
    ["thread 'main' panicked at 'boo, it''s', src/main.rs:2:5", { message: "boo, it''s", location: { line: 2 } }],
    ["thread '<unnamed>' panicked at 'first line", { thread: '<unnamed>', message: 'first line', open: true }],
    ["test a ... thread 'a' panicked at src/lib.rs:1:1:", { thread: 'a' }],
  ])('%s', (text, expected) => {
    expect(panicHeader(text)).toMatchObject(expected);
  });

  test.each([
    "// thread 'main' panicked at 'boo', src/main.rs:2:5",
    '+    "thread \'main\' panicked at src/lib.rs:1:1"',
    "12 |     // thread 'main' panicked at src/lib.rs:1:1:",
    'the thread panicked at noon',
  ])('%s is none', (text) => {
    expect(panicHeader(text)).toBeUndefined();
  });
});

describe('the message', () => {
  test('ends with what cannot be part of it', () => {
    expect(
      failures(
        "thread 'main' panicked at src/main.rs:2:5:\nthree\nlines\nof it\nnote: run with `RUST_BACKTRACE=1` environment variable\nServer stopped",
      ),
    ).toMatchObject([{ message: 'three\nlines\nof it', span: { first: 1, last: 5 } }]);
    expect(
      failures(
        "thread 'main' panicked at src/main.rs:2:5:\ncalled `Option::unwrap()` on a `None` value\nnext log line",
      ),
    ).toMatchObject([{ span: { first: 1, last: 2 } }]);
  });

  test('a printed value with open brackets goes on', () => {
    expect(
      failures(
        "thread 'main' panicked at src/main.rs:2:5:\ncalled `Result::unwrap()` on an `Err` value: Error {\n    code: 5,\n}\nother",
      ),
    ).toMatchObject([{ span: { first: 1, last: 4 } }]);
  });

  test('the place may stand on a line of its own, where a console broke it', () => {
    expect(failures("thread 'tests::a' panicked at\ntests\\a.rs:50:5:\nboo")).toMatchObject([
      { message: 'boo', location: { file: 'tests\\a.rs', line: 50 } },
    ]);
  });

  test('the old format over several lines', () => {
    expect(
      failures(
        "thread 'main' panicked at 'assertion failed: `(left == right)`\n  left: `1`,\n right: `2`', src/main.rs:3:5",
      ),
    ).toMatchObject([{ location: { file: 'src/main.rs', line: 3 }, facts: { left: '1', right: '2' } }]);
  });

  test("inside of a dependency the project's first frame is the place", () => {
    const log =
      "thread 'main' panicked at /root/.cargo/registry/src/index-1/tokio-1.0.0/src/x.rs:9:9:\nthere is no reactor running\nstack backtrace:\n   0: core::panic\n             at /rustc/abc/library/core/src/panicking.rs:80:14\n   1: app::run\n             at ./src/run.rs:7:5";
    expect(failures(log)).toMatchObject([{ location: { file: 'src/run.rs', line: 7 } }]);
  });
});

test('recorded: programs, old and new', () => {
  expect(recorded(rustPanic, 'rust/divide-by-zero')).toMatchObject([
    { kind: 'panic', name: 'main', message: 'attempt to divide by zero' },
  ]);
  expect(recorded(rustPanic, 'rust/expect-failed-old-format')).toMatchObject([
    { message: expect.stringContaining('the configuration is readable: Os') },
  ]);
});

test('recorded: what the run time ends itself', () => {
  expect(recorded(rustFatal, 'rust/stack-overflow')).toMatchObject([
    { kind: 'signal', code: 'stack-overflow', name: 'tests::counts' },
  ]);
  expect(recorded(rustFatal, 'rust/stack-overflow-program')).toMatchObject([{ code: 'stack-overflow', name: 'main' }]);
  expect(recorded(rustFatal, 'rust/alloc-failed')).toMatchObject([{ code: 'alloc' }]);
  expect(recorded(rustFatal, 'rust/abort-double-panic')).toMatchObject([{ code: 'no-unwind' }]);
});

test('a panic in a crate that cargo fetched says in which', () => {
  const place = '/home/u/.cargo/registry/src/index.crates.io-6f17/light-scale-0.3.1/src/lib.rs:7:9:';
  expect(failures(`thread 'main' panicked at ${place}\nno scale\n`)).toMatchObject([
    { facts: { dependency: 'light-scale-0.3.1', crate: 'light-scale' } },
  ]);
  expect(failures("thread 'main' panicked at src/lib.rs:7:9:\nno scale\n")[0]?.facts).not.toHaveProperty('dependency');
});
