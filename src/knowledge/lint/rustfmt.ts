import type { Failure, Location } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { rustLocation } from '../rust/index.js';

/** Files reported one by one; the rest is only counted. */
const MOST_FILES = 50;

/**
 * `cargo fmt --check`: one `Diff in FILE:LINE:` (before 1.77 `Diff in FILE at line LINE:`) for each hunk, nothing else.
 * One failure for each file, at its first hunk. Facts: `hunks`. A file it cannot read or write is a configuration failure.
 */
export const rustfmt: Parser = {
  name: 'rustfmt',
  anchors: ['Diff in ', 'Error writing files: '],
  start(line) {
    if (line.text.startsWith('Error writing files: ')) return oneLine(line);
    const location = diffHeader(line.text);
    return location && new DiffReading(location, line);
  },
};

function oneLine(line: Line): Reading {
  const failure = new Excerpt()
    .add(line, true)
    .failure({ tool: 'rustfmt', kind: 'configuration', message: line.text.slice(21) });
  return { next: () => 'refused', end: () => ({ failures: [failure] }) };
}

function diffHeader(text: string): Location | undefined {
  if (!text.startsWith('Diff in ') || !text.endsWith(':')) return undefined;
  const place = text.slice(8, -1);
  const atLine = place.lastIndexOf(' at line ');
  const location = rustLocation(atLine < 0 ? place : `${place.slice(0, atLine)}:${place.slice(atLine + 9)}`);
  return location?.file.endsWith('.rs') ? location : undefined;
}

class DiffReading implements Reading {
  readonly #failures: Failure[] = [];
  #file: Location;
  #excerpt: Excerpt;
  #hunks = 1;
  #blanks: Line[] = [];

  constructor(location: Location, line: Line) {
    this.#file = location;
    this.#excerpt = new Excerpt().add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    const text = line.text;
    const location = diffHeader(text);
    if (location) {
      this.#blanks = [];
      return this.#header(location, line);
    }
    if (text === '') {
      this.#blanks.push(line);
      return this.#blanks.length > 3 ? 'refused' : 'more';
    }
    if (!/^[ +-]/.test(text)) return 'refused';
    for (const blank of this.#blanks) this.#excerpt.add(blank);
    this.#blanks = [];
    this.#excerpt.add(line);
    return 'more';
  }

  end(): Findings {
    this.#close();
    return { failures: this.#failures };
  }

  #header(location: Location, line: Line): 'more' | 'refused' {
    if (location.file === this.#file.file) {
      this.#hunks++;
      this.#excerpt.add(line);
      return 'more';
    }
    if (this.#failures.length + 1 >= MOST_FILES) return 'refused';
    this.#close();
    this.#file = location;
    this.#hunks = 1;
    this.#excerpt = new Excerpt().add(line, true);
    return 'more';
  }

  #close(): void {
    this.#failures.push(
      this.#excerpt.failure({
        tool: 'rustfmt',
        kind: 'format',
        name: this.#file.file,
        message: `${this.#file.file} is not formatted`,
        location: this.#file,
        facts: { hunks: this.#hunks },
      }),
    );
  }
}
