import { clip } from '../safe/clean.js';

/** SARIF messages may hold links and placeholders: brackets and braces from outside must not make any (3.11.5, 3.11.6). */
export function message(text: string): string {
  return clip(text, 4_000)
    .replace(/[[\]\\]/g, '\\$&')
    .replace(/\{(?=\d)/g, '{{');
}
