import type { FileSystemAdapter } from 'tinyglobby';

/** A directory entry, as far as a glob asks. */
interface Entry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** A list of paths as a file system to look for globs in: all below `/`. */
export function treeFiles(paths: readonly string[]): FileSystemAdapter {
  const directories = new Map<string, Map<string, boolean>>([['', new Map()]]);
  for (const path of paths) {
    const parts = path.split('/');
    parts.forEach((name, depth) => {
      const parent = parts.slice(0, depth).join('/');
      const entries = directories.get(parent) ?? new Map<string, boolean>();
      entries.set(name, depth === parts.length - 1);
      directories.set(parent, entries);
    });
  }
  const list = (directory: string): Entry[] =>
    [...(directories.get(directory.replace(/^\/+|\/+$/g, '')) ?? [])].map(([name, isFile]) => ({
      name,
      isFile: () => isFile,
      isDirectory: () => !isFile,
      isSymbolicLink: () => false,
    }));
  const readdir = (directory: string, _: unknown, done: (error: null, entries: Entry[]) => void): void =>
    done(null, list(directory));
  // Of all that a file system does, a glob that follows no links only lists directories.
  return { readdir } as unknown as FileSystemAdapter;
}
