import { describe, expect, test } from 'vitest';
import { nodeTrace } from '../../../src/knowledge/node/node-trace.js';
import { recorded, runParser } from '../run-parser.js';

const failures = (text: string) => runParser(nodeTrace, text).failures;

test('an error nobody caught: excerpt, message, code, place', () => {
  const [failure, ...others] = failures(recorded('node/module-not-found'));
  expect(others).toEqual([]);
  expect(failure).toMatchObject({
    kind: 'exception',
    code: 'MODULE_NOT_FOUND',
    message: "Cannot find module './settings'",
    facts: { exception: 'Error' },
    location: { line: 1, column: 1 },
  });
  expect(failure?.location?.file).toMatch(/server\.js$/);
  expect(failure?.span.first).toBe(1);
});

test('causes are read to the root', () => {
  expect(failures(recorded('node/uncaught'))).toMatchObject([
    {
      message: 'could not load the price list',
      facts: { exception: 'SyntaxError', cause: expect.stringMatching(/^SyntaxError: /) },
    },
  ]);
});

test('a code in the details', () => {
  expect(failures(recorded('node/port-in-use'))).toMatchObject([
    { code: 'EADDRINUSE', message: expect.stringContaining(':::38474') },
  ]);
});

test('a rejection with a string', () => {
  expect(failures(recorded('node/uncaught-rejection'))).toMatchObject([
    { code: 'ERR_UNHANDLED_REJECTION', facts: { exception: 'UnhandledPromiseRejection' } },
  ]);
});

describe('an error that was only printed', () => {
  const trace = 'TypeError: no price\n    at total (/srv/total.js:3:9)\n    at main (/srv/main.js:8:3)';
  test('is a failure at the end of the text', () => {
    expect(failures(trace)).toMatchObject([
      { message: 'no price', location: { file: '/srv/total.js', line: 3, column: 9 } },
    ]);
  });
  test('is one when the command is said to have failed soon after', () => {
    expect(failures(`${trace}\nstopping\n##[error]Process completed with exit code 1.`)).toHaveLength(1);
  });
  test('is none when work goes on', () => {
    expect(failures(recorded('node/printed-error-passes'))).toEqual([]);
    expect(failures(`${trace}\n$ next`)).toEqual([]);
  });
  test('is one still when the words of a next step follow, which it may have printed itself', () => {
    expect(failures(`${trace}\n##[group]Run next`)).toHaveLength(1);
  });
  test('two in a row are two', () => {
    expect(
      failures(`${trace}\nonce more\n${trace.replace('no price', 'no name')}`).map(({ message }) => message),
    ).toEqual(['no price', 'no name']);
  });
});

test('stacks of the JVM and of test reports are left to others', () => {
  expect(
    failures(
      'java.lang.Error: x\n    at com.acme.Prices.total(Prices.java:12)\n    at com.acme.Main.main(Main.java:3)',
    ),
  ).toEqual([]);
  expect(failures(recorded('node/test-failed-jest'))).toEqual([]);
});
