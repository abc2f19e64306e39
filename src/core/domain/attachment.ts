/** What an attachment shows of the moment a test failed. */
export type AttachmentKind = 'screenshot' | 'video' | 'trace' | 'network';

/** Names of files by what they show. A folder of screenshots holds nothing else of these. */
const KINDS: readonly (readonly [RegExp, AttachmentKind])[] = [
  [/\.(?:png|jpe?g|webp)$/i, 'screenshot'],
  [/\.(?:webm|mp4)$/i, 'video'],
  [/(?:^|\/)trace[^/]*\.zip$/i, 'trace'],
  [/\.har$/i, 'network'],
];

/** What a file shows by its name; undefined for any other. */
function attachmentKind(path: string): AttachmentKind | undefined {
  return KINDS.find(([name]) => name.test(path))?.[1];
}

/** More attachments are no help to anybody. */
export const MOST_ATTACHMENTS = 2_000;

/** A file in an artifact, an archive or a folder that belongs to a failed test. Only named and linked, never shown: it may hold anything. */
export interface Attachment {
  readonly kind: AttachmentKind;
  /** `/`-separated path inside of that; hostile text. */
  readonly path: string;
  /** The name of the artifact, archive or folder; hostile text. */
  readonly artifact: string;
  /** Where people can download the artifact, as far as known. */
  readonly url?: string;
}

/**
 * The files among these that may show what a failed test saw, by their names.
 * @param paths inside of the artifact, archive or folder
 */
export function attachmentsAmong(paths: readonly string[], where: Pick<Attachment, 'artifact' | 'url'>): Attachment[] {
  return paths
    .flatMap((path) => {
      const kind = attachmentKind(path);
      return kind === undefined ? [] : [{ kind, path, ...where }];
    })
    .slice(0, MOST_ATTACHMENTS);
}
