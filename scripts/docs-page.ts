/** The frame of a page of the documentation; pure. */
import { escapeHtml } from '../src/core/render/safe/html.js';

/** What stands around a page's own words. */
export interface DocsPage {
  readonly title: string;
  /** Finished HTML. */
  readonly content: string;
  /** The way to the top of the site: `../../`, empty at the top. */
  readonly root: string;
}

const MENU = [
  ['index.html', 'Start'],
  ['paste.html', 'Try it'],
  ['patterns.html', 'Patterns'],
  ['guide/how-it-decides.html', 'How it decides'],
  ['guide/troubleshooting.html', 'Troubleshooting'],
  ['guide/index.html', 'All pages'],
] as const;

/** Nothing but the site's own files: no font, no picture, no script from anywhere else. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/** A page of the documentation as a whole. */
export function docsPage({ title, content, root }: DocsPage): string {
  const menu = MENU.map(([path, name]) => `<a href="${root}${path}">${name}</a>`).join('\n');
  return `<!doctype html>
<html lang="en" data-root="${root}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)} · whydunit</title>
<link rel="stylesheet" href="${root}docs.css">
<script src="${root}search.js" defer></script>
</head>
<body>
<a class="skip" href="#content">To the text</a>
<header class="bar">
<b>whydunit</b>
<nav class="bar" aria-label="Pages">
${menu}
</nav>
<form role="search" hidden>
<label for="search">Search</label>
<input id="search" type="search" autocomplete="off" placeholder="a message, a tool, a pattern">
<p id="search-status" role="status"></p>
<ul id="found" aria-label="Found pages"></ul>
</form>
</header>
<main id="content">
${content}
</main>
</body>
</html>
`;
}
