import type { Line } from '../../core/domain/line.js';
import { Aftermath, saysRetry } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/**
 * `program: path: Permission denied` and its like: what the C library says for an errno, as command line tools print it.
 * Scripts often try and go on, so it counts only when something says soon after that the command failed, or the text ends.
 */
export const osError: Parser = {
  name: 'os-error',
  anchors: [
    ': permission denied',
    ': read-only file system',
    ': no space left on device',
    ': cannot allocate memory',
    ': too many open files',
    ': text file busy',
    ': stale file handle',
  ],
  start(line, before) {
    const said = isInBuild(line, before) ? null : WORDS.exec(line.text);
    return said ? new OsErrorReading(line, CODES[(said[3] as string).toLowerCase()] as string, said[2]) : undefined;
  },
};

const WORDS =
  /^([\w./+-]{1,100}): ((?:[^:]{1,300}: ){0,4}?)(permission denied|read-only file system|no space left on device|cannot allocate memory|too many open files|text file busy|stale file handle)\s{0,3}$/i;

/** Inside an image build, or in the block a failed one ends with, the failed step tells it, with these lines in it. */
function isInBuild(line: Line, before: readonly Line[]): boolean {
  const isInBlock = line.printed !== line.text && /^\d{1,4}\.\d{0,5} /.test(line.printed);
  return (
    isInBlock || line.channel.includes('#') || before.some((earlier) => /^Step \d{1,3}\/\d{1,3} : /.test(earlier.text))
  );
}

/** The errno's name for each message. */
const CODES: Readonly<Record<string, string>> = {
  'permission denied': 'EACCES',
  'read-only file system': 'EROFS',
  'no space left on device': 'ENOSPC',
  'cannot allocate memory': 'ENOMEM',
  'too many open files': 'EMFILE',
  'text file busy': 'ETXTBSY',
  'stale file handle': 'ESTALE',
};

class OsErrorReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #aftermath = new Aftermath(4);
  readonly #message: string;
  readonly #code: string;
  readonly #subject: string | undefined;
  #isCleared = false;

  constructor(line: Line, code: string, subject: string | undefined) {
    this.#excerpt.add(line, true);
    this.#message = line.text.slice(0, 500);
    this.#code = code;
    this.#subject = subject?.replace(/: $/, '') || undefined;
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const said = saysRetry(line.text) ? 'passed' : this.#aftermath.judge(line.text);
    if (said === 'passed') this.#isCleared = true;
    return said === 'open' ? 'more' : 'refused';
  }

  end(): Findings {
    if (this.#isCleared) return { failures: [] };
    const name = this.#subject === undefined ? undefined : { name: this.#subject };
    return {
      failures: [
        this.#excerpt.failure({ tool: 'shell', kind: 'command', message: this.#message, code: this.#code, ...name }),
      ],
    };
  }
}
