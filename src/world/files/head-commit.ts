import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const COMMIT = /^[0-9a-f]{40,64}$/;

/** The commit that is checked out in a directory, by git's own files; undefined where there is no repository, or none that can be read. */
export function headCommit(directory: string): string | undefined {
  const git = join(directory, '.git');
  const head = textOf(join(git, 'HEAD'));
  const branch = /^ref: (refs\/[^\s]{1,300})$/.exec(head)?.[1];
  if (branch === undefined) return COMMIT.test(head) ? head : undefined;
  const loose = textOf(join(git, branch));
  if (COMMIT.test(loose)) return loose;
  const packed = textOf(join(git, 'packed-refs'))
    .split('\n')
    .find((line) => line.endsWith(` ${branch}`));
  return packed?.slice(0, packed.indexOf(' '));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
