/**
 * Tutorials: Markdown with the files and commands of a walk, and what the program answers. A block `text NAME` is a file; each
 * line `$ …` of a `console` block is run among those files, and what stands below it is what was printed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './scenario.js';

const BLOCK = /^(`{3,})(console|text (\S+))\n([\s\S]*?)^\1$/gm;
/** `whydunit` of a tutorial is the program as it is here, from its sources. */
const SHELL = `whydunit() { '${process.execPath}' --import '${import.meta.resolve('tsx')}' '${join(ROOT, 'src/cli.ts')}' "$@"; }`;

/** The page as its commands answer now. Throws where a file's name leads out of the walk's own folder. */
export function rerun(page: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'whydunit-tutorial-'));
  try {
    symlinkSync(join(ROOT, 'fixtures'), join(folder, 'fixtures'));
    return page.replace(BLOCK, (block: string, fence: string, kind: string, name: string | undefined, body: string) => {
      if (name === undefined) return `${fence}${kind}\n${answered(body, folder)}${fence}`;
      keep(join(folder, name), folder, body);
      return block;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function keep(path: string, folder: string, body: string): void {
  if (!path.startsWith(`${folder}/`)) throw new Error(`${path} lies outside of the tutorial's folder`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, body);
}

function answered(body: string, folder: string): string {
  return body
    .split('\n')
    .filter((line) => line.startsWith('$ '))
    .map((line) => `${line}\n${answer(line.slice(2), folder)}`)
    .join('');
}

/** What a command prints, on both channels as they come. */
function answer(command: string, cwd: string): string {
  const env = { PATH: process.env['PATH'] ?? '', HOME: cwd, NO_COLOR: '1', COLUMNS: '80' };
  const { stdout } = spawnSync('sh', ['-c', `exec 2>&1\n${SHELL}\n${command}`], { cwd, env, encoding: 'utf8' });
  return stdout === '' || stdout.endsWith('\n') ? stdout : `${stdout}\n`;
}
