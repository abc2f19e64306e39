/**
 * Builds `dist` (or the directory given as argument): the catalogue's bundle, then both doors, each with parts that are
 * loaded when they are asked for. The same sources give the same bytes, wherever and however often it runs.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { action } from './build/action.js';
import { commandLine } from './build/command-line.js';
import { mergedLicenses } from './build/licenses.js';
import { ROOT } from './scenario.js';

async function main(dist: string): Promise<void> {
  execFileSync(join(ROOT, 'node_modules/.bin/tsx'), ['scripts/bundle.ts'], { cwd: ROOT, stdio: 'inherit' });
  const doors = await Promise.all([action(), commandLine()]);
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  for (const { parts } of doors) {
    for (const { name, code } of parts) {
      writeFileSync(join(dist, name), code);
      chmodSync(join(dist, name), name === 'cli.js' ? 0o755 : 0o644);
    }
    const kilobytes = parts.reduce((sum, { code }) => sum + code.length, 0) / 1024;
    console.log(`${parts.length} files, ${Math.round(kilobytes)} kB`);
  }
  writeFileSync(join(dist, 'package.json'), '{\n  "type": "module"\n}\n');
  writeFileSync(join(dist, 'licenses.txt'), mergedLicenses(doors.map(({ licenses }) => licenses)));
}

try {
  await main(resolve(process.argv[2] ?? join(ROOT, 'dist')));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
