import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `/w/build.xml:12: reason`; a build file may be called anything that ends so. */
const PLACE = /^(?<file>\S[^:]{0,300}\.xml):(?<line>\d{1,7}):(?: (?<message>.{0,800}))?$/;
const EXECUTING = 'The following error occurred while executing this line:';
/** Tasks that only say that what they ran has failed, further up. */
const REPORTS_ONLY =
  /^(?:Compile failed; see the compiler|Compilation failed\b|(?:exec|apply) returned: |Java returned: |(?:Some )?[Tt]ests? (?:.{0,200} )?failed|Unit tests? failed|Build failed|There were (?:test )?(?:failures|errors))/i;
const MOST_LINES = 40;

/** Ant's last words: `BUILD FAILED`, the place in the build file, for each file that called it, and the reason. */
export const antBuild: Parser = {
  name: 'ant-build',
  anchors: ['BUILD FAILED'],
  start(line) {
    return line.text.trim() === 'BUILD FAILED' ? new EndReading(line) : undefined;
  },
};

class EndReading implements Reading {
  readonly #excerpt = new Excerpt();
  #reason: { readonly message: string; readonly file: string; readonly line: number } | undefined;

  constructor(line: Line) {
    this.#excerpt.add(line);
  }

  next(line: Line): 'more' | 'refused' {
    const groups = PLACE.exec(line.text)?.groups;
    if (groups === undefined && (this.#reason === undefined || line.text.trim() === '')) return 'refused';
    if (this.#excerpt.size >= MOST_LINES) return 'refused';
    if (groups !== undefined) {
      const { file = '', line: at, message = '' } = groups;
      this.#reason = { file, line: Number(at), message };
    }
    this.#excerpt.add(line, groups !== undefined && groups['message'] !== EXECUTING);
    return 'more';
  }

  end(): Findings {
    if (this.#reason === undefined) return { failures: [] };
    const { message, file, line } = this.#reason;
    const failure = this.#excerpt.failure({
      tool: 'jvm',
      kind: 'build',
      role: REPORTS_ONLY.test(message) ? 'wrapper' : 'cause',
      message: message || 'BUILD FAILED',
      location: { file, line },
      facts: { buildTool: 'ant' },
    });
    return { failures: [failure] };
  }
}
