import { expect, test } from 'vitest';
import { rustMainError } from '../../../src/knowledge/rust/panic/rust-main-error.js';
import { findings, recorded } from './rust-log.js';

const failures = (text: string) => findings(rustMainError, text).failures;

test('recorded: the debug form, and the chain of anyhow', () => {
  expect(recorded(rustMainError, 'rust/main-returns-err')).toMatchObject([
    { tool: 'rust', kind: 'exception', message: 'ParseIntError { kind: InvalidDigit }' },
  ]);
  expect(recorded(rustMainError, 'rust/main-returns-anyhow')).toMatchObject([
    { message: 'cannot start', facts: { cause: 'No such file or directory (os error 2)' } },
  ]);
});

test('a value printed over several lines', () => {
  expect(failures('Error: Config {\n    path: "x",\n    line: 3,\n}\nnext')).toMatchObject([
    { span: { first: 1, last: 4 } },
  ]);
});

test.each([
  "Error: Cannot find module 'x'\n    at Module._load (node:internal:1:1)",
  'Error: Process completed with exit code 1.',
  'Error: Command (npm test) failed',
  'Error: No such container: web',
  'Error: Timeout(5)\n    at wait (app.js:1:1)',
])("other languages' errors are not ours: %s", (text) => {
  expect(failures(text)).toEqual([]);
});

const STACK = `
Stack backtrace:
   0: anyhow::error::<impl core::convert::From<E> for anyhow::Error>::from
   1: kiosk::shelve::{{closure}}
             at ./src/shelf.rs:12:5
   2: <tracing::instrument::Instrumented<T> as core::future::future::Future>::poll
             at /root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/tracing-0.1.44/src/instrument.rs:321:15
  21: _start`;

test('the stack anyhow prints below an error proves that it is of Rust, and where; it is no link of the chain', () => {
  expect(failures(`Error: task 4 was cancelled\n${STACK}`)).toMatchObject([
    { message: 'task 4 was cancelled', location: { file: 'src/shelf.rs', line: 12 }, facts: {} },
  ]);
  expect(failures(`Error: press stopped\n\nCaused by:\n    channel closed\n${STACK}`)).toMatchObject([
    { message: 'press stopped', facts: { cause: 'channel closed' } },
  ]);
  expect(failures('Error: no\n\nStack backtrace:\n   0: main\n   1: start')).toEqual([]);
});

test('where eyre says it was made', () => {
  const text = 'Error: no hook\n\nCaused by:\n    nothing there\n\nLocation:\n    src/boot.rs:7:9';
  expect(failures(text)).toMatchObject([
    { location: { file: 'src/boot.rs', line: 7 }, facts: { cause: 'nothing there' } },
  ]);
});
