import type { Failure } from '../../../core/domain/failure.js';
import type { Line } from '../../../core/domain/line.js';
import { Excerpt } from '../../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../../core/parse/parser.js';
import { cargoStatus } from '../cargo/cargo-status.js';
import { isGutter, RustcBlock } from './rustc-block.js';
import { type Headline, rustcHeadline } from './rustc-headline.js';

/** Most diagnostics one reading keeps; the next anchor starts another one. */
const MOST = 300;
const WHILE_COMPILING = new Set([
  'Compiling',
  'Checking',
  'Building',
  'Blocking',
  'Fresh',
  'Documenting',
  'Dirty',
  'Downloaded',
]);

/**
 * Human diagnostics of rustc, clippy and rustdoc, full and `--message-format=short`.
 * One reading covers the diagnostics that follow each other, because a denied lint is named in its first one only.
 * Facts: `lint` (source spelling, e.g. clippy::needless_return), `dependency` (name-version the location lies in).
 * Format: compiler/rustc_errors/src/emitter.rs.
 */
export const rustcText: Parser = {
  name: 'rustc-text',
  anchors: ['error[E', 'error: '],
  start(line) {
    const headline = rustcHeadline(line.text);
    if (headline?.level !== 'error' || (headline.indent > 0 && headline.code === undefined)) return undefined;
    if (isCargos(headline.message)) return undefined;
    return new RustcReading(headline, line);
  },
};

class RustcReading implements Reading {
  readonly #failures: Failure[] = [];
  readonly #lints = new Map<string, string>();
  #block: RustcBlock | undefined;
  /** Blank lines seen since the last taken line: they belong to the diagnostic only when it goes on behind them. */
  #blanks: Line[] = [];
  #wrapper: Excerpt | undefined;
  #wrapperMessage = '';
  #idle = false;

  constructor(headline: Headline, line: Line) {
    this.#open(headline, line);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const text = line.text;
    const headline = rustcHeadline(text);
    if (headline && (headline.indent === 0 || headline.code !== undefined)) return this.#headline(headline, line);
    if (text.trim() === '') {
      this.#blanks.push(line);
      return this.#blanks.length > 12 ? 'refused' : 'more';
    }
    const status = cargoStatus(text);
    if (status !== undefined) {
      this.#close();
      this.#idle = true;
      return WHILE_COMPILING.has(status) ? 'more' : 'refused';
    }
    if (/^(?:For more information about|Some errors have detailed explanations|Some errors occurred)/.test(text)) {
      this.#close();
      this.#wrapper?.add(line);
      return 'more';
    }
    return this.#continue(line);
  }

  end(): Findings {
    this.#close();
    if (this.#wrapper) {
      this.#failures.push(
        this.#wrapper.failure({ tool: 'rustc', kind: 'build', role: 'wrapper', message: this.#wrapperMessage }),
      );
    }
    return { failures: this.#failures };
  }

  #open(headline: Headline, line: Line): void {
    this.#blanks = [];
    this.#idle = false;
    if (headline.level === 'error' && headline.message.startsWith('aborting due to')) {
      this.#wrapper = new Excerpt().add(line, true);
      this.#wrapperMessage = headline.message;
      this.#idle = true;
    } else {
      this.#block = headline.level === 'error' ? new RustcBlock(headline, line) : undefined;
      if (headline.location) this.#close();
    }
  }

  #headline(headline: Headline, line: Line): 'more' | 'refused' {
    this.#close();
    if (headline.level === 'error' && isCargos(headline.message)) return 'refused';
    if (this.#failures.length >= MOST) return 'refused';
    this.#open(headline, line);
    return 'more';
  }

  /** A line that starts nothing: part of the open diagnostic (or of a warning, which is passed over), or the end. */
  #continue(line: Line): 'more' | 'refused' {
    const behindBlank = this.#blanks.length > 0;
    if (this.#idle || (behindBlank && !isGutter(line.text.trimStart())) || this.#block?.isFull) return 'refused';
    if (/^(?:##\[|test |thread '|running \d|-----|ERROR|Error: )/.test(line.text)) return 'refused';
    if (this.#block?.takes(line.text) === false) return 'refused';
    for (const blank of this.#blanks) this.#block?.add(blank);
    this.#blanks = [];
    this.#block?.add(line);
    return 'more';
  }

  #close(): void {
    const failure = this.#block?.failure(this.#lints);
    if (failure) this.#failures.push(failure);
    this.#block = undefined;
  }
}

/** What cargo says after its compilers; read by `cargo-text`. */
function isCargos(message: string): boolean {
  return /^(?:could not compile `|failed to run custom build command|test failed, to rerun|build failed$)/.test(
    message,
  );
}
