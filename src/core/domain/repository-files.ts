/** A file by which a repository decides how it is judged. */
export interface RepositoryFile {
  /** With `/`. */
  readonly path: string;
  readonly text: string;
}

/** The files of a repository as they lie in a checkout, or on a branch of it. Paths are relative to its root. */
export interface RepositoryFiles {
  /** A file's text; undefined where there is no such file. */
  text(path: string): Promise<string | undefined>;
  /** The pattern files that globs lead to, in order of path. Throws a KnownError for a glob that leads to none. */
  matching(globs: readonly string[]): Promise<readonly RepositoryFile[]>;
  /** What people should know of how the files were come by, each a sentence of prose. Grows as files are read. */
  readonly notes: readonly string[];
}
