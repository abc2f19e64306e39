import type { Location } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { fileFrame, isProjectFile } from './python-frame.js';

/** pytest may have printed the test's file or name on the same line. */
const FATAL =
  /^(?:(?=\S{1,300}\.py)\S{1,400}(?: [.sxXFE]{0,400})? ?)?(?:Fatal Python error|Windows fatal exception): (.*)$/;
const BELONGS =
  /^(?:\s*File "|\s+\.\.\.|Current thread |Thread |Extension modules: |Python runtime state: |<truncated|Garbage-collecting|Stack \(most recent|Current thread's C stack trace|\s+Binary file |\s+<no Python frame>)/;
const MOST_LINES = 2000;

/** faulthandler's last words: the interpreter itself died (segmentation fault, abort, stack overflow). */
export const pythonFatal: Parser = {
  name: 'python-fatal',
  anchors: ['Fatal Python error: ', 'Windows fatal exception: '],
  start(line) {
    const message = FATAL.exec(line.text)?.[1];
    return message === undefined ? undefined : new FatalReading(line, message);
  },
};

class FatalReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #message: string;
  #current = true;
  #place: Location | undefined;

  constructor(first: Line, message: string) {
    this.#excerpt.add(first, true);
    this.#message = message;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if ((text.trim() !== '' && !BELONGS.test(text)) || this.#excerpt.size > MOST_LINES) return 'refused';
    if (/^(?:Current thread|Thread) /.test(text)) this.#current = text.startsWith('Current');
    const frame = fileFrame(text);
    const isPlace = frame !== undefined && this.#current && this.#place === undefined && isProjectFile(frame.file);
    if (isPlace) this.#place = frame;
    this.#excerpt.add(line, isPlace);
    return 'more';
  }

  end() {
    const failure = this.#excerpt.failure({
      tool: 'python',
      kind: 'signal',
      code: this.#message.replace(/[^A-Za-z ].*$/, '').trim(),
      message: this.#message,
      ...(this.#place && { location: this.#place }),
    });
    return { failures: [failure] };
  }
}
