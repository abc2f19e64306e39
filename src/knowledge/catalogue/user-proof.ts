import type { Proof } from '../../core/domain/proof.js';
import { parsePattern } from './parse.js';
import { idOf } from './pattern-id.js';
import type { PatternText } from './pattern-set.js';
import { shownExamples } from './shown-examples.js';

/** The examples of a pattern of the user's own; undefined when it is not among the files. */
export function userProof(id: string, files: readonly PatternText[]): Proof | undefined {
  const file = files.find(({ path }) => idOf(path) === id);
  return file === undefined ? undefined : { ...shownExamples(parsePattern(id, file.path, file.text)), runs: [] };
}
