/**
 * Completes package-lock.json: `npm run lock`, after adding or updating a dependency.
 *
 * npm leaves a package for another platform out of the lock file when the registry in use does not carry it, and then
 * `npm ci` refuses that very lock file. Each is entered here as npm would have, with its version and platform; its checksum
 * is asked of the registry, and stays out where that does not know it.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './scenario.js';

interface LockEntry {
  version?: string;
  integrity?: string;
  link?: boolean;
  dev?: boolean;
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

/** Where a platform package runs, by the words of its name: `@scope/name-linux-x64-musl`. */
function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> | undefined {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) return undefined;
  if (os !== 'linux') return { os: [os], cpu: [cpu] };
  return { os: [os], cpu: [cpu], libc: [words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc'] };
}

/** What the registry says that a version's archive hashes to. */
function checksumOf(name: string, version: string): string | undefined {
  const { stdout } = spawnSync('npm', ['view', `${name}@${version}`, 'dist.integrity'], { encoding: 'utf8' });
  return /^sha512-[\w+/]{86}==$/.test(stdout.trim()) ? stdout.trim() : undefined;
}

const file = join(ROOT, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, LockEntry> };
const added: string[] = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const isThere = lock.packages[`${path}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
    const platform = platformOf(name);
    if (isThere !== undefined || platform === undefined || !/^\d+\.\d+\.\d+$/.test(version)) continue;
    lock.packages[`node_modules/${name}`] = { version, ...platform, ...(entry.dev && { dev: true }), optional: true };
    added.push(name);
  }
}
const checked: string[] = [];
for (const [path, { version, link, integrity, ...entry }] of Object.entries(lock.packages)) {
  const name = /^(?:.*\/)?node_modules\/(.+)$/.exec(path)?.[1];
  if (name === undefined || version === undefined || link || integrity !== undefined) continue;
  const checksum = checksumOf(name, version);
  if (checksum === undefined) continue;
  lock.packages[path] = { version, integrity: checksum, ...entry };
  checked.push(name);
}
const order = ([one]: [string, unknown], [other]: [string, unknown]) => one.localeCompare(other, 'en');
const packages = Object.fromEntries(Object.entries(lock.packages).sort(order));
if (added.length + checked.length > 0) writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
console.log(`entered ${added.length}: ${added.join(', ')}\nchecksums for ${checked.length}: ${checked.join(', ')}`);
