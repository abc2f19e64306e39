/**
 * Builds `dist` (or the directory given as argument): the catalogue's bundle, JavaScript from TypeScript, then one
 * file for each door. The same sources give the same bytes, wherever and however often it runs.
 */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { transform } from 'esbuild';
import { ascii } from './ascii.js';
import { ROOT } from './scenario.js';

interface Door {
  /** Compiled entry. */
  readonly entry: string;
  /** File in dist. */
  readonly file: string;
  readonly executable: boolean;
  /** What must not stand in the bundle, and why. */
  readonly refused: readonly (readonly [text: string, because: string])[];
}

const UNRESOLVED = ['eval("require")', 'a module could not be found when bundling; it would fail when used'] as const;

/** Files that a package would read in calls we never make: dockerode's, when it builds images with BuildKit's sessions. */
const NEVER_READ: ReadonlySet<string> = new Set(['auth.proto', 'buildkit_status.proto']);

/** dockerode's debug asks for colours if somebody happens to have installed them, inside a try: it does without. */
const OPTIONAL = 'eval("require")("supports-color")';

const DOORS: readonly Door[] = [
  { entry: 'lib/action.js', file: 'index.js', executable: false, refused: [UNRESOLVED] },
  {
    entry: 'lib/cli.js',
    file: 'cli.js',
    executable: true,
    refused: [
      UNRESOLVED,
      ['supports job summaries', 'the command line must not carry @actions/core'],
      ['octokit', 'the command line must not carry @actions/github'],
    ],
  },
];

/** Runs a program of node_modules/.bin; rejects with what it printed. */
function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(join(ROOT, 'node_modules/.bin', command), args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    child.stdout.on('data', (chunk) => (printed += chunk));
    child.stderr.on('data', (chunk) => (printed += chunk));
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0 ? done() : fail(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${printed}`)),
    );
  });
}

interface Bundle {
  readonly code: string;
  /** What is loaded when it is asked for only. */
  readonly parts: readonly { readonly file: string; readonly code: string }[];
  readonly licenses: string;
}

/** How ncc names what stands behind an `import()` that is not eager. */
const PART = /^\d+\.index\.js$/;

/** The parts of a door are named after it, not after the action. */
function renamed(code: string, { file }: Door): string {
  return code.replaceAll('.index.js', `.${file}`);
}

/** ncc makes the door itself small, but not its parts. */
async function part(path: string, door: Door): Promise<Bundle['parts'][number]> {
  const { code } = await transform(readFileSync(path, 'utf8'), {
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
  });
  if (code.includes(UNRESOLVED[0])) throw new Error(`${path}: ${UNRESOLVED[1]}`);
  return { file: renamed(basename(path), door), code };
}

/** Bundles one door; returns its code, its parts and the licences of what is in them. */
async function bundle(door: Door): Promise<Bundle> {
  const out = mkdtempSync(join(tmpdir(), 'whydunit-build-'));
  try {
    await run('ncc', [
      'build',
      join(ROOT, door.entry),
      '-o',
      out,
      '-m',
      '-C',
      '-q',
      '--target',
      'es2022',
      '--license',
      'licenses.txt',
    ]);
    const files = readdirSync(out);
    const parts = files.filter((file) => PART.test(file));
    const expected = ['index.js', 'licenses.txt', 'package.json', ...parts];
    const extra = files.filter((file) => !expected.includes(file) && !NEVER_READ.has(file));
    if (extra.length > 0)
      throw new Error(`${door.file} would need ${extra.join(', ')} beside it: import statically what it uses`);
    const code = ascii(renamed(readFileSync(join(out, 'index.js'), 'utf8'), door));
    for (const [text, because] of door.refused) {
      if (code.replace(OPTIONAL, '').includes(text))
        throw new Error(`${door.file} holds ${JSON.stringify(text)}: ${because}`);
    }
    const licenses = join(out, 'licenses.txt');
    return {
      code,
      parts: await Promise.all(parts.map((file) => part(join(out, file), door))),
      licenses: existsSync(licenses) ? readFileSync(licenses, 'utf8') : '',
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** One text with every package once, in the order of names; ncc separates entries by an empty line and the name. */
function mergeLicenses(texts: readonly string[]): string {
  const packages = new Map<string, string>();
  for (const text of texts) {
    for (const entry of text.split(/\n\n(?=(?:@[\w.-]+\/)?[\w.-]+\n(?:[\w(][^\n]*\n|\n|$))/)) {
      const name = entry.trim().split('\n')[0] ?? '';
      if (name !== '') packages.set(name, entry.trim());
    }
  }
  const names = [...packages.keys()].sort();
  return `${names.map((name) => packages.get(name)).join('\n\n')}\n`;
}

async function main(dist: string): Promise<void> {
  rmSync(join(ROOT, 'lib'), { recursive: true, force: true });
  await run('tsx', ['scripts/bundle.ts']);
  await run('tsc', ['-p', '.']);
  const bundles = await Promise.all(DOORS.map(bundle));
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  for (const [index, door] of DOORS.entries()) {
    const file = join(dist, door.file);
    const { code, parts } = bundles[index] as Bundle;
    writeFileSync(file, door.executable && !code.startsWith('#!') ? `#!/usr/bin/env node\n${code}` : code);
    chmodSync(file, door.executable ? 0o755 : 0o644);
    for (const each of parts) writeFileSync(join(dist, each.file), each.code);
    const later = parts.reduce((sum, each) => sum + each.code.length, 0);
    console.log(`${door.file}: ${Math.round(code.length / 1024)} kB, and ${Math.round(later / 1024)} kB on demand`);
  }
  writeFileSync(join(dist, 'package.json'), '{\n  "type": "module"\n}\n');
  writeFileSync(join(dist, 'licenses.txt'), mergeLicenses(bundles.map((each) => each.licenses)));
}

try {
  await main(resolve(process.argv[2] ?? join(ROOT, 'dist')));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
