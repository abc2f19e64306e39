import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

const WRONG = /^\* What went wrong:$/;
const REPORTS_ONLY =
  /There were failing tests|Compilation failed; see the compiler|Compilation error\. See log|Script compilation errors?:|finished with non-zero exit value|There were test failures/;
/** All that an old Gradle says of a Java whose number it cannot read; with `--debug` its logger stands before it. */
const JAVA_NUMBER = /^(?:\[ERROR\] \[[\w.]{1,200}\] )?(?<java>\d{2}(?:\.\d{1,3}){0,3})$/;
const PROCESS = /^Process 'command '.{1,300}' finished with non-zero exit value/;
const MOST_LINES = 120;
/** The first lines say what failed and why; what comes below them goes on from there. */
const MOST_KEYS = 4;

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
  readonly #said: Line[] = [];

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
    if (text.trim() !== '') this.#said.push(line);
    this.#excerpt.add(line);
    return 'more';
  }

  end() {
    const texts = this.#said.map(({ text }) => text.trim());
    const all = texts.join(' ');
    const isDependency =
      /Could not (?:resolve|find|download|GET|HEAD)|No matching (?:variant|configuration)|Plugin \[id:/.test(all);
    const reason = texts.findLast((text) => text.startsWith('> '));
    // Outside of a task nothing else tells of a process: a build script ran it. The other stream may come in between.
    const process = /Execution failed for task/.test(all) ? -1 : texts.findIndex((text) => PROCESS.test(text));
    const bare = texts[Math.max(0, process)];
    const java = texts.length <= 2 ? JAVA_NUMBER.exec(texts[0] ?? '')?.groups?.['java'] : undefined;
    for (const line of process < 0 ? this.#said.slice(0, MOST_KEYS) : this.#said.slice(process, process + 1))
      this.#excerpt.markKey(line);
    const failure = this.#excerpt.failure({
      tool: 'jvm',
      kind: isDependency ? 'dependency' : 'build',
      role: REPORTS_ONLY.test(all) && process < 0 ? 'wrapper' : 'cause',
      message: (java ?? reason?.slice(2) ?? bare ?? 'Build failed').slice(0, 800),
      ...(java && { code: 'java-number' }),
      ...(/'(:[\w:.-]{1,200})'/.exec(all)?.[1] && { name: /'(:[\w:.-]{1,200})'/.exec(all)?.[1] as string }),
      facts: { buildTool: 'gradle' },
    });
    return { failures: [failure] };
  }
}
