import type { Occurrence } from '../../domain/diagnosis.js';
import type { Suggestion } from '../../domain/suggestion.js';
import { offered } from './remarks.js';

/** A replacement that a tool offers, as a patch. */
export interface Patch {
  readonly file: string;
  /** What the tool says of it; may be empty. */
  readonly message: string;
  /** The hunk of a unified diff, without lines around it. */
  readonly hunk: string;
}

/** The replacements that tools offer for what failed, each once; none that is to be shown nowhere. */
export function patchesOf(occurrences: readonly Pick<Occurrence, 'failure'>[]): readonly Patch[] {
  const all = occurrences
    .flatMap(({ failure }) => failure.suggestions ?? [])
    .flatMap(offered)
    .map((each) => ({ file: each.path, message: each.message, hunk: hunkOf(each) }));
  return [...new Map(all.map((patch) => [`${patch.file} ${patch.hunk}`, patch])).values()];
}

function hunkOf({ first, last, original, replacement }: Suggestion): string {
  const after = replacement === '' ? [] : replacement.split('\n');
  return [
    `@@ -${first},${last - first + 1} +${first},${after.length} @@`,
    ...original.split('\n').map((line) => `-${line}`),
    ...after.map((line) => `+${line}`),
  ].join('\n');
}

/** A whole patch: `git apply --unidiff-zero` takes it. */
export function unifiedDiff({ file, hunk }: Pick<Patch, 'file' | 'hunk'>): string {
  return `--- a/${file}\n+++ b/${file}\n${hunk}\n`;
}

const HEAD = /^--- a\/(?<file>[^\n]{1,500})\n\+\+\+ b\/(?<same>[^\n]{1,500})\n@@ -(?<first>\d{1,7}),(?<many>\d{1,3}) /;

/** What `unifiedDiff` wrote, read again; undefined where it is anything else, or was cut. */
export function suggestionIn(message: string, patch: string): Suggestion | undefined {
  const { file, same, first = '', many = '' } = HEAD.exec(patch)?.groups ?? {};
  if (file === undefined || file !== same) return undefined;
  const lines = patch.split('\n').slice(3, -1);
  const starting = (sign: string) => lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
  const [before, after] = [starting('-'), starting('+')];
  const read: Suggestion = {
    file,
    first: Number(first),
    last: Number(first) + before.length - 1,
    original: before.join('\n'),
    replacement: after.join('\n'),
    message,
  };
  return before.length === Number(many) && unifiedDiff({ file, hunk: hunkOf(read) }) === patch ? read : undefined;
}
