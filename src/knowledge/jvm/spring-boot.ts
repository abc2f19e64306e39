import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

const MOST_LINES = 80;

/**
 * Spring Boot's report of a start that failed: a banner, `Description:` and `Action:`, each with its text below
 * (LoggingFailureAnalysisReporter).
 */
export const springBoot: Parser = {
  name: 'spring-boot',
  anchors: ['APPLICATION FAILED TO START'],
  start(line) {
    return line.text.trim() === 'APPLICATION FAILED TO START' ? new ReportReading(line) : undefined;
  },
};

class ReportReading implements Reading {
  readonly #excerpt = new Excerpt();
  #part: 'banner' | 'description' | 'action' = 'banner';
  #message: string | undefined;
  #hasAction = false;

  constructor(line: Line) {
    this.#excerpt.add(line);
  }

  next(line: Line): 'more' | 'refused' {
    const text = line.text.trim();
    if (this.#excerpt.size >= MOST_LINES) return 'refused';
    if (text === 'Description:') this.#part = 'description';
    else if (text === 'Action:') this.#part = 'action';
    else if (text !== '' && this.#part === 'description') {
      const isFirst = this.#message === undefined;
      this.#message ??= text;
      this.#excerpt.add(line, isFirst);
      return 'more';
    } else if (this.#part === 'action') {
      if (text === '' && this.#hasAction) return 'refused';
      this.#hasAction ||= text !== '';
    } else if (text !== '' && !/^\*+$/.test(text)) return 'refused';
    this.#excerpt.add(line);
    return 'more';
  }

  end(): Findings {
    const message = this.#message ?? 'APPLICATION FAILED TO START';
    return {
      failures: [this.#excerpt.failure({ tool: 'jvm', kind: 'configuration', code: 'spring-boot', message })],
    };
  }
}
