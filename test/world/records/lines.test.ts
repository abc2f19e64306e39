import { expect, test } from 'vitest';
import { type RecordLine, recordLines } from '../../../src/world/records/lines.js';

async function read(chunks: readonly string[], longest?: number): Promise<RecordLine[]> {
  async function* stream() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const lines: RecordLine[] = [];
  for await (const line of recordLines(stream(), longest)) lines.push(line);
  return lines;
}

test.each([1, 2, 3, 7, 100])(
  'lines are the same in chunks of %i bytes, blank ones are counted and left out',
  async (size) => {
    const text = '{"a":1}\n\n  \r\n{"b":"ü€"}\r\nlast';
    const bytes = Buffer.from(text);
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    async function* stream() {
      yield* chunks;
    }
    const lines: RecordLine[] = [];
    for await (const line of recordLines(stream())) lines.push(line);
    expect(lines).toEqual([
      { number: 1, text: '{"a":1}' },
      { number: 4, text: '{"b":"ü€"}\r' },
      { number: 5, text: 'last' },
    ]);
  },
);

test('of a line too long only its length is kept, at the limit it is whole', async () => {
  expect(await read(['abcd\nabc', 'de\nab\n'], 4)).toEqual([
    { number: 1, text: 'abcd' },
    { number: 2, bytes: 5 },
    { number: 3, text: 'ab' },
  ]);
});
