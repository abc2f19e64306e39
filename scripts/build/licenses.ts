import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LICENCE = /^(?:licen[cs]e|copying)(?:[-.]\w{1,20}){0,2}$/i;

/**
 * The licences of packages, each once and in the order of their names: name, kind and text, an empty line between them.
 * @param files whatever was bundled, as absolute paths; what lies in no package is passed over
 */
export function licensesOf(files: Iterable<string>): string {
  const packages = new Map<string, string>();
  for (const directory of new Set([...files].map(packageDirectory))) {
    if (directory === undefined) continue;
    const { name, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
    const file = readdirSync(directory).find((each) => LICENCE.test(each));
    const text = file === undefined ? '' : readFileSync(join(directory, file), 'utf8');
    packages.set(name, [name, license, text.replaceAll('\r\n', '\n').trim()].filter(Boolean).join('\n'));
  }
  const names = [...packages.keys()].sort();
  return `${names.map((name) => packages.get(name)).join('\n\n')}\n`;
}

/** The package that a file below `node_modules` lies in; a `package.json` without a version only says how modules are read. */
function packageDirectory(file: string): string | undefined {
  if (!/[\\/]node_modules[\\/]/.test(file)) return undefined;
  for (let directory = dirname(file); ; directory = dirname(directory)) {
    const manifest = join(directory, 'package.json');
    if (existsSync(manifest) && 'version' in JSON.parse(readFileSync(manifest, 'utf8'))) return directory;
    if (directory === dirname(directory)) return undefined;
  }
}

/** Texts of `licensesOf` and of ncc, which writes the same, as one: every package once, in the order of names. */
export function mergedLicenses(texts: readonly string[]): string {
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
