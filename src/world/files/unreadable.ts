import type { Source } from '../../core/domain/source.js';
import type { KnownError } from '../../core/errors.js';
import type { Input } from './input.js';

/** An input of which only its name and the reason are known: opening it fails, so no verdict can be green because of it. */
export function unreadableInput(name: string, kind: Source['kind'], error: KnownError): Input {
  const source: Source = { name, kind, outcome: 'unknown', open: () => failing(error) };
  return { state: 'unreadable', source, error };
}

function failing(error: KnownError): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) };
}
