import type { Attachment } from '../domain/attachment.js';
import type { Occurrence } from '../domain/diagnosis.js';

/** Screenshots, videos and traces of some failures in one artifact. All text is hostile still. */
export interface Recordings {
  readonly artifact: string;
  /** Where the artifact can be downloaded. */
  readonly url?: string;
  /** Each once, in order. */
  readonly files: readonly Pick<Attachment, 'kind' | 'path'>[];
}

export const RECORDING_WORDS: Readonly<Record<Attachment['kind'], string>> = {
  screenshot: 'screenshot',
  video: 'video',
  trace: 'trace',
  network: 'network log',
};

/** What artifacts hold of some failures, artifact by artifact. */
export function recordings(occurrences: readonly Occurrence[]): readonly Recordings[] {
  const artifacts = new Map<string, { artifact: string; url?: string; files: Map<string, Attachment> }>();
  for (const attachment of occurrences.flatMap(({ attachments = [] }) => attachments)) {
    const { artifact, url, path } = attachment;
    const key = JSON.stringify([artifact, url]);
    const group = artifacts.get(key) ?? { artifact, ...(url !== undefined && { url }), files: new Map() };
    if (!group.files.has(path)) group.files.set(path, attachment);
    artifacts.set(key, group);
  }
  return [...artifacts.values()].map(({ files, ...group }) => ({ ...group, files: [...files.values()] }));
}
