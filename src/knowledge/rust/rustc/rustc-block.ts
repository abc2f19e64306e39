import type { Failure, FailureKind, Location, Tool } from '../../../core/domain/failure.js';
import type { Line } from '../../../core/domain/line.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import { debianPackage } from '../cargo/build-script.js';
import { dependencyOf, rustLocation } from '../panic/rust-location.js';
import type { Headline } from './rustc-headline.js';
import { hintOf } from './rustc-hints.js';
import { Labels } from './rustc-labels.js';
import { announcesLintLevel, lintInNote, lintOfMessage, shapeOf, underlined } from './rustc-lint.js';
import { offersIn } from './rustc-offer.js';

const LONGEST = 400;
/** What linkers say went wrong, among pages of their arguments. */
const LINKER = [
  'undefined reference to',
  'cannot find -l',
  'undefined symbol',
  'unresolved external symbol',
  'cannot open input file',
  'library not found for',
  'Undefined symbols for architecture',
  'cannot open file',
  'unable to find library',
  'file in wrong format',
  'multiple definition of',
];
const NO_LOCATION = [
  'linking with ',
  'linker ',
  'internal compiler error',
  'could not find native static library',
  'no global memory allocator',
  '`#[panic_handler]` function required',
  'unwinding panics are not supported',
  'requires `sized` lang_item',
  'language item required',
  'Unrecognized option',
  'target may not be',
  'could not find specification for target',
  'error loading target specification',
  'cannot find cdylib',
  'cannot produce proc-macro',
  "couldn't read ",
  "couldn't create a temp dir",
  'could not exec the linker',
  'failed to build archive',
  'extern location for ',
  'could not copy ',
  'failed to write ',
  'error writing ',
  'could not write output',
  'incremental compilation: ',
  'the compiler unexpectedly panicked',
];

/** One diagnostic of rustc: from its `error…` line to the blank line behind it. */
export class RustcBlock {
  readonly #headline: Headline;
  readonly #excerpt = new Excerpt();
  #message: string;
  #location: Location | undefined;
  #gutter = false;
  #caret = false;
  #lint: string | undefined;
  #lintNote = false;
  #previous = '';
  readonly #hints = new Map<string, string>();
  readonly #labels = new Labels();

  constructor(headline: Headline, line: Line) {
    this.#headline = headline;
    this.#message = headline.message;
    this.#location = headline.location;
    this.#hint(headline.message);
    this.#excerpt.add(line, true);
  }

  get isFull(): boolean {
    return this.#excerpt.size >= LONGEST;
  }

  /** Below what a linker or the compiler itself says stands only what is drawn or set in. */
  takes(text: string): boolean {
    return /^\s/.test(text) || isGutter(text) || !NO_LOCATION.some((start) => this.#headline.message.startsWith(start));
  }

  add(line: Line): void {
    const text = line.text;
    const place = text.trimStart();
    let key = false;
    if (place.startsWith('--> ')) {
      const location = rustLocation(place.slice(4));
      if (location && !this.#location && isRustFile(location.file)) {
        this.#location = location;
        key = true;
      }
      this.#gutter = true;
    } else if (isGutter(place)) {
      this.#gutter = true;
    } else if (!this.#gutter && this.#excerpt.size < 8) {
      this.#message += `\n${text.trim()}`;
    }
    if (!this.#caret && this.#location && /^[^^]*\^.*[a-z]/.test(text)) key = this.#caret = true;
    if (LINKER.some((words) => text.includes(words))) key = true;
    key = this.#readLint(text) || key;
    this.#labels.read(text, key);
    this.#hint(text);
    this.#previous = text;
    this.#excerpt.add(line, key);
  }

  /** The failure, or undefined when no compiler said this. `lints` remembers the lints of the crate by the shape of their message. */
  failure(lints: Map<string, string>): Failure | undefined {
    if (!this.#isRustc()) return undefined;
    const shape = shapeOf(this.#message);
    const coded = this.#headline.code !== undefined;
    const lint = this.#lint ?? (coded ? undefined : (lints.get(shape) ?? lintOfMessage(this.#message)));
    if (lint !== undefined && !coded && lints.size < 500) lints.set(shape, lint);
    const code = this.#headline.code ?? lint ?? (isLinker(this.#message) ? 'linker' : undefined);
    const dependency = this.#location && dependencyOf(this.#location.file);
    const library = this.#hints.get('library');
    if (library !== undefined) this.#hints.set('install', debianPackage(library));
    const missing = library === undefined ? (this.#hints.get('symbol') ?? this.#hints.get('linker')) : library;
    if (missing !== undefined) this.#hints.set('missing', missing);
    const offers = dependency === undefined ? this.#offers() : [];
    return this.#excerpt.failure({
      ...this.#sort(coded ? undefined : lint),
      ...(offers.length > 0 && { suggestions: offers }),
      ...(code !== undefined && { code }),
      message: this.#message,
      ...(this.#location && { location: this.#location }),
      facts: {
        ...this.#labels.facts(this.#location?.line),
        ...Object.fromEntries(this.#hints),
        ...(lint !== undefined && !coded && { lint }),
        ...(dependency !== undefined && { dependency }),
      },
    });
  }

  #offers() {
    return offersIn(
      this.#excerpt.lines.map(({ text }) => text),
      this.#location?.file,
    );
  }

  #hint(text: string): void {
    const hint = hintOf(text);
    for (const [name, value] of hint ?? []) if (!this.#hints.has(name)) this.#hints.set(name, value);
  }

  #sort(lint: string | undefined): { tool: Tool; kind: FailureKind } {
    if (this.#location && !this.#location.file.endsWith('.rs')) return { tool: 'cargo', kind: 'configuration' };
    if (lint !== undefined) return { tool: 'rustc', kind: 'lint' };
    return { tool: 'rustc', kind: isLinker(this.#message) ? 'build' : 'compile-error' };
  }

  #isRustc(): boolean {
    if (this.#location || this.#lint !== undefined) return true;
    if (this.#headline.code !== undefined) return this.#headline.indent === 0;
    return NO_LOCATION.some((start) => this.#message.startsWith(start));
  }

  /** Returns true when the line tells which lint was denied. */
  #readLint(text: string): boolean {
    if (announcesLintLevel(text)) {
      this.#lintNote = true;
      return false;
    }
    if (this.#lint !== undefined) return false;
    const named = lintInNote(text);
    const shown = this.#lintNote && text.includes('^') ? underlined(this.#previous, text) : undefined;
    this.#lint = named && named !== 'warnings' ? named : shown;
    return this.#lint !== undefined;
  }
}

function isLinker(message: string): boolean {
  return (
    message.startsWith('linking with ') ||
    message.startsWith('linker ') ||
    message.startsWith('could not exec the linker') ||
    message.startsWith('could not find native static library')
  );
}

/** Ruff, biome and others draw the same arrows; theirs point at other files. */
function isRustFile(file: string): boolean {
  return (
    /(?:\.rs|Cargo\.toml|Cargo\.lock|\.cargo[/\\]config(?:\.toml)?|rust-toolchain(?:\.toml)?|clippy\.toml|rustfmt\.toml)$/.test(
      file,
    ) || file.startsWith('<')
  );
}

/** True for the lines a diagnostic draws below its message: arrows, quoted source, notes. */
export function isGutter(trimmed: string): boolean {
  return /^(?:\||=|:::|-->|\.\.\.|\d+ +[|+~-]|\d+ *\||LL +\||help: |note: |\^|~~)/.test(trimmed);
}
