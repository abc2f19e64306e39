import type { Source } from '../../core/domain/source.js';
import { KnownError } from '../../core/errors.js';
import type { Input } from './input.js';
import { contentOf, SAMPLE_BYTES } from './sniff.js';

/**
 * Bytes that can be read only once: standard input, a pipe. Its beginning is read now, to know what it holds; the
 * rest when the source is opened, which can happen once.
 */
export async function streamInput(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  kind: Source['kind'],
): Promise<Input> {
  const rest = stream[Symbol.asyncIterator]();
  const { chunks, ended } = await beginning(rest);
  const sample = Buffer.concat(chunks);
  const content = contentOf(sample.subarray(0, SAMPLE_BYTES), ended && sample.length <= SAMPLE_BYTES);
  const source: Source = { name, kind, outcome: 'unknown', open: once(name, chunks, ended ? undefined : rest) };
  if (content === 'empty') return { state: 'empty', source };
  if (content === 'text') return { state: 'readable', source };
  const error =
    content === 'zip'
      ? new KnownError('binary-input', {
          where: name,
          what: 'holds a zip archive',
          fix: 'Save it to a file and name that: archives are read in place, which a pipe cannot',
        })
      : new KnownError('binary-input', { where: name, what: 'holds binary data, not a log' });
  return { state: 'unreadable', source, error };
}

async function beginning(stream: AsyncIterator<Uint8Array>): Promise<{ chunks: Uint8Array[]; ended: boolean }> {
  const chunks: Uint8Array[] = [];
  for (let size = 0; size < SAMPLE_BYTES; ) {
    const { done, value } = await stream.next();
    if (done === true) return { chunks, ended: true };
    chunks.push(value);
    size += value.length;
  }
  return { chunks, ended: false };
}

function once(
  name: string,
  chunks: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array> | undefined,
): Source['open'] {
  let opened = false;
  return async function* () {
    if (opened) throw new KnownError('unreadable', { where: name, what: 'can be read only once' });
    opened = true;
    yield* chunks;
    if (rest !== undefined) yield* { [Symbol.asyncIterator]: () => rest };
  };
}
