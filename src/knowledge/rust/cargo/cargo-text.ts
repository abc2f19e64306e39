import type { Facts, Failure, FailureKind } from '../../../core/domain/failure.js';
import type { Line } from '../../../core/domain/line.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import { type ExitStatus, exitStatus } from '../../../core/parse/exit-status.js';
import { unmarked } from '../../../core/parse/marker.js';
import type { Findings, Parser, Reading } from '../../../core/parse/parser.js';
import { panicHeader } from '../panic/panic-header.js';
import { rustcHeadline, withoutCommand } from '../rustc/rustc-headline.js';
import { debianPackage, isReason, neededLibrary } from './build-script.js';
import { type CargoMessage, cargoMessage, chainedMessage, usageMessage } from './cargo-messages.js';
import { cargoStatus } from './cargo-status.js';

const LONGEST = 2000;
/** The one error of cargo that comes through other tools: set in by pip and uv, or retold by a GitHub action as its own. */
const SET_IN = /^(?: {2,12}error|Error): (?=failed to run custom build command for `)/;
/** Ends an error however it is built: the next thing a build prints. */
const NEXT =
  /^(?:error(?:\[|:|$)|warning(?:\[|:)|##\[|-{5,}|={5,}|ERROR|Error: |thread '|running \d|test |For more information about |Some errors have detailed)/;
/** Unindented lines that go on after a blank line in the resolver's long explanations. */
const GOES_ON =
  /^(?:Caused by:|all possible versions|failed to select a version|versions that meet|the package `|package `|required by package|perhaps |If you (?:are|want)|candidate versions|Consider |To (?:fix|proceed|generate|use) |note: |help: |As a reminder|location searched|\.\.\. |it could|In order to|previously selected|cargo (?:update|add) |--- std(?:out|err)|Only one package|Try |Did you mean|This may be|Either |Please |For more information, try)/;

/**
 * cargo's own errors, with their `Caused by:` chain and, for a failed build script, what that script printed.
 * Facts: `signal`, `exitCode`, `program` (the process that ended), `cause` (end of the chain); of a build script also `library`
 * (the system library pkg-config did not find), `install` (its Debian package) and `reason` (its first line that sounds like one).
 */
export const cargoText: Parser = {
  name: 'cargo-text',
  anchors: ['error: ', "process didn't exit successfully"],
  start(line, before) {
    const text = withoutCommand(unmarked(line.text)).replace(SET_IN, 'error: ');
    if (!text.startsWith('error: ')) return undefined;
    const message = text.slice(7).trim();
    const known = cargoMessage(message);
    return new CargoReading(line, message, known, known?.kind === 'build-step' ? scriptWarnings(message, before) : []);
  },
};

class CargoReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #message: string;
  #known: CargoMessage | undefined;
  #blanks: Line[] = [];
  #status: { exit: ExitStatus; program: string } | undefined;
  #chain = false;
  /** The first cause in the chain below a message that only says that something failed (`cargo install`). */
  #reached: CargoMessage | undefined;
  #innermost = '';
  #output = false;
  #keys = 0;
  #reason: string | undefined;
  #library: string | undefined;
  #complaint: string | undefined;
  #panicked = false;

  constructor(line: Line, message: string, known: CargoMessage | undefined, warnings: readonly Line[]) {
    this.#message = message;
    this.#known = known;
    for (const warning of warnings) {
      this.#library ??= neededLibrary(warning.text);
      this.#excerpt.add(warning, this.#isReason(warning.text));
    }
    this.#excerpt.add(line, true);
    this.#readStatus(message);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const text = line.text;
    if (this.#excerpt.size >= LONGEST) return 'refused';
    if (this.#output) this.#readOutput(text);
    if (text.trim() === '') {
      this.#blanks.push(line);
      return this.#blanks.length > (this.#output ? 6 : 2) ? 'refused' : 'more';
    }
    if (!this.#belongs(text)) return 'refused';
    for (const blank of this.#blanks) this.#excerpt.add(blank);
    this.#blanks = [];
    this.#excerpt.add(line, this.#isKey(text));
    return 'more';
  }

  end(): Findings {
    if (!this.#known || this.#isRustcs()) return { failures: [] };
    return { failures: [this.#failure(this.#known)] };
  }

  /** Whether the line is part of this error; learns from it what it tells. */
  #belongs(text: string): boolean {
    const indented = /^\s/.test(text);
    if (!indented && NEXT.test(text))
      return this.#output && !/^(?:error: |warning: build failed|##\[|-{5,})/.test(text) && this.#rawOutput;
    const after = this.#blanks.length > 0;
    if (cargoStatus(text) !== undefined && !this.#output) return false;
    if (!indented && rustcHeadline(text) && !this.#output) return false;
    if (!this.#known) {
      if (text.startsWith('Caused by:')) this.#known = chainedMessage();
      else if (/^(?:Usage: cargo|USAGE:$)/.test(text)) this.#known = usageMessage();
      else return /^\s+tip: |^\s{4}\S/.test(text) && this.#excerpt.size < 6;
    }
    if (text.startsWith('Caused by:')) this.#chain = true;
    else if (/^\s{0,2}--- std(?:out|err)$/.test(text)) {
      this.#output = true;
      this.#rawOutput = !indented;
    } else if (!this.#output) this.#readChain(text);
    if (indented || !after) return true;
    return this.#rawOutput || GOES_ON.test(text);
  }

  /** Before cargo 1.50 what a build script printed was not indented. */
  #rawOutput = false;

  #readChain(text: string): void {
    if (this.#chain && /^ {2}\S/.test(text)) {
      this.#innermost = text.trim();
      const said = cargoMessage(this.#innermost);
      if (said?.role === 'cause') this.#reached ??= said;
    }
    this.#readStatus(text);
  }

  /** What the build script itself complained of; a panic's own message counts when nothing sounds more like a reason. */
  #readOutput(text: string): void {
    this.#library ??= neededLibrary(text);
    this.#isReason(text);
    if (this.#panicked && text.trim() !== '') {
      this.#complaint ??= text.trim().slice(0, 200);
      this.#panicked = false;
    }
    const panic = panicHeader(text.trimStart());
    // Before Rust 1.73 the message stands on the same line.
    if (panic?.message) this.#complaint ??= panic.message.slice(0, 200);
    else if (panic !== undefined) this.#panicked = true;
  }

  #isReason(text: string): boolean {
    const reason = isReason(text);
    if (reason) this.#reason ??= text.trim().slice(0, 200);
    return reason;
  }

  #readStatus(text: string): void {
    const at = text.indexOf("process didn't exit successfully: `");
    const exit = at < 0 ? undefined : exitStatus(text);
    if (!exit) return;
    const command = text.slice(text.indexOf('`', at) + 1);
    this.#status = { exit, program: command.slice(0, command.search(/[ `]|$/)) };
  }

  #isKey(text: string): boolean {
    if (this.#keys >= 12) return false;
    const key = this.#output
      ? isReason(text) || text.includes(' panicked at ')
      : /process didn't exit|os error|^ {2}\S|^\s*\.\.\. |failed to select|versions that meet/.test(text);
    if (key) this.#keys++;
    return key;
  }

  /** A compiler's diagnostic has an arrow or a gutter below it: `rustc-text` reads it. */
  #isRustcs(): boolean {
    if (cargoMessage(this.#message)) return false;
    return this.#excerpt.lines.slice(1, 8).some((line) => /^\s*(?:-->|\||=) /.test(line.text));
  }

  #failure(stated: CargoMessage): Failure {
    const known = stated.role === 'wrapper' ? (this.#reached ?? stated) : stated;
    const exit = this.#status?.exit;
    const signalled = known.role === 'wrapper' && exit?.signal !== undefined;
    const neverRan = known.role === 'wrapper' && /could not execute process|never executed/.test(this.#innermost);
    const named = /(?:for|get|for package|package|compile|document) `([^`\s]+)/.exec(this.#message)?.[1];
    const kind: FailureKind = signalled ? 'signal' : neverRan ? 'command' : known.kind;
    const code = signalled ? exit.signal : known.kind === 'build-step' ? undefined : exit?.code;
    return this.#excerpt.failure({
      tool: 'cargo',
      kind,
      role: signalled || neverRan ? 'cause' : known.role,
      ...(named !== undefined && { name: named }),
      ...(code !== undefined && { code }),
      message: this.#message,
      facts: this.#facts(),
    });
  }

  #facts(): Facts {
    const exit = this.#status?.exit;
    const reason = this.#reason ?? this.#complaint;
    return {
      ...(this.#status && { program: this.#status.program }),
      ...(exit?.signal !== undefined && { signal: exit.signal }),
      ...(exit?.code !== undefined && { exitCode: /^\d+$/.test(exit.code) ? Number(exit.code) : exit.code }),
      ...(this.#library !== undefined && { library: this.#library, install: debianPackage(this.#library) }),
      ...(reason !== undefined && { reason }),
      ...(this.#innermost !== '' && { cause: this.#innermost }),
    };
  }
}

/**
 * What the failed package's script said through `cargo:warning=` stands before the error, among what other scripts said and
 * set off by a blank line: `warning: ledger@0.1.0: …`.
 */
function scriptWarnings(message: string, before: readonly Line[]): readonly Line[] {
  const name = /`([^` ]+) v/.exec(message)?.[1];
  if (name === undefined) return [];
  let first = before.length;
  while (first > 0 && /^\s*$|^warning: [\w-]{1,80}@\S{1,40}: /.test(before[first - 1]!.text)) first--;
  return before
    .slice(first)
    .filter(({ text }) => text.startsWith(`warning: ${name}@`))
    .slice(-30);
}
