/** Bytes and text, where only what a browser has too may be used. */

const encoder = new TextEncoder();
/** A byte order mark inside a text is kept: what is quoted is quoted as printed. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A text as UTF-8; lone surrogates become U+FFFD. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** UTF-8 as text; what is no UTF-8 becomes U+FFFD. */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** How many bytes a text takes as UTF-8. */
export function utf8Length(text: string): number {
  return encoder.encode(text).length;
}

/** Both, one after the other. */
export function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}

/**
 * Where some bytes stand in others for the first time; below zero where they do not. The engine looks for a byte many times
 * as fast as a loop does: for the one of them that is the rarest in what programs print.
 */
export function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array): number {
  const rare = Math.max(0, wanted.findIndex(isRare));
  const sought = wanted[rare] as number;
  const last = bytes.length - wanted.length;
  for (let at = bytes.indexOf(sought, rare); at >= 0 && at - rare <= last; at = bytes.indexOf(sought, at + 1))
    if (standsAt(bytes, wanted, at - rare)) return at - rare;
  return -1;
}

/** No blank, digit or small letter. */
function isRare(byte: number): boolean {
  return !(byte === 0x20 || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a));
}

/** Whether some bytes stand in others at a place; there must be as many from there on. */
export function standsAt(bytes: Uint8Array, wanted: Uint8Array, at: number): boolean {
  for (let index = 0; index < wanted.length; index++) if (bytes[at + index] !== wanted[index]) return false;
  return true;
}

/** Bytes as base64, padded. */
export function base64(bytes: Uint8Array): string {
  return btoa(latin1(bytes));
}

/** What base64 (either alphabet, padded or not, cut anywhere) stands for, one character a byte. */
export function fromBase64(text: string): string {
  const digits = text
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/[^A-Za-z0-9+/]+/g, '');
  // A last digit alone holds no whole byte.
  return atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
}

/** One byte a character, for text whose characters are bytes. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes in hex, lower case. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
