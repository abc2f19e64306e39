/** A remark at a line of the repository. Plain text; whoever prints it escapes it for the runner. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  /** Path inside the repository, with `/`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column?: number;
  readonly title: string;
  readonly message: string;
}
