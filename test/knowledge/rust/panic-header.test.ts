import { describe, expect, it } from 'vitest';
import { panicHeader } from '../../../src/knowledge/rust/panic/panic-header.js';
import { dependencyOf, rustLocation } from '../../../src/knowledge/rust/panic/rust-location.js';

const PLACE = { file: 'src/main.rs', line: 2, column: 5 };
const at = (thread: string, message = '', open = false, location: object | null = PLACE) => ({
  thread,
  ...(location && { location }),
  message,
  open,
});

describe('the first line of a panic', () => {
  it.each([
    ["thread 'main' panicked at src/main.rs:2:5:", at('main')],
    ["thread 'main' panicked at src/main.rs:2:5", at('main')],
    ["thread 'main' (4711) panicked at src/main.rs:2:5:", at('main')],
    ["thread 'a b' panicked at src/main.rs:2:5:", at('a b')],
    ["thread 'it's' panicked at src/main.rs:2:5:", at("it's")],
    ["thread 'main' panicked at 'too hot', src/main.rs:2:5", at('main', 'too hot')],
    ["thread 'main' panicked at 'it's, 'hot', src/main.rs:2:5", at('main', "it's, 'hot")],
    ["thread 'main' panicked at 'too", at('main', 'too', true, null)],
    ["thread 'main' panicked at 'too hot', nowhere", at('main', "too hot', nowhere", true, null)],
    ["thread 'main' panicked at", at('main', '', false, null)],
    ["thread 'main' panicked at somewhere", at('main', '', false, null)],
    ["  thread 'main' panicked at src/main.rs:2:5:", at('main')],
    ["test a ... thread 'a' panicked at src/main.rs:2:5:", at('a')],
    ["kiln: thread 'main' panicked at src/main.rs:2:5:", at('main')],
    ["10:00 ERROR kiln] thread 'main' panicked at src/main.rs:2:5:", at('main')],
    ['Thread main panicked at too hot, src/main.rs:2:5', at('main', 'too hot')],
    ['thread <unnamed> panicked at a, b, src/main.rs:2:5', at('<unnamed>', 'a, b')],
    ['[2026-11-23][ERROR] panicked at src/main.rs:2:5:', at('<unnamed>')],
    ['FATAL panicked at src/main.rs:2:5:', at('<unnamed>')],
  ])('%s', (text, header) => {
    expect(panicHeader(text)).toEqual(header);
  });

  it.each([
    "// thread 'main' panicked at src/main.rs:2:5:",
    "+ thread 'main' panicked at src/main.rs:2:5:",
    " | thread 'main' panicked at src/main.rs:2:5:",
    "note: thread 'main' panicked at src/main.rs:2:5:",
    "help: thread 'main' panicked at src/main.rs:2:5:",
    "warning: thread 'main' panicked at src/main.rs:2:5:",
    `ERROR ${'x'.repeat(41)} thread 'main' panicked at src/main.rs:2:5:`,
    `${'x'.repeat(116)}ERRORthread 'main' panicked at src/main.rs:2:5:`,
    "ERROR \"thread 'main' panicked at src/main.rs:2:5:",
    "thread 'main' (x) panicked at src/main.rs:2:5:",
    "thread 'main' panicked attentively",
    "thread 'main' has panicked",
    'panicked at src/main.rs:2:5:',
    'INFO panicked at src/main.rs:2:5:',
    'ERROR panicked at src/main.rs:2:5',
    'ERROR panicked at somewhere:',
    'Thread main panicked at too hot, src/main.c:2',
    'a Thread main panicked at too hot, src/main.rs:2',
    'Thread main panicked at too hot, src/main.rs:2 now',
  ])('is not %s', (text) => {
    expect(panicHeader(text)).toBeUndefined();
  });
});

it.each([
  ['src/main.rs:2:5', PLACE],
  [' src/main.rs:2:5 ', PLACE],
  ['src/main.rs:2', { file: 'src/main.rs', line: 2 }],
  ['C:\\app\\main.rs:2:5', { file: 'C:\\app\\main.rs', line: 2, column: 5 }],
  ['C:\\app\\main.rs:2', { file: 'C:\\app\\main.rs', line: 2 }],
  ['a:b:5', { file: 'a:b', line: 5 }],
  ['a:123456789', { file: 'a', line: 123456789 }],
  ['a:1234567890', undefined],
  [':5', undefined],
  [':2:5', { file: ':2', line: 5 }],
  ['main.rs', undefined],
  ['main.rs:', undefined],
  ['main.rs:x', undefined],
  ['', undefined],
])('%j is the place %j', (text, location) => {
  expect(rustLocation(text)).toEqual(location);
});

it.each([
  ['/home/a/.cargo/registry/src/index.crates.io-1/serde-1.0.1/src/lib.rs', 'serde-1.0.1'],
  ['C:\\a\\registry\\src\\index\\serde-1.0.1\\lib.rs', 'serde-1.0.1'],
  ['/a/git/checkouts/kiln-0a1b/2c3d/src/lib.rs', 'kiln-0a1b'],
  ['src/registry/main.rs', undefined],
  ['src/main.rs', undefined],
])('%s belongs to %s', (file, dependency) => {
  expect(dependencyOf(file)).toBe(dependency);
});
