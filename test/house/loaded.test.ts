import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/** What is imported whenever a file is loaded; types are not, nor what is imported when it is asked for. */
const IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)';/gms;

/** The packages that are loaded with a file, each with the path of files that leads to it. */
function packagesOf(file: string, way: readonly string[] = [], seen = new Set<string>()): Map<string, string> {
  const packages = new Map<string, string>();
  if (seen.has(file)) return packages;
  seen.add(file);
  const path = [...way, file];
  for (const [, wanted = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    if (wanted.startsWith('node:')) continue;
    if (!wanted.startsWith('.')) packages.set(wanted, path.join(' → '));
    else
      for (const [name, its] of packagesOf(join(dirname(file), wanted.replace(/\.js$/, '.ts')), path, seen))
        packages.set(name, its);
  }
  return packages;
}

test('the command line loads no package but those that every diagnosis needs', () => {
  const packages = packagesOf('src/commands/command-line.ts');
  expect([...packagesOf('src/cli.ts').keys()]).toEqual([]);
  for (const needed of ['re2js', '@noble/hashes/sha2.js', 'saxes']) packages.delete(needed);
  expect(Object.fromEntries(packages)).toEqual({});
});
