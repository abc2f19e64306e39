import type { Line } from './line.js';
import type { Suggestion } from './suggestion.js';

/** The tools whose words we can read. A pattern's `when.tools` names these. */
export const TOOLS = [
  'rustc',
  'cargo',
  'libtest',
  'nextest',
  'rust',
  'rustup',
  'rustfmt',
  'pytest',
  'python',
  'pip',
  'ruff',
  'mypy',
  'alembic',
  'docker',
  'compose',
  'podman',
  'container',
  'git',
  'node',
  'npm',
  'eslint',
  'prettier',
  'tsc',
  'apt',
  'github',
  'junit',
  'jvm',
  'maven',
  'ruby',
  'php',
  'cloud',
  'redis',
  'browser',
  'shell',
  'tokio-console',
  'metrics',
  'profiler',
  'yamllint',
  'linter',
  'curl',
  'kubernetes',
  'log',
] as const;
export type Tool = (typeof TOOLS)[number];

/**
 * What sort of thing failed. A pattern's `when.kinds` names these.
 * `output` is no parsed failure: the loose lines of a step that is known to have failed. `measurement` is numbers, not
 * words: it is a failure only where a pattern says that they are out of bounds.
 */
export const KINDS = [
  'compile-error',
  'lint',
  'format',
  'test',
  'collection',
  'session',
  'panic',
  'exception',
  'signal',
  'build-step',
  'build',
  'dependency',
  'configuration',
  'engine',
  'container',
  'command',
  'ci',
  'measurement',
  'output',
] as const;
export type FailureKind = (typeof KINDS)[number];

export interface Location {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Typed details a pattern can compare, e.g. `{exitCode: 137, exception: 'redis.exceptions.ConnectionError'}`. */
export type Facts = Readonly<Record<string, string | number>>;

/** What failed, in the tool's own terms. Made by parsers, never by patterns. */
export interface Failure {
  readonly tool: Tool;
  readonly kind: FailureKind;
  /**
   * `wrapper`: only says that something inside or before it failed (`could not compile due to 3 previous
   * errors`, `Process completed with exit code 1`, a failed RUN step). Never the headline while a cause is known.
   * `aside`: worth a line beside a failure of the same source (a table of slow tests), nothing where none is, never
   * the headline.
   * `verdict`: a tool's last words (`1 failed, 3 passed`), a wrapper where nothing near them says what failed, else nothing.
   */
  readonly role: 'cause' | 'wrapper' | 'aside' | 'verdict';
  /** Test, target, step, package or container that failed. */
  readonly name?: string;
  /** The tool's own code: E0308, exit code, errno name, exception class without module. */
  readonly code?: string;
  /** The tool's message, first line(s), without its `error:` prefix. */
  readonly message: string;
  readonly location?: Location;
  readonly facts: Facts;
  /** First and last raw line number it covers, inclusive. */
  readonly span: { readonly first: number; readonly last: number };
  readonly channel: string;
  /** Its lines, in order, head and tail kept when there are too many. Patterns match on these. */
  readonly lines: readonly Line[];
  /** How many lines of the span are not in `lines`. */
  readonly omitted: number;
  /** Replacements that the tool itself offers as safe to apply. */
  readonly suggestions?: readonly Suggestion[];
  /** Numbers of the lines that state the failure (the message, the location): the default evidence. */
  readonly key: readonly number[];
}

/** The line by which a failure is placed in its source. */
export function lineOf({ key, span }: Failure): number {
  return key.at(-1) ?? span.first;
}
