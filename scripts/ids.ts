/**
 * Keeps docs/ids.txt, the list of every pattern id there ever was: `npm run ids`. New ids are added, ids without a
 * pattern are marked retired, and a retired id that is used again is refused: people refer to ids in waivers.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from '../src/knowledge/catalogue/load.js';
import { ROOT } from './scenario.js';

const FILE = join(ROOT, 'docs/ids.txt');
const HEADING = '# Every pattern id there ever was, written by npm run ids. A retired one is never used again.';

const before = existsSync(FILE)
  ? readFileSync(FILE, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
  : [];
const retired = before.filter((line) => line.endsWith(' retired')).map((line) => line.replace(' retired', ''));
const ids = (await loadCatalogue([])).patterns.map(({ id }) => id);
const reused = ids.filter((id) => retired.includes(id));

if (reused.length > 0) {
  console.error(`${reused.join(', ')}: retired ids are not used again, choose another name`);
  process.exitCode = 1;
} else {
  const gone = before.filter((line) => !line.endsWith(' retired') && !ids.includes(line));
  const lines = [...ids, ...[...retired, ...gone].map((id) => `${id} retired`)].sort();
  writeFileSync(FILE, `${HEADING}\n${lines.join('\n')}\n`);
  console.log(`${ids.length} ids, ${retired.length + gone.length} retired`);
}
