import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';

/** What a builder says of a RUN step that failed, in any of its generations. */
export interface FailedRun {
  /** The command as written after RUN, without the shell in front. */
  readonly command: string;
  /** Absent where the process never ran to its end (no shell, no network, cancelled). */
  readonly exitCode?: number;
  /** What was said instead of an exit code. */
  readonly reason?: string;
}

const LONGEST_COMMAND = 200;

/**
 * Reads `process "/bin/sh -c …" did not complete successfully: exit code: 1` (BuildKit), `executor failed running
 * [/bin/sh -c …]: exit code: 1` (BuildKit before 0.9), `The command '/bin/sh -c …' returned a non-zero code: 1` (legacy).
 * @param text a line, or a part of one
 */
export function failedRun(text: string): FailedRun | undefined {
  return (
    between(text, 'process "', '" did not complete successfully: ', true) ??
    between(text, 'executor failed running [', ']: ', false) ??
    between(text, "The command '", "' returned a non-zero code: ", false)
  );
}

function between(text: string, opening: string, closing: string, isQuoted: boolean): FailedRun | undefined {
  const start = text.indexOf(opening);
  if (start < 0) return undefined;
  const end = text.lastIndexOf(closing);
  if (end < start + opening.length) return undefined;
  const said = text.slice(start + opening.length, end);
  const outcome = text.slice(end + closing.length);
  const code =
    /^(?:exit code: |exit status |runc did not terminate successfully: exit status )?(\d{1,5})(?![\w.])/.exec(outcome);
  const command = commandOf(isQuoted ? said.replace(/\\(["\\nt])/g, (_, char) => ESCAPED[char] ?? char) : said);
  return code && !outcome.endsWith('context canceled')
    ? { command, exitCode: Number(code[1]) }
    : { command, reason: outcome };
}

/** Go quotes a command's line breaks. */
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

/** The first line of a command that does something, without the shell that runs it. */
function commandOf(said: string): string {
  const bare = said.replace(
    /^(?:\S{1,60}\/)?(?:sh|bash|ash|dash|cmd|powershell) (?:-\w{1,20} (?:pipefail )?){1,4}/,
    '',
  );
  const [first = bare.trim(), ...more] = bare
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:set [-+]|#)/.test(line));
  return shortCommand(more.length > 0 ? `${first} …` : first);
}

/** A command as failures are named after it: its first line, cut where it is very long. */
export function shortCommand(command: string): string {
  const firstLine = (command.split('\n', 1)[0] ?? '').replaceAll('\t', ' ');
  return firstLine.length > LONGEST_COMMAND ? `${firstLine.slice(0, LONGEST_COMMAND)}…` : firstLine;
}

/**
 * A failed RUN wraps the failure of what ran in it, unless its exit code and the shell say all there is to say: killed, or
 * no such program.
 * @param lines what the step printed, as far as it is at hand
 */
export function roleOfRun(exitCode: number, lines: readonly Line[]): Failure['role'] {
  if (exitCode === 137) return 'cause';
  return exitCode === 127 &&
    lines.some((line) => NO_SUCH_PROGRAM.test(line.text)) &&
    !lines.some((line) => PROGRAM_RUNNER.test(line.text))
    ? 'cause'
    : 'wrapper';
}

const NO_SUCH_PROGRAM =
  /^(?:\d{1,6}\.\d{1,3} )?(?:\S{1,200}[/.])?(?:ba|da|a)?sh: (?:line )?(?:\d{1,6}: )?[^\s:]{1,200}: (?:command )?not found\s{0,3}$/;
/** Script runners tell more about what they could not find. */
const PROGRAM_RUNNER = /^(?:\d{1,6}\.\d{1,3} )?(?:npm (?:ERR!|error)|.{0,3}ELIFECYCLE|error Command failed|make: )/;
