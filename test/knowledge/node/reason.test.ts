import { expect, it } from 'vitest';
import { Reason } from '../../../src/knowledge/node/reason.js';

const told = (text: string) => {
  const reason = new Reason();
  for (const line of text.split('\n')) reason.take(line);
  return reason.message;
};

it.each([
  ['Error: too cold\nkiln\n', 'Error: too cold'],
  [
    'AssertionError: Expected values to be strictly equal:\n\n3 !== 4\n\n    at f (a.js:1:2)',
    'AssertionError: Expected values to be strictly equal: 3 !== 4',
  ],
  [
    'Error: expect(received).toBe(expected) // Object.is equality\n\nExpected: 4\nReceived: 3\n\n  12 | x',
    'Error: expect(received).toBe(expected) // Object.is equality Expected: 4 Received: 3',
  ],
  [
    'assert.strictEqual(received, expected)\n\nExpected value to strictly be equal to:\n  4\nReceived:\n  3\n\nMessage:',
    'assert.strictEqual(received, expected) Expected value to strictly be equal to: 4 Received: 3',
  ],
  [
    'Expected values to be strictly deep-equal:\n+ actual - expected\n\n{',
    'Expected values to be strictly deep-equal:',
  ],
  ['expect(received).toEqual(expected)\n\n  at kiln.js:3:4\nExpected: 4', 'expect(received).toEqual(expected)'],
])('the reason and the values it only announces: %j', (text, message) => {
  expect(told(text)).toBe(message);
});
