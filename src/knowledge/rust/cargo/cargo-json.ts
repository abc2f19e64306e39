import type { Failure } from '../../../core/domain/failure.js';
import type { Line } from '../../../core/domain/line.js';
import { isRecord, jsonObject } from '../../../core/json.js';
import type { Parser } from '../../../core/parse/parser.js';
import { RustcBlock } from '../rustc/rustc-block.js';
import { rustcHeadline } from '../rustc/rustc-headline.js';
import { rustcSuggestions } from '../rustc/rustc-suggestion.js';

interface Message {
  readonly level?: unknown;
  readonly message?: unknown;
  readonly rendered?: unknown;
}

/**
 * `cargo … --message-format=json` and rustc's own `--error-format=json`: one object a line, read through its `rendered` text,
 * whose lines all carry the number of the raw line. Format: https://doc.rust-lang.org/rustc/json.html
 */
export const cargoJson: Parser = {
  name: 'cargo-json',
  anchors: ['"reason":"compiler-message"', '"$message_type":"diagnostic"'],
  start(line) {
    const message = diagnosticOf(line.text);
    if (!message || line.clipped) return undefined;
    const failure = failureOf(message, line);
    if (!failure) return undefined;
    return { next: () => 'refused', end: () => ({ failures: [failure] }) };
  },
};

function diagnosticOf(text: string): Message | undefined {
  const whole = jsonObject(text.slice(text.indexOf('{')));
  const inner = whole?.['message'];
  return isRecord(inner) ? inner : whole;
}

function failureOf(message: Message, line: Line): Failure | undefined {
  const level = message.level;
  if ((level !== 'error' && level !== 'error: internal compiler error') || typeof message.rendered !== 'string')
    return undefined;
  if (typeof message.message === 'string' && message.message.startsWith('aborting due to')) return undefined;
  const rendered = message.rendered
    .replace(/\u001b\[[\d;]*m/g, '')
    .trimEnd()
    .split('\n');
  const lines = rendered.map((text) => ({ ...line, text, printed: text }));
  const headline = rustcHeadline(rendered[0] ?? '');
  if (headline?.level !== 'error') return undefined;
  const block = new RustcBlock(headline, lines[0] as Line);
  for (const each of lines.slice(1)) if (!block.isFull) block.add(each);
  const failure = block.failure(new Map());
  const suggestions = rustcSuggestions(message);
  return failure && suggestions.length > 0 ? { ...failure, suggestions } : failure;
}
