import { base64, hex, joined, utf8 } from '../bytes.js';
import { withoutTail } from '../trim.js';

/**
 * All ways a known value is written in a log: as it is, line by line, in base64 (wherever in the encoded text it begins,
 * so a few characters at its edges that depend on its neighbours are left), URL-encoded, inside a JSON string, inside
 * markup, in hex. The runner masks much the same (actions/runner, ValueEncoders.cs).
 */
export function formsOf(value: string): string[] {
  const bytes = utf8(value);
  const url = encodeURIComponent(value.toWellFormed());
  const strict = url.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const forms = [
    value,
    ...value.split(/\r?\n/),
    ...[0, 1, 2].flatMap((shift) => base64At(bytes, shift)),
    ...[url, strict].flatMap((form) => [
      form,
      form.replace(/%20/g, '+'),
      form.replace(/%../g, (code) => code.toLowerCase()),
    ]),
    JSON.stringify(value).slice(1, -1),
    value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
    hex(bytes),
    hex(bytes).toUpperCase(),
  ];
  return [...new Set(forms.map((form) => form.trim()))];
}

/** The part of a base64 text that only the value decides, when so many bytes of something else stand before it. */
function base64At(bytes: Uint8Array, shift: number): string[] {
  const encoded = withoutTail(base64(joined(new Uint8Array(shift), bytes)), '=');
  const partial = (shift + bytes.length) % 3 === 0 ? 0 : 1;
  const core = encoded.slice(Math.ceil((shift * 8) / 6), encoded.length - partial);
  return core.length < 8 ? [] : [core, core.replace(/\+/g, '-').replace(/\//g, '_')];
}
