import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/**
 * A violation of the severity `error`, as the console tells it: the Maven plugin's
 * `[ERROR] src/Foo.java:[12,3] (indentation) Indentation: …` and `[ERROR] /w/Foo.java:12:3: …. [Indentation]` of the Ant task,
 * Gradle and the command line.
 */
const VIOLATIONS = [
  /^\[ERROR\] (?<file>[^\s:][^:]{0,300}):\[(?<line>\d{1,7})(?:,(?<column>\d{1,5}))?\] \(\w{1,40}\) (?<rule>\w{2,60}): (?<message>.{1,600})$/,
  /^(?:\[ant:checkstyle\] )?\[ERROR\] (?<file>(?:[A-Za-z]:)?[^\s:][^:]{0,300}):(?<line>\d{1,7}):(?:(?<column>\d{1,5}):)? (?<message>.{1,600}) \[(?<rule>[A-Z]\w{2,60})\]$/,
];
const MOST_VIOLATIONS = 200;

/** Checkstyle's violations, all of one run as one failure. */
export const checkstyle: Parser = {
  name: 'checkstyle',
  anchors: ['.java:[', '[ant:checkstyle] [ERROR]', '[ERROR] /'],
  start(line) {
    return violationIn(line.text) === undefined ? undefined : new AuditReading(line);
  },
};

function violationIn(text: string): Record<string, string | undefined> | undefined {
  if (!text.startsWith('[')) return undefined;
  for (const violation of VIOLATIONS) {
    const groups = violation.exec(text)?.groups;
    if (groups !== undefined) return groups;
  }
  return undefined;
}

class AuditReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #first: Record<string, string | undefined>;
  #count = 1;

  constructor(line: Line) {
    this.#excerpt.add(line, true);
    this.#first = violationIn(line.text) ?? {};
  }

  next(line: Line): 'more' | 'refused' {
    if (violationIn(line.text) === undefined) return 'refused';
    if (++this.#count <= MOST_VIOLATIONS) this.#excerpt.add(line, true);
    return 'more';
  }

  end(): Findings {
    const { file = '', line, column, rule = '', message = '' } = this.#first;
    const failure = this.#excerpt.failure({
      tool: 'jvm',
      kind: 'lint',
      code: rule,
      message,
      location: { file, line: Number(line), ...(column && { column: Number(column) }) },
      facts: { violations: this.#count, linter: 'checkstyle' },
    });
    return { failures: [failure] };
  }
}
