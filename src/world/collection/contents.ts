import { createHash } from 'node:crypto';

/** The name of the table of contents in every collection. */
export const MANIFEST = 'manifest.json';

/** In hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
