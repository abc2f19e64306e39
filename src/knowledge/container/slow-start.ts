import type { Line } from '../../core/domain/line.js';
import { saysFailed } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** Lines that are followed after a refusal; a service that comes up later than that is another story. */
const LONGEST = 300;
/** Refusals of the same port that are no single mishap any more. */
const SEVERAL = 2;

/**
 * A loop that asked a port until it gave up, and a service that listened on that very port a moment later, in the order of
 * one stream. Where the service came up in time, nothing says that the step failed, and this is silent.
 */
export const slowStart: Parser = {
  name: 'slow-start',
  anchors: ['curl: (7) Failed to connect to '],
  start(line) {
    const port = refusedPort(line.text);
    return port === undefined ? undefined : new SlowStartReading(line, port);
  },
};

/** The port curl was refused at. */
function refusedPort(text: string): string | undefined {
  return /^curl: \(7\) Failed to connect to \S{1,300} port (\d{1,5})\b/.exec(text)?.[1];
}

/** The port a server says it listens on, in the words of http.server, uvicorn, gunicorn, node, axum, nginx, Spring and their like. */
function listeningPort(text: string): string | undefined {
  const said = text.slice(0, 1000).replace(CLOCK, '');
  return LISTENING.test(said) ? PORT.exec(said)?.[1] : undefined;
}

const CLOCK = /\d\d:\d\d(?::\d\d)?/g;
const LISTENING = /\b(?:listening|serving|running|started|ready|bound)\b/i;
const PORT = /(?:\bport(?:\(s\))?:? |:)(\d{2,5})(?!\d|\.\d)/i;

class SlowStartReading implements Reading {
  readonly #port: string;
  readonly #excerpt = new Excerpt();
  #refusals = 1;
  #lines = 0;
  #isFailed = false;
  #isListening = false;

  constructor(line: Line, port: string) {
    this.#port = port;
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (++this.#lines > LONGEST || line.text.startsWith('##[group]Run ')) return 'refused';
    if (refusedPort(line.text) === this.#port) {
      // It was refused after it had listened: no matter of time.
      if (this.#isListening) return 'refused';
      this.#refusals++;
      this.#excerpt.add(line, true);
    } else if (listeningPort(line.text) === this.#port) {
      this.#isListening = true;
      this.#excerpt.add(line, true);
    } else if (saysFailed(line.text)) this.#isFailed = true;
    return this.#isFailed && this.#isListening ? 'done' : 'more';
  }

  end(): Findings {
    const isLate = this.#isFailed && this.#isListening && this.#refusals >= SEVERAL;
    if (!isLate) return { failures: [] };
    return {
      failures: [
        this.#excerpt.failure({
          tool: 'container',
          kind: 'container',
          message: `Port ${this.#port} was refused ${this.#refusals} times, and listened on afterwards`,
          facts: { refusals: this.#refusals, port: Number(this.#port) },
        }),
      ],
    };
  }
}
