import { sha256 as digest } from '@noble/hashes/sha2.js';
import { hex, utf8 } from '../../core/bytes.js';

/** The name of the table of contents in every collection. */
export const MANIFEST = 'manifest.json';

/** In hexadecimal. `node:crypto` takes a tenth of a start to be loaded, and every start loads this. */
export function sha256(content: string | Uint8Array): string {
  return hex(digest(typeof content === 'string' ? utf8(content) : content));
}
