import type { Occurrence } from '../../domain/diagnosis.js';
import { RECORDING_WORDS, recordings } from '../recordings.js';
import { codeSpan, link } from '../safe/markdown.js';
import { count } from '../words.js';

/** What was recorded when it failed: named, and linked to the artifact it is in; never shown. At most `max` files each. */
export function recordingBlocks(occurrences: readonly Occurrence[], max: number): string[] {
  return recordings(occurrences)
    .slice(0, max)
    .map(({ artifact, url, files }) => {
      const shown = files.slice(0, max).map(({ kind, path }) => `${RECORDING_WORDS[kind]} ${codeSpan(path, 200)}`);
      if (files.length > max) shown.push(`…and ${count(files.length - max, 'more file')}`);
      return `Recorded when it failed, in the artifact ${link(codeSpan(artifact, 100), url)}: ${shown.join(', ')}`;
    });
}
