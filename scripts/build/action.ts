import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { ROOT } from '../scenario.js';
import { ascii } from './ascii.js';
import type { Door, Part } from './part.js';
import { inCode, withTables } from './prebuilt.js';

/** How ncc writes what could not be found when bundling. */
const UNRESOLVED = 'eval("require")';
/** dockerode's debug asks for colours if somebody happens to have installed them, inside a try: it does without. */
const OPTIONAL = `${UNRESOLVED}("supports-color")`;
/** `index.js`, and what stands behind an `import()` that is not eager. */
const PART = /^(?:\d+\.)?index\.js$/;
/** Files that a package would read in calls we never make: dockerode's, when it builds images with BuildKit's sessions. */
const NEVER_READ: ReadonlySet<string> = new Set(['auth.proto', 'buildkit_status.proto']);
const LICENSES = 'licenses.txt';

const run = (program: string, ...args: string[]) =>
  promisify(execFile)(join(ROOT, 'node_modules/.bin', program), args, { cwd: ROOT, maxBuffer: 1 << 28 });

/**
 * The action: `index.js` and its parts, by ncc, from what TypeScript makes of the sources.
 * @throws Error with what a tool printed, for a module that could not be found, and for a file that would be needed beside it
 */
export async function action(): Promise<Door> {
  const [lib, out] = [join(ROOT, 'lib'), mkdtempSync(join(tmpdir(), 'whydunit-build-'))];
  try {
    rmSync(lib, { recursive: true, force: true });
    await run('tsc', '-p', '.');
    const prebuilt = join(lib, 'walk/prebuilt.js');
    writeFileSync(prebuilt, await withTables(readFileSync(prebuilt, 'utf8'), inCode));
    await run(
      'ncc',
      'build',
      join(lib, 'action.js'),
      '-o',
      out,
      '-C',
      '-q',
      '--target',
      'es2022',
      '--license',
      LICENSES,
    );
    const files = readdirSync(out).filter((file) => !NEVER_READ.has(file));
    const extra = files.filter((file) => !PART.test(file) && file !== 'package.json' && file !== LICENSES);
    if (extra.length > 0) throw new Error(`the action would need ${extra.join(', ')} beside it: import what it uses`);
    const parts = await Promise.all(files.filter((file) => PART.test(file)).map((file) => part(out, file)));
    return { parts, licenses: readFileSync(join(out, LICENSES), 'utf8') };
  } finally {
    for (const folder of [lib, out]) rmSync(folder, { recursive: true, force: true });
  }
}

async function part(folder: string, name: string): Promise<Part> {
  const whole = readFileSync(join(folder, name), 'utf8');
  if (whole.replaceAll(OPTIONAL, '').includes(UNRESOLVED))
    throw new Error(`${name}: a module could not be found when bundling; it would fail when used`);
  const { code } = await transform(whole, { minify: true, format: 'esm', target: 'es2022', legalComments: 'none' });
  return { name, code: ascii(code) };
}
