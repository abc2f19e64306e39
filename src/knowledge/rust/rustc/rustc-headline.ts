import type { Location } from '../../../core/domain/failure.js';
import { unmarked } from '../../../core/parse/marker.js';
import { rustLocation } from '../panic/rust-location.js';

/** The first line of a diagnostic of rustc, clippy, rustdoc or cargo. */
export interface Headline {
  readonly level: 'error' | 'warning';
  /** `E0308`. */
  readonly code?: string;
  readonly message: string;
  /** Only in `--message-format=short`, where the whole diagnostic is this one line. */
  readonly location?: Location;
  /** Columns the line is indented by: a diagnostic printed inside another program's output. */
  readonly indent: number;
}

/**
 * Reads `error[E0308]: mismatched types`, `error: linking with …`, `warning: unused …` and the short form
 * `src/main.rs:2:5: error[E0308]: mismatched types`. PowerShell puts `cargo : ` before the first line it captures.
 */
export function rustcHeadline(raw: string): Headline | undefined {
  const marked = unmarked(raw);
  const indent = marked.length - marked.trimStart().length;
  const text = withoutCommand(marked.slice(indent));
  const long = level(text);
  if (long) return { ...long, indent };
  const extension = text.indexOf('.rs:');
  if (extension < 1 || indent > 0) return undefined;
  const separator = text.indexOf(': ', extension + 4);
  const short = separator < 0 ? undefined : level(text.slice(separator + 2));
  const location = short && rustLocation(text.slice(0, separator));
  return short && location ? { ...short, location, indent } : undefined;
}

function level(text: string): Omit<Headline, 'indent'> | undefined {
  if (text.startsWith('error: ')) return { level: 'error', ...explained(text.slice(7).trim()) };
  if (text.startsWith('warning: ')) return { level: 'warning', message: text.slice(9).trim() };
  const coded = /^(error|warning)\[(E\d{4})\]: (.*)$/.exec(text);
  if (!coded) return undefined;
  return { level: coded[1] as 'error' | 'warning', code: coded[2] as string, message: (coded[3] as string).trim() };
}

/** In 2016 the code stood at the end: `error: mismatched types [--explain E0308]`. */
function explained(message: string): { readonly message: string; readonly code?: string } {
  const [, said, code] = /^(.{1,1000}) \[--explain (E\d{4})\]$/.exec(message) ?? [];
  return said === undefined || code === undefined ? { message } : { message: said, code };
}

/** PowerShell names the program on the first line it captures from its error stream: `cargo : error: …`. */
export function withoutCommand(text: string): string {
  const command = /^(?:cargo|rustc|rustup|cross|rustfmt)(?:\.exe)? : /.exec(text);
  return command ? text.slice(command[0].length) : text;
}
