import { describe, expect, it } from 'vitest';
import { redisPy } from '../../../src/knowledge/data/redis-py.js';
import { runParser } from '../run-parser.js';

const read = (text: string) => runParser(redisPy, text).failures;

describe('redis-py', () => {
  it('reads what its calls give, as Python prints it', () => {
    expect(
      read(">>> {'pending': 3, 'min': b'17-0', 'max': b'19-1', 'consumers': [{'name': b'w-2', 'pending': 3}]}"),
    ).toMatchObject([{ facts: { pending: 3, consumer: 'w-2' } }]);
    expect(
      read(
        "entries: [{'message_id': '1-0', 'consumer': 'a', 'time_since_delivered': 5, 'times_delivered': 1}, {'message_id': '2-0', 'consumer': 'b', 'time_since_delivered': 61000, 'times_delivered': 4}]",
      ),
    ).toMatchObject([{ facts: { pending: 2, consumer: 'b', oldestIdleMs: 61000 } }]);
    expect(
      read("[{'name': b'mill', 'consumers': 0, 'pending': 0, 'last-delivered-id': b'0-0', 'lag': 9}]"),
    ).toMatchObject([{ message: 'XINFO GROUPS: lag 9, 0 consumers' }]);
  });

  it('what is well, and other dictionaries, say nothing', () => {
    expect(read("{'pending': 0, 'min': None, 'max': None, 'consumers': []}")).toEqual([]);
    expect(read("{'pending': 3, 'done': 2, 'consumers': 'three'} left over")).toEqual([]);
    expect(read("E   assert {'pending': 3, 'consumers': []}['pending'] == 0")).toEqual([]);
  });
});
