import type { Input } from './input.js';
import { streamInput } from './stream.js';

/** What comes through standard input; waits for its first bytes. */
export function standardInput(stream: AsyncIterable<Uint8Array> = process.stdin): Promise<Input> {
  return streamInput(stream, 'standard input', 'stdin');
}
