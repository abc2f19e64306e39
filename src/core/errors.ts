/** Exit codes of both doors: 0 nothing blocks · 1 the gate is closed · 2 wrong use · 3 own failure. */
export type ErrorExitCode = 2 | 3;

interface Known {
  readonly exitCode: ErrorExitCode;
  /** Heading of an annotation or a page; the message itself does not repeat it. */
  readonly title: string;
  /** What to try, where the thrower knows nothing better. */
  readonly fix: string;
}

/** Every way to fail that we foresee. Adding one here is all it takes. */
const KNOWN = {
  'unknown-command': { exitCode: 2, title: 'Unknown command', fix: 'See whydunit --help' },
  'unknown-option': { exitCode: 2, title: 'Unknown option', fix: 'See whydunit --help' },
  'bad-option': { exitCode: 2, title: 'Unusable option', fix: 'See whydunit --help' },
  'no-input': {
    exitCode: 2,
    title: 'Nothing to read',
    fix: 'Name a log file, a directory or a zip archive, or - for standard input',
  },
  'missing-file': { exitCode: 2, title: 'No such file', fix: 'Check the path' },
  'no-logs': {
    exitCode: 2,
    title: 'No logs found',
    fix: 'Name the log file itself, or a directory that holds .log, .txt, .xml or .zip files',
  },
  'empty-input': {
    exitCode: 2,
    title: 'Empty input',
    fix: 'Capture both output streams, e.g. cargo test 2>&1 | tee build.log',
  },
  'binary-input': {
    exitCode: 2,
    title: 'Not a log',
    fix: 'Name the text log, a JUnit XML file or a zip archive of logs',
  },
  'not-a-file': {
    exitCode: 2,
    title: 'Not a regular file',
    fix: 'Save the output to a file first, or pipe it: command 2>&1 | whydunit -',
  },
  'too-large': { exitCode: 2, title: 'Too large', fix: 'Name fewer or smaller files' },
  'broken-archive': {
    exitCode: 2,
    title: 'Broken archive',
    fix: 'Download it again, or unpack it and name the directory',
  },
  'refused-archive': {
    exitCode: 2,
    title: 'Archive refused',
    fix: 'Unpack it where it is safe to do so, and name the log files',
  },
  'broken-collection': { exitCode: 2, title: 'Broken collection', fix: 'Copy it again, with all of its files' },
  'bad-record': { exitCode: 2, title: 'Unusable record', fix: 'whydunit help batch says what a record is' },
  'broken-report': { exitCode: 2, title: 'Broken report', fix: 'Let the tool that writes it run again' },
  'broken-pattern': { exitCode: 2, title: 'Broken pattern', fix: 'Correct it; whydunit patterns test checks it' },
  'refused-pack': {
    exitCode: 2,
    title: 'Pack refused',
    fix: 'A published version does not change: find out who changed it, and why, before anything is pinned to it again',
  },
  'unknown-pattern': { exitCode: 2, title: 'Unknown pattern', fix: 'whydunit patterns list names them all' },
  'broken-configuration': { exitCode: 2, title: 'Broken configuration', fix: 'Correct it' },
  'no-duckdb': {
    exitCode: 2,
    title: 'No DuckDB',
    fix: 'Install it beside whydunit: npm install @duckdb/node-api (with -g where whydunit is global)',
  },
  'broken-history': { exitCode: 2, title: 'Unusable history', fix: 'Name a file that whydunit history add wrote' },
  'broken-ledger': {
    exitCode: 2,
    title: 'Broken ledger',
    fix: 'Correct it; a gate does not open over what it cannot read',
  },
  'bad-input': { exitCode: 2, title: 'Unusable action input', fix: 'The inputs are described in action.yml' },
  'not-delivered': { exitCode: 3, title: 'Not delivered', fix: 'Try again later' },
  'no-token': { exitCode: 2, title: 'No token', fix: 'Set GH_TOKEN, e.g. GH_TOKEN=$(gh auth token)' },
  unreadable: { exitCode: 3, title: 'Unreadable', fix: 'Check permissions and disk, then try again' },
  'not-downloaded': {
    exitCode: 3,
    title: 'Not downloaded',
    fix: 'Run it again; GitHub keeps logs and artifacts for a limited time only',
  },
  'write-failed': {
    exitCode: 3,
    title: 'Cannot write',
    fix: 'Check that the directory exists, is writable and has space',
  },
  'no-engine': {
    exitCode: 2,
    title: 'No container engine',
    fix: 'Start it, or name it in DOCKER_HOST',
  },
  'command-not-started': { exitCode: 3, title: 'Command not started', fix: 'Run it by hand in the same shell' },
  platform: {
    exitCode: 3,
    title: 'Unexpected environment',
    fix: 'Run it inside a GitHub Actions job, or use the command line',
  },
} as const satisfies Record<string, Known>;

