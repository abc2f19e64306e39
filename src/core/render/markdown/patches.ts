import type { Occurrence } from '../../domain/diagnosis.js';
import { offered } from '../suggestions.js';

/** A replacement that a tool offers, as a patch. */
export interface Patch {
  readonly file: string;
  /** What the tool says of it; may be empty. */
  readonly message: string;
  /** A unified diff's hunk. */
  readonly text: string;
}

/** The replacements that tools offer for what failed, each once. */
export function patches(occurrences: readonly Occurrence[]): readonly Patch[] {
  const all = occurrences
    .flatMap(({ failure }) => failure.suggestions ?? [])
    .flatMap(offered)
    .map(({ path, first, last, original, replacement, message }) => {
      const after = replacement === '' ? [] : replacement.split('\n');
      const text = [
        `@@ -${first},${last - first + 1} +${first},${after.length} @@`,
        ...original.split('\n').map((line) => `-${line}`),
        ...after.map((line) => `+${line}`),
      ].join('\n');
      return { file: path, message, text };
    });
  return [...new Map(all.map((patch) => [`${patch.file} ${patch.text}`, patch])).values()];
}
