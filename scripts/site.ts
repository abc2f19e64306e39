/** Makes the page to publish: `npm run site` writes `_site/index.html`, one file that loads nothing. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pastePage } from './paste-page.js';
import { ROOT } from './scenario.js';

const page = await pastePage();
mkdirSync(join(ROOT, '_site'), { recursive: true });
writeFileSync(join(ROOT, '_site/index.html'), page);
console.log(`_site/index.html: ${Math.round(page.length / 1024)} kB`);
