import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

const WRONG = /^\* What went wrong:$/;
const REPORTS_ONLY =
  /There were failing tests|Compilation failed; see the compiler|Compilation error\. See log|finished with non-zero exit value|There were test failures/;
/** All that an old Gradle says of a Java whose number it cannot read; with `--debug` its logger stands before it. */
const JAVA_NUMBER = /^(?:\[ERROR\] \[[\w.]{1,200}\] )?(?<java>\d{2}(?:\.\d{1,3}){0,3})$/;
const MOST_LINES = 120;

/** Gradle's `What went wrong`. A task that only reports failed tests or compiler errors is a wrapper. */
export const gradle: Parser = {
  name: 'gradle',
  anchors: ['* What went wrong:'],
  start(line) {
    return WRONG.test(line.text) ? new WrongReading(line) : undefined;
  },
};

class WrongReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #texts: string[] = [];

  constructor(line: Line) {
    this.#excerpt.add(line);
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (
      /^(?:\[ERROR\] \[[\w.]{1,200}\] )?\* (?:Try|Exception is|Get more help)|^={5,}|^BUILD FAILED/.test(text) ||
      this.#excerpt.size > MOST_LINES
    )
      return 'refused';
    if (text.trim() !== '') this.#texts.push(text.trim());
    this.#excerpt.add(line, text.trim() !== '' && this.#texts.length <= 4);
    return 'more';
  }

  end() {
    const all = this.#texts.join(' ');
    const isDependency =
      /Could not (?:resolve|find|download|GET|HEAD)|No matching (?:variant|configuration)|Plugin \[id:/.test(all);
    const reason = this.#texts.findLast((text) => text.startsWith('> '));
    const java = this.#texts.length <= 2 ? JAVA_NUMBER.exec(this.#texts[0] ?? '')?.groups?.['java'] : undefined;
    const failure = this.#excerpt.failure({
      tool: 'jvm',
      kind: isDependency ? 'dependency' : 'build',
      role: REPORTS_ONLY.test(all) ? 'wrapper' : 'cause',
      message: (java ?? reason?.slice(2) ?? this.#texts[0] ?? 'Build failed').slice(0, 800),
      ...(java && { code: 'java-number' }),
      ...(/'(:[\w:.-]{1,200})'/.exec(all)?.[1] && { name: /'(:[\w:.-]{1,200})'/.exec(all)?.[1] as string }),
      facts: { buildTool: 'gradle' },
    });
    return { failures: [failure] };
  }
}
