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
