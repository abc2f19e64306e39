import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { STYLE } from '../src/core/render/html/style.js';
import { ROOT } from './scenario.js';

/**
 * The page where one pastes or drops a log and reads why it is red, as one file that may be kept: its policy lets it
 * load and send nothing. The walk is the one of the command line, in a worker.
 */
export async function pastePage(): Promise<string> {
  const worker = await bundled('worker.ts');
  const script = await bundled('page.ts', { WORKER: JSON.stringify(worker) });
  const style = `${STYLE}${readFileSync(join(ROOT, 'site/page.css'), 'utf8')}`;
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}' blob:`,
    'worker-src blob:',
    `style-src '${hashOf(style)}'`,
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Why is it red? · whydunit</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Why is it red?</h1>
<p>Paste the log of a failed build, test run or container, or drop a file anywhere on this page. It is read here, in your browser:
nothing leaves your machine, and the page works without a network.</p>
<form>
<label for="log">The log</label>
<textarea id="log" spellcheck="false" autocomplete="off"></textarea>
<button type="submit">Say why</button>
<label for="file">or a file</label>
<input id="file" type="file">
</form>
<p id="status" role="status"></p>
<section id="answer" tabindex="-1" aria-label="Why"></section>
</main>
<script>${script}</script>
</body>
</html>
`;
}

/** esbuild refuses a `node:` module for this platform, so that nothing impure can hide behind a condition. */
async function bundled(file: string, define: Readonly<Record<string, string>> = {}): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'site', file)],
    bundle: true,
    write: false,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    define,
    legalComments: 'none',
    logLevel: 'error',
  });
  // No text of the program may end the element it stands in.
  return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
