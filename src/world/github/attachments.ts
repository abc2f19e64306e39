import { type Attachment, attachmentKind } from '../../core/domain/attachment.js';
import type { OpenedArtifact } from './artifacts.js';

/** More are no help to anybody. */
const MOST = 2_000;

/** The files of an artifact that may show what a failed test saw. None of them is opened. */
export function attachmentsIn({ archive, url }: OpenedArtifact): readonly Attachment[] {
  return archive.files
    .flatMap(({ path }) => {
      const kind = attachmentKind(path);
      return kind === undefined ? [] : [{ kind, path, artifact: archive.name, url }];
    })
    .slice(0, MOST);
}
