/** What an attachment shows of the moment a test failed. */
export type AttachmentKind = 'screenshot' | 'video' | 'trace' | 'network';

/** A file in an artifact that belongs to a failed test. Only named and linked, never shown: it may hold anything. */
export interface Attachment {
  readonly kind: AttachmentKind;
  /** `/`-separated path inside the artifact; hostile text. */
  readonly path: string;
  /** The artifact's name; hostile text. */
  readonly artifact: string;
  /** Where people can download the artifact, as far as known. */
  readonly url?: string;
}
