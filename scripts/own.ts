/**
 * Says whose repository this is: `npm run own -- owner/name`. The address stands in package.json; README and the workflows
 * to copy repeat it where they say `uses:`, and are rewritten from there; CODEOWNERS names the owner. Until it is told, `OWNER/whydunit` stands for it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './scenario.js';

const FOLDER = 'docs/workflows';
const FILES = ['README.md', 'src/core/home.ts', ...readdirSync(join(ROOT, FOLDER)).map((file) => `${FOLDER}/${file}`)];

interface Package {
  repository: string;
}

const [wanted = ''] = process.argv.slice(2);
if (!/^[\w.-]+\/[\w.-]+$/.test(wanted)) {
  console.error('Usage: npm run own -- owner/name');
  process.exitCode = 2;
} else {
  const path = join(ROOT, 'package.json');
  const text = readFileSync(path, 'utf8');
  const former = (JSON.parse(text) as Package).repository.replace('github:', '');
  writeFileSync(path, text.replace(`"github:${former}"`, `"github:${wanted}"`));
  for (const file of FILES) {
    const before = readFileSync(join(ROOT, file), 'utf8');
    const after = before.replaceAll(former, wanted);
    if (after !== before) console.log(`${file}: ${before.split(former).length - 1} times`);
    writeFileSync(join(ROOT, file), after);
  }
  const owners = join(ROOT, '.github/CODEOWNERS');
  const [was = '', is = ''] = [former, wanted].map((address) => `@${address.split('/')[0]}`);
  writeFileSync(owners, readFileSync(owners, 'utf8').replaceAll(`${was}\n`, `${is}\n`));
  console.log(`package.json: github:${wanted}`);
}
