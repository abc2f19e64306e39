import { type Attachment, attachmentsAmong } from '../../core/domain/attachment.js';
import type { OpenedArtifact } from './artifacts.js';

/** The files of an artifact that may show what a failed test saw. None of them is opened. */
export function attachmentsIn({ archive, url }: OpenedArtifact): readonly Attachment[] {
  const paths = archive.files.map(({ path }) => path);
  return attachmentsAmong(paths, { artifact: archive.name, url });
}
