import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { create } from '@actions/glob';
import { contentOfFile } from './text-file.js';

/** What some glob patterns lead to. */
export interface GlobResult {
  /** Relative to the working directory where they lie in it. */
  readonly paths: readonly string[];
  /** Patterns that lead to nothing. */
  readonly unmatched: readonly string[];
  /** What a wildcard hit and cannot be a log, in words. */
  readonly notes: readonly string[];
}

/**
 * Files and directories by the runner's own glob rules; a pattern that begins with ! takes out what others hit. What is
 * named without a wildcard is taken as it is; of what a wildcard hits, binary files are left out with a note, and so is
 * what a link leads to outside of the folder that was named.
 */
export async function expandGlobs(patterns: readonly string[]): Promise<GlobResult> {
  const excluding = patterns.filter((pattern) => pattern.startsWith('!'));
  const paths = new Set<string>();
  const unmatched: string[] = [];
  const notes: string[] = [];
  for (const pattern of patterns.filter((each) => !each.startsWith('!') && !each.startsWith('#'))) {
    const globber = await create([pattern, ...excluding].join('\n'), {
      implicitDescendants: false,
      omitBrokenSymbolicLinks: true,
    });
    const roots = await Promise.all(globber.getSearchPaths().map(real));
    const hits = (await globber.glob()).map(fromHere);
    if (hits.length === 0) unmatched.push(pattern);
    for (const path of hits) {
      if (resolve(path) === resolve(pattern)) paths.add(path);
      else if ((await isBelow(path, roots, notes)) && (await isText(path, notes))) paths.add(path);
    }
  }
  return { paths: [...paths].sort(), unmatched, notes };
}

/** Whether a path, links followed, lies where the pattern looks. Whoever writes into the folder could put a link there. */
async function isBelow(path: string, roots: readonly string[], notes: string[]): Promise<boolean> {
  const target = await real(path);
  const below = roots.some((root) => target === root || target.startsWith(root.endsWith(sep) ? root : root + sep));
  if (!below) notes.push(`${path} is left out: it is a link to outside of the folder`);
  return below;
}

function real(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

async function isText(path: string, notes: string[]): Promise<boolean> {
  const { size, isFile } = await stat(path).then((stats) => ({ size: stats.size, isFile: stats.isFile() }));
  if (!isFile) return false;
  // What cannot be opened stays: reading it will say why.
  const content = await contentOfFile(path, path, size).catch(() => 'text' as const);
  if (content === 'binary') notes.push(`${path} is left out: it is a binary file`);
  return content !== 'binary';
}

function fromHere(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short.replaceAll(sep, '/');
}
