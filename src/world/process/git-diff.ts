import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Change } from '../../core/domain/history.js';
import { KnownError, reasonOf } from '../../core/errors.js';

const MOST_BYTES = 256 * 1024 * 1024;
const MOST_MS = 60_000;

/** Names as they are, prefixes as we read them, and nothing of the repository's own settings that would run a program. */
const ARGUMENTS = [
  ...['--no-pager', '-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false', '-c', 'diff.noprefix=false'],
  ...['-c', 'diff.mnemonicPrefix=false', 'diff', '--no-ext-diff', '--no-textconv', '--no-color', '--no-renames'],
  ...['--unified=0', '--src-prefix=a/', '--dst-prefix=b/', '--merge-base'],
];

/**
 * What a working tree changes since it left a commit or branch, by git itself.
 * @param directory the root of the repository
 * @param base what git takes for a commit: `origin/main`, a hash
 * @throws KnownError bad-option where git does not know it, or there is no git
 */
export async function gitDiff(directory: string, base: string): Promise<Change> {
  if (base.startsWith('-')) throw unknownBase(base, 'is no commit');
  try {
    const { stdout } = await promisify(execFile)('git', [...ARGUMENTS, base, '--'], {
      ...{ cwd: directory, maxBuffer: MOST_BYTES, timeout: MOST_MS, encoding: 'utf8' },
    });
    return changeIn(stdout);
  } catch (error) {
    const said = /^(?:fatal|error): (.{1,200})/m.exec((error as { stderr?: string }).stderr ?? '')?.[1];
    throw unknownBase(base, `git cannot compare with it: ${said ?? reasonOf(error)}`, error);
  }
}

/** A unified diff without context as the lines it adds, by file. What is added may look like a head: hunks are counted. */
export function changeIn(diff: string): Change {
  const files = new Map<string, Set<number>>();
  let current: Set<number> | undefined;
  let inHunk = 0;
  for (const line of diff.split('\n')) {
    if (inHunk > 0) {
      if (!line.startsWith('\\')) inHunk--;
      continue;
    }
    const head = /^diff --git a\/(.*) b\/\1$/.exec(line)?.[1];
    if (head !== undefined) files.set(head, (current = new Set()));
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk === null) continue;
    const [, removed = '1', first, added = '1'] = hunk;
    for (let at = 0; at < Number(added); at++) current?.add(Number(first) + at);
    inHunk = Number(removed) + Number(added);
  }
  return { files, isWhole: true };
}

function unknownBase(base: string, what: string, cause?: unknown): KnownError {
  const fix = 'Name a commit or branch that git knows here, e.g. --base origin/main';
  return new KnownError('bad-option', { where: `--base ${base}`, what, fix }, cause);
}
