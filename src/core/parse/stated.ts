import type { Failure } from '../domain/failure.js';
import type { Recovery } from '../domain/recovery.js';
import type { Reading } from './parser.js';

/** A reading that has all it needs: what the tool said stands in the line that woke the parser, or before it. */
export function stated(failure: Failure | undefined, recoveries: readonly Recovery[] = []): Reading {
  return {
    isDone: true,
    next: () => 'refused',
    end: () => ({ failures: failure ? [failure] : [], recoveries }),
  };
}
