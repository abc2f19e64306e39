import { expect, test } from 'vitest';
import { panicHeader } from '../../../src/knowledge/rust/panic/panic-header.js';
import { panicHook } from '../../../src/knowledge/rust/panic/panic-hook.js';
import { rustMainError } from '../../../src/knowledge/rust/panic/rust-main-error.js';
import { runParser } from '../run-parser.js';

test('a hook that prints what it was given, of both names of the type', () => {
  const now =
    'mill died: PanicHookInfo { payload: Any { .. }, location: Location { file: "src/grind.rs", line: 7, column: 3 }, can_unwind: true, force_no_backtrace: false }';
  const before =
    'PanicInfo { payload: Any { .. }, message: Some(stone is gone), location: Location { file: "src/grind.rs", line: 7, col: 3 }, can_unwind: true }';
  expect(runParser(panicHook, now).failures).toMatchObject([
    { kind: 'panic', location: { file: 'src/grind.rs', line: 7, column: 3 } },
  ]);
  expect(runParser(panicHook, before).failures).toMatchObject([{ message: 'stone is gone', location: { line: 7 } }]);
});

test("color-eyre's report of a panic", () => {
  const text =
    'The application panicked (crashed).\nMessage:  stone is gone\nLocation: src/grind.rs:7\n\n  Backtrace omitted.\nbye';
  expect(runParser(panicHook, text).failures).toMatchObject([
    { message: 'stone is gone', location: { file: 'src/grind.rs', line: 7 }, span: { first: 1, last: 5 } },
  ]);
});

test("color-eyre's numbered chain below a heading without words", () => {
  const text = 'Error: \n   0: could not grind\n   1: stone is gone\n\nLocation:\n   src/main.rs:3';
  expect(runParser(rustMainError, text).failures).toMatchObject([{ facts: { cause: 'stone is gone' } }]);
});

test('a hook that prints all in one line', () => {
  expect(panicHeader('Thread main panicked at the stone is gone, src/grind.rs:7')).toMatchObject({
    thread: 'main',
    message: 'the stone is gone',
    location: { file: 'src/grind.rs', line: 7 },
  });
  expect(panicHeader('// Thread main panicked at the stone is gone, says the test')).toBeUndefined();
});
