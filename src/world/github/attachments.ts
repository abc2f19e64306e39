import type { Attachment, AttachmentKind } from '../../core/domain/attachment.js';
import type { OpenedArtifact } from './artifacts.js';

/** More are no help to anybody. */
const MOST = 2_000;

const KINDS: readonly (readonly [RegExp, AttachmentKind])[] = [
  [/\.(?:png|jpe?g|webp)$/i, 'screenshot'],
  [/\.(?:webm|mp4)$/i, 'video'],
  [/(?:^|\/)trace[^/]*\.zip$/i, 'trace'],
  [/\.har$/i, 'network'],
];

/** The files of an artifact that may show what a failed test saw. None of them is opened. */
export function attachmentsIn({ archive, url }: OpenedArtifact): readonly Attachment[] {
  return archive.files
    .flatMap(({ path }) => {
      const kind = KINDS.find(([name]) => name.test(path))?.[1];
      return kind === undefined ? [] : [{ kind, path, artifact: archive.name, url }];
    })
    .slice(0, MOST);
}
