import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

const START = /^ERROR: \((?<command>gcloud\.[\w.-]{2,100})\) (?<message>.{1,800})/;
const MOST_LINES = 30;

/** Errors of Google's command line: `ERROR: (gcloud.run.deploy) …`. */
export const gcloud: Parser = {
  name: 'gcloud',
  anchors: ['ERROR: (gcloud.'],
  start(line) {
    const match = START.exec(line.text);
    return match ? new GcloudReading(line, match) : undefined;
  },
};

class GcloudReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #command: string;
  readonly #message: string;

  constructor(line: Line, match: RegExpExecArray) {
    this.#excerpt.add(line, true);
    this.#command = match.groups?.['command'] as string;
    this.#message = match.groups?.['message'] as string;
  }

  next(line: Line): 'more' | 'refused' {
    if (!/^(?:\s+\S|- |To |Logs |Details|https?:|If )/.test(line.text) || this.#excerpt.size > MOST_LINES)
      return 'refused';
    this.#excerpt.add(line);
    return 'more';
  }

  end() {
    return {
      failures: [
        this.#excerpt.failure({ tool: 'cloud', kind: 'command', message: this.#message, name: this.#command }),
      ],
    };
  }
}
