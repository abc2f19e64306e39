import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** Wordings of Composer's Installer.php and Locker.php. */
const MISSING =
  /^- Required (?:\(in require-dev\) )?package "(?<name>[^"]{1,200})" (?:is not present in the lock file|is in the lock file as)/;
const START =
  /^(?:Your lock file does not contain a compatible set of packages|Your requirements could not be resolved to an installable set of packages|Composer could not find a composer\.json|Script .{1,200} handling the .{1,60} event returned with error code|The lock file does not contain)/;
const CONTEXT =
  /^(?:Warning: The lock file is not up to date|Installing dependencies from lock file|Verifying lock file contents)/;
const MOST_LINES = 80;

/** Composer: a lock file that does not fit, requirements that cannot be met, a script that failed. */
export const composer: Parser = {
  name: 'composer',
  anchors: [
    'in the lock file',
    'Your lock file does not contain',
    'Your requirements could not be resolved',
    'event returned with error code',
    'Composer could not find',
  ],
  start(line, before) {
    return MISSING.test(line.text) || START.test(line.text) ? new ComposerReading(line, before) : undefined;
  },
};

class ComposerReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #message: string;
  readonly #isScript: boolean;
  #name: string | undefined;
  #missing = 0;

  constructor(line: Line, before: readonly Line[]) {
    for (const each of before.slice(-5))
      if (each.step === line.step && CONTEXT.test(each.text)) this.#excerpt.add(each);
    this.#message = line.text.replace(/^- /, '').slice(0, 500);
    this.#isScript = line.text.startsWith('Script ');
    this.#take(line);
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (
      this.#isScript ||
      this.#excerpt.size > MOST_LINES ||
      !/^(?:- |\s|$|This usually happens|Read more|and prefer|Problem \d|Potential causes|Use the option|Running update|You can also)/.test(
        text,
      )
    )
      return 'refused';
    this.#take(line);
    return 'more';
  }

  end() {
    const failure = this.#excerpt.failure({
      tool: 'php',
      kind: this.#isScript ? 'command' : 'dependency',
      role: this.#isScript ? 'wrapper' : 'cause',
      message: this.#message,
      ...(this.#name && { name: this.#name }),
      ...(this.#missing > 0 && { facts: { missing: this.#missing } }),
    });
    return { failures: [failure] };
  }

  #take(line: Line): void {
    const name = MISSING.exec(line.text)?.groups?.['name'];
    if (name) this.#missing++;
    this.#name ??= name;
    this.#excerpt.add(
      line,
      name !== undefined || this.#excerpt.size === 0 || START.test(line.text) || /^\s{2,4}- /.test(line.text),
    );
  }
}
