import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeptPatterns, ReadPattern } from '../../knowledge/catalogue/pattern-set.js';
import { cacheFolder, isOwnFolder } from '../files/cache-folder.js';

/** What is kept: of what program, working directory and globs, and the patterns. */
interface Kept {
  readonly of: string;
  readonly read: readonly ReadPattern[];
}

/** More is read anew each time. */
const MOST_CHARACTERS = 1 << 25;

/**
 * What the pattern files of a command were read as when it was last given in this directory: reading them takes a
 * thousand times as long as comparing their texts. It is kept in a folder of the user's own, in one of sixteen files, and
 * counts for the very same program alone; where that cannot be, everything is read each time.
 * @param asked what tells the command from others: its globs and the like
 * @param program path of what was started: a small file that is another one for each change of the program
 */
export function keptPatterns(
  asked: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  program = process.argv[1] ?? '',
): KeptPatterns {
  let found: Place | undefined;
  let before: ReadonlyMap<string, ReadPattern> | undefined;
  return {
    known: ({ path, text }) => {
      found ??= placeOf(asked, env, program);
      before ??= new Map(readBefore(found).map((each) => [each.path, each]));
      const known = before.get(path);
      return known?.text === text ? known.pattern : undefined;
    },
    keep: (read) => keep(found ?? placeOf(asked, env, program), read),
  };
}

/** The file that it is kept in, and of what it is; without a path where there is none. */
interface Place {
  readonly path?: string;
  readonly of: string;
}

function placeOf(asked: readonly string[], env: Readonly<Record<string, string | undefined>>, program: string): Place {
  try {
    const of = JSON.stringify([hashOf(readFileSync(program)), process.cwd(), asked]);
    const folder = join(cacheFolder(env), 'patterns');
    if (!isOwnFolder(folder)) return { of };
    return { path: join(folder, `${hashOf(of).slice(0, 1)}.json`), of };
  } catch {
    return { of: '' };
  }
}

function hashOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

function readBefore({ path, of }: Place): readonly ReadPattern[] {
  if (path === undefined) return [];
  try {
    const before = JSON.parse(readFileSync(path, 'utf8')) as Kept;
    return before.of === of ? before.read : [];
  } catch {
    return [];
  }
}

function keep({ path, of }: Place, read: readonly ReadPattern[]): void {
  const text = JSON.stringify({ of, read } satisfies Kept);
  if (path === undefined || text.length > MOST_CHARACTERS) return;
  const written = `${path}.${process.pid}`;
  try {
    writeFileSync(written, text, { mode: 0o600 });
    renameSync(written, path);
  } catch {
    // A disk that is full: the next time is as slow as this one.
  }
}
