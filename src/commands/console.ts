import { resolve } from 'node:path';
import { endingOf, KnownError } from '../core/errors.js';
import { secretsIn } from '../core/redact/environment.js';
import { redactText } from '../core/redact/redactor.js';
import { withoutCommands } from '../core/render/safe/terminal.js';
import type { Manner } from '../settings/requests.js';
import { isDebug, type Terminal, terminalOf } from '../settings/terminal.js';
import { writeFileWhole } from '../world/sinks/file.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The two streams a command line tool speaks on: results on one, progress and notes on the other. */
export class Console {
  readonly env: Environment;
  #manner: Manner = { quiet: false, colourless: false };

  constructor(env: Environment) {
    this.env = env;
    // An output nobody reads any more is no failure; a full disk is.
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') process.exit(this.fail(error));
    });
    // What cannot be told must not change what was found.
    process.stderr.on('error', () => undefined);
  }

  /** From here on it speaks as it was told to. */
  behave(manner: Manner): void {
    this.#manner = manner;
  }

  get isQuiet(): boolean {
    return this.#manner.quiet;
  }

  /** @param findings how many there are to tell: of more than two a person at a terminal sees one screen first */
  terminalFor(findings: number, isFile: boolean): Terminal {
    const { detail } = this.#manner;
    const brief =
      detail === 'brief' || (detail === undefined && !isFile && process.stdout.isTTY === true && findings > 2);
    return { ...(isFile ? { colour: false, width: 80 } : this.terminal), brief };
  }

  get terminal(): Terminal {
    const { colour, width } = terminalOf(process.stdout, this.env);
    return { colour: colour && !this.#manner.colourless, width };
  }

  /**
   * Rejects never: a reader that went away early (`| head`) is no failure of ours. In a workflow the runner reads along:
   * whatever the format, no quoted line may act as one of its commands. A file that is written with --output stays exact.
   */
  print(text: string): Promise<0> {
    const shown = this.env['GITHUB_ACTIONS'] === 'true' ? withoutCommands(text) : text;
    return new Promise((done) => {
      process.stdout.write(shown, () => done(0));
    });
  }

  /** Into the file, or to standard output. */
  async deliver(text: string, output: string | undefined): Promise<0> {
    if (output === undefined) return this.print(text);
    await writeFileWhole(output, text);
    return 0;
  }

  /** Says on the side what is worth knowing, unless nobody wants to hear it. */
  note(text: string): void {
    if (!this.#manner.quiet) this.#say(text);
  }

  #say(text: string): void {
    process.stderr.write(`whydunit: ${this.#withoutSecrets(text).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')}\n`);
  }

  /** Says in one line why it ends; the stack only when asked for. Returns the exit code. */
  fail(error: unknown): number {
    const ending = endingOf(error, isDebug(this.env));
    this.#say(ending.message);
    if (ending.stack !== undefined) process.stderr.write(`${this.#withoutSecrets(ending.stack)}\n`);
    return ending.exitCode;
  }

  #withoutSecrets(text: string): string {
    return redactText(text, { secrets: secretsIn(this.env) });
  }
}

/** @throws KnownError `bad-option` when the output would overwrite what is read */
export function refuseOverwriting(output: string | undefined, paths: readonly string[]): void {
  if (output === undefined || !paths.some((path) => path !== '-' && resolve(path) === resolve(output))) return;
  throw new KnownError('bad-option', {
    where: `--output ${output}`,
    what: 'is also an input',
    fix: 'Write to another file',
  });
}
