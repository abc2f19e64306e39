import type { Line } from '../../core/domain/line.js';

/** An entity means something in a document, and a JSON line is only text there. */
export function documentText({ text, verbatim }: Line): string {
  return verbatim ?? text;
}

/** What `piece` adds to `previous`: pieces of one long line repeat the end of the one before. */
export function withoutOverlap(previous: string, piece: string): string {
  const tail = previous.slice(-200);
  const at = piece.indexOf(tail);
  return at < 0 ? piece : piece.slice(at + tail.length);
}
