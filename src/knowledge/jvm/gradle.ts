import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

const WRONG = /^\* What went wrong:$/;
const REPORTS_ONLY =
  /There were failing tests|Compilation failed; see the compiler|Compilation error\. See log|finished with non-zero exit value|There were test failures/;
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
    if (/^\* (?:Try|Exception is|Get more help)|^={5,}|^BUILD FAILED/.test(text) || this.#excerpt.size > MOST_LINES)
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
    const failure = this.#excerpt.failure({
      tool: 'jvm',
      kind: isDependency ? 'dependency' : 'build',
      role: REPORTS_ONLY.test(all) ? 'wrapper' : 'cause',
      message: (reason?.slice(2) ?? this.#texts[0] ?? 'Build failed').slice(0, 800),
      ...(/'(:[\w:.-]{1,200})'/.exec(all)?.[1] && { name: /'(:[\w:.-]{1,200})'/.exec(all)?.[1] as string }),
      facts: { buildTool: 'gradle' },
    });
    return { failures: [failure] };
  }
}
