import type { Line } from '../../core/domain/line.js';
import { saysFailed } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** Lines that are followed after a refusal; a service that comes up later than that is another story. */
const LONGEST = 300;
/** Refusals of the same port that are no single mishap any more. */
const SEVERAL = 2;
/** Ports that are followed at once. */
const MOST_PORTS = 20;

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

/** What became of one port. */
interface Asked {
  readonly excerpt: Excerpt;
  refusals: number;
  isListening: boolean;
  /** It was refused after it had listened: no matter of time. */
  isOver: boolean;
}

class SlowStartReading implements Reading {
  readonly #ports = new Map<string, Asked>();
  #lines = 0;
  #isFailed = false;

  constructor(line: Line, port: string) {
    this.#refused(line, port);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (++this.#lines > LONGEST) return 'refused';
    const refused = refusedPort(line.text);
    const listening = this.#ports.get(listeningPort(line.text) ?? '');
    if (refused !== undefined) this.#refused(line, refused);
    else if (listening !== undefined) {
      listening.isListening = true;
      listening.excerpt.add(line, true);
    } else if (saysFailed(line.text)) this.#isFailed = true;
    return this.#late().length > 0 ? 'done' : 'more';
  }

  end(): Findings {
    return {
      failures: this.#late().map(([port, { excerpt, refusals }]) =>
        excerpt.failure({
          tool: 'container',
          kind: 'container',
          message: `Port ${port} was refused ${refusals} times, and listened on afterwards`,
          facts: { refusals, port: Number(port) },
        }),
      ),
    };
  }

  #refused(line: Line, port: string): void {
    const known = this.#ports.get(port);
    if (known === undefined) {
      if (this.#ports.size < MOST_PORTS)
        this.#ports.set(port, {
          excerpt: new Excerpt().add(line, true),
          refusals: 1,
          isListening: false,
          isOver: false,
        });
    } else if (known.isListening) known.isOver = true;
    else {
      known.refusals++;
      known.excerpt.add(line, true);
    }
  }

  #late(): readonly [port: string, asked: Asked][] {
    if (!this.#isFailed) return [];
    return [...this.#ports].filter(
      ([, { refusals, isListening, isOver }]) => isListening && !isOver && refusals >= SEVERAL,
    );
  }
}
