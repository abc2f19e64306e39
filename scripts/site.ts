/** Makes the site to publish: `npm run site` writes `_site`, the documentation with its search and the page to paste a log into. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docsSite } from './docs-site.js';
import { pastePage } from './paste-page.js';
import { ROOT } from './scenario.js';

const output = join(ROOT, '_site');
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
const pages = await docsSite(output);
const paste = await pastePage();
writeFileSync(join(output, 'paste.html'), paste);
console.log(`_site: ${pages} pages, and paste.html of ${Math.round(paste.length / 1024)} kB`);
