import { expect, it } from 'vitest';
import { fieldsOf, isRecord, jsonObject, parsedJson } from '../../src/core/json.js';

it('any value that is JSON is read, with blanks around it', () => {
  expect(['{"port": 5432}', ' [1]\n', '"up"', 'null', '7'].map(parsedJson)).toEqual([
    { port: 5432 },
    [1],
    'up',
    null,
    7,
  ]);
});

it('a text that is no JSON, or was cut, is undefined and throws nothing', () => {
  for (const text of ['', '{', '{"port": 54', '{port: 1}', 'ready {"port": 1}', "{'a': 1}", '\u0000']) {
    expect(parsedJson(text)).toBeUndefined();
    expect(jsonObject(text)).toBeUndefined();
  }
});

it('only what stands in braces is an object', () => {
  expect(jsonObject('{"replicas": {"ready": 0}}')).toEqual({ replicas: { ready: 0 } });
  for (const text of ['[]', '[{"a": 1}]', 'null', '"{}"', 'true']) expect(jsonObject(text)).toBeUndefined();
});

it('lists, null and what is no object are no records and have no fields', () => {
  expect([{}, { at: 1 }, Object.create(null)].every(isRecord)).toBe(true);
  for (const value of [undefined, null, [], [['a', 1]], 'at', 4, true, () => 1]) {
    expect(isRecord(value)).toBe(false);
    expect(fieldsOf(value)).toEqual({});
  }
  expect(fieldsOf({ at: 1 })).toEqual({ at: 1 });
});
