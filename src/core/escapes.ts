/**
 * Escape sequences of ECMA-48: CSI (`ESC [ … m`, or its one-character form), strings up to their end (OSC, DCS, …: titles and
 * links), and the short ones. Each expression ends at the next escape character, so that all take linear time.
 */
const ESCAPES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[PX\]^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-OQ-WYZ\\`-~]/g;

/** A text without the escape sequences by which a terminal colours, links and moves. */
export function withoutEscapes(text: string): string {
  return text.includes('\u001b') || text.includes('\u009b') ? text.replace(ESCAPES, '') : text;
}
