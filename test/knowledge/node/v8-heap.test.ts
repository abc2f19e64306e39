import { expect, test } from 'vitest';
import { v8Heap } from '../../../src/knowledge/node/v8-heap.js';
import { recorded, runParser } from '../run-parser.js';

test('the process: message and size of the heap', () => {
  const [failure] = runParser(v8Heap, recorded('node/heap-out-of-memory')).failures;
  expect(failure).toMatchObject({
    code: 'ERR_HEAP_OUT_OF_MEMORY',
    message: expect.stringContaining('JavaScript heap out of memory'),
    facts: { heapMegabytes: expect.any(Number) },
  });
});

test('a worker thread', () => {
  expect(
    runParser(v8Heap, 'Error: Worker terminated due to reaching memory limit: JS heap out of memory').failures,
  ).toMatchObject([{ tool: 'node', kind: 'exception' }]);
});

test('advice about it is no failure', () => {
  expect(runParser(v8Heap, 'If you see "JavaScript heap out of memory", raise --max-old-space-size.').failures).toEqual(
    [],
  );
});
