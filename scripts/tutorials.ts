/**
 * Runs the commands of every tutorial anew: `npm run tutorials -- [--check]`. Writes what they answer into the pages, or
 * compares it; exit code 1 when a page is not current.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepCurrent } from './generated.js';
import { ROOT } from './scenario.js';
import { rerun } from './tutorial.js';

const FOLDER = 'docs/tutorials';
const names = readdirSync(join(ROOT, FOLDER)).filter((name) => name.endsWith('.md'));
const pages = names.map((name) => {
  const path = `${FOLDER}/${name}`;
  return [path, rerun(readFileSync(join(ROOT, path), 'utf8'))] as const;
});
const stale = keepCurrent(new Map(pages), 'npm run tutorials');
for (const problem of stale) console.error(problem);
console.log(`${pages.length} tutorials`);
process.exitCode = stale.length > 0 ? 1 : 0;
