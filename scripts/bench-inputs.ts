/** What `npm run bench` gives to the programs beside the logs: expressions, archives, patterns of one's own. */
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { ZipFile } from 'yazl';
import { BUILT_IN } from '../src/knowledge/catalogue/bundle.generated.js';

/** The catalogue's expressions as other engines read them, one a line, and how many they are. */
export function expressions(folder: string): { readonly path: string; readonly count: number } {
  const clauses = BUILT_IN.flatMap(({ when }) => [...when.all, ...when.any]);
  const all = new Set(
    clauses.map(({ expression }) =>
      expression
        .replace(/\(\?P?<\w+>/g, '(')
        .replace(/\{0,\d{2,}\}/g, '*')
        .replace(/\{\d+,\d{2,}\}/g, '+'),
    ),
  );
  const ascii = [...all].filter((expression) => /^[\u0020-\u007e]+$/.test(expression));
  const path = join(folder, 'expressions.txt');
  writeFileSync(path, `${ascii.join('\n')}\n`);
  return { path, count: ascii.length };
}

/** A zip that holds the file. */
export async function zipped(path: string): Promise<string> {
  const target = `${path}.zip`;
  if (existsSync(target)) return target;
  const zip = new ZipFile();
  zip.addFile(path, basename(path));
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(target));
  return target;
}

export async function gzipped(path: string): Promise<string> {
  const target = `${path}.gz`;
  if (!existsSync(target)) await pipeline(createReadStream(path), createGzip(), createWriteStream(target));
  return target;
}

/** A folder with so many files of 100 kB, pieces of a log. */
export function manyFiles(count: number, log: string, folder: string): string {
  const directory = join(folder, `files-${count}`);
  mkdirSync(directory, { recursive: true });
  const bytes = readFileSync(log);
  const pieces = Math.floor(bytes.length / 100_000);
  for (let index = 0; index < count; index++) {
    const at = (index % pieces) * 100_000;
    writeFileSync(join(directory, `job-${index}.log`), bytes.subarray(at, at + 100_000));
  }
  return directory;
}

/** A folder with so many patterns that match nothing, as a glob. */
export function ownPatterns(count: number, folder: string): string {
  const directory = join(folder, `patterns-${count}`);
  mkdirSync(join(directory, 'own'), { recursive: true });
  for (let index = 0; index < count; index++)
    writeFileSync(join(directory, 'own', `p${index}.yaml`), ownPattern(index));
  return join(directory, '**/*.yaml');
}

function ownPattern(index: number): string {
  return `title: The gizmo ${index} stands still
severity: P2
cause: code
status: documented
when:
  any: ['gizmo number ${index} stands still at (?<place>\\S+)']
root_cause: The gizmo stands still at {place}.
fix:
  - text: Start it again.
verify: ['gizmo status']
prevention: ['Oil it.']
see: ['https://example.com/gizmo']
examples:
  match: [{log: 'gizmo number ${index} stands still at home', captures: {place: home}}]
  no_match: [{because: it runs, log: 'gizmo number ${index} runs'}]
`;
}