export type KnownErrorKind = keyof typeof KNOWN;

export interface ErrorDetails {
  /** What is wrong, one sentence without its full stop. */
  readonly what: string;
  /** Where: a path, `file:line:column`, an option. */
  readonly where?: string;
  /** What to try instead of the kind's own advice; without a full stop, since it may end in a command. */
  readonly fix?: string;
}

/**
 * A failure we foresaw. Its message is one line, `where: what. What to try`, free of control characters, and it is
 * shown without a stack.
 */
export class KnownError extends Error {
  override readonly name = 'KnownError';
  readonly kind: KnownErrorKind;
  readonly exitCode: ErrorExitCode;
  readonly title: string;
  readonly details: ErrorDetails;

  constructor(kind: KnownErrorKind, details: ErrorDetails, cause?: unknown) {
    const known = KNOWN[kind];
    const where = details.where === undefined ? '' : `${details.where}: `;
    super(
      oneLine(`${where}${sentence(details.what)} ${details.fix ?? known.fix}`),
      cause === undefined ? {} : { cause },
    );
    this.kind = kind;
    this.exitCode = known.exitCode;
    this.title = known.title;
    this.details = details;
  }
}

/** How a failure ends the process: one line for people and the exit code. */
export interface Ending {
  readonly message: string;
  readonly exitCode: ErrorExitCode;
  /** Only for a failure we did not foresee, and only when asked for. */
  readonly stack?: string;
}

/** Turns anything thrown into its ending. `debug` is WHYDUNIT_DEBUG=1: the stack of an unforeseen failure is wanted. */
export function endingOf(error: unknown, debug: boolean): Ending {
  if (error instanceof KnownError) return { message: error.message, exitCode: error.exitCode };
  const full = systemError(error);
  if (full !== undefined) return { message: full.message, exitCode: full.exitCode };
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const ending = {
    message: oneLine(
      `This is a mistake in whydunit itself: ${sentence(said)} Set WHYDUNIT_DEBUG=1 to see where, and please report it.`,
    ),
    exitCode: 3,
  } as const;
  return debug && error instanceof Error && error.stack !== undefined ? { ...ending, stack: error.stack } : ending;
}

/** What the operating system said, in words; the code where we have none. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code !== undefined && Object.hasOwn(SYSTEM_WORDS, code)) return SYSTEM_WORDS[code] as string;
  return error instanceof Error ? error.message : String(error);
}

/** The `code` of a Node system error, e.g. ENOENT. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is not a directory',
  EACCES: 'permission denied',
  EPERM: 'the operation is not permitted',
  EISDIR: 'it is a directory',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many files are open',
  EIO: 'the disk reported an input/output error',
};

/** A system error nobody caught closer to its place: foreseen in kind, if not in place. */
function systemError(error: unknown): KnownError | undefined {
  const code = codeOf(error);
  if (code === undefined || !Object.hasOwn(SYSTEM_WORDS, code)) return undefined;
  const path = (error as NodeJS.ErrnoException).path;
  const kind = ['ENOSPC', 'EDQUOT', 'EROFS'].includes(code) ? 'write-failed' : 'unreadable';
  return new KnownError(kind, { what: reasonOf(error), ...(path === undefined ? {} : { where: path }) }, error);
}

const LONGEST_MESSAGE = 1000;

/** Control characters would move the cursor or start a runner command; a message stays one short line. */
function oneLine(text: string): string {
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  return clean.length > LONGEST_MESSAGE ? `${clean.slice(0, LONGEST_MESSAGE)}…` : clean;
}

function sentence(text: string): string {
  const trimmed = text.trimEnd();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
