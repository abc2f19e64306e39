import { sha256 } from '@noble/hashes/sha2.js';
import { base64, utf8 } from '../../bytes.js';
import { escapeHtml } from '../safe/html.js';

/** What a page is made of. */
interface Page {
  /** Plain text. */
  readonly title: string;
  /** The page's only style sheet. */
  readonly style: string;
  /** The page's only script, where it has one. */
  readonly script?: string;
  /** Lines of HTML in which all outside text is escaped; empty ones are left out. */
  readonly body: readonly string[];
}

/** One HTML file that loads and sends nothing, and runs nothing but its own script. */
export function htmlPage({ title, style, script, body }: Page): string {
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyFor(style, script)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    ...body,
    ...(script === undefined ? [] : [`<script>${script}</script>`]),
    '</body>',
    '</html>',
  ]
    .filter((line) => line !== '')
    .join('\n')}\n`;
}

function policyFor(style: string, script: string | undefined): string {
  return [
    "default-src 'none'",
    `style-src ${sourceOf(style)}`,
    ...(script === undefined ? [] : [`script-src ${sourceOf(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function sourceOf(text: string): string {
  return `'sha256-${base64(sha256(utf8(text)))}'`;
}
