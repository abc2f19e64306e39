import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** `npm ERR! ` (until npm 9) and `npm error ` (since npm 10), also behind a build tool's prefix. */
const PREFIX = /^(?:\s{0,12}(?:\[[\w .:-]{1,30}\] {0,4}){0,2}|##\[error\])npm (?:ERR!|error)(?: |$)/;
/** Interleaved output of parallel scripts may stand between two lines of one error. */
const MOST_FOREIGN = 3;
const MOST_LINES = 400;

/**
 * One error report of npm. What a script printed on the way down is not npm's: a report that only says a script or an
 * install script failed is a wrapper.
 */
export const npm: Parser = {
  name: 'npm',
  anchors: ['npm ERR!', 'npm error'],
  start(line) {
    const prefix = PREFIX.exec(line.text);
    return prefix ? new NpmReading(line) : undefined;
  },
};

class NpmReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #texts: string[] = [];
  #code: string | undefined;
  #isOver = false;
  #foreign = 0;

  constructor(line: Line) {
    this.#take(line);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (!PREFIX.test(line.text))
      return this.#isOver || (line.text.trim() !== '' && ++this.#foreign > MOST_FOREIGN) ? 'refused' : 'more';
    if (this.#isOver && /npm (?:ERR!|error) (?:code|path) \S/.test(line.text)) return 'refused';
    if (this.#excerpt.size >= MOST_LINES) return 'refused';
    this.#take(line);
    return 'more';
  }

  end() {
    const isWrapper = this.#isWrapper();
    const message = this.#message();
    const exitCode = Number(
      /^Exit status (\d+)|^errno (\d+)$/
        .exec(this.#texts.find((text) => /^(?:Exit status|errno) \d+$/.test(text)) ?? '')?.[0]
        .replace(/\D+/g, ''),
    );
    const failure = this.#excerpt.failure({
      tool: 'npm',
      kind: isWrapper ? 'command' : this.#code === undefined ? 'configuration' : 'dependency',
      role: isWrapper ? 'wrapper' : 'cause',
      message,
      ...(this.#code && { code: this.#code }),
      facts: exitCode > 0 ? { exitCode } : {},
    });
    return { failures: [failure] };
  }

  #take(line: Line): void {
    const text = line.text.replace(PREFIX, '').trimEnd();
    if (
      /^A complete log of this run|^(?:Additional logging details|not ok code)|^\s+\S{1,200}npm-debug\.log/.test(text)
    )
      this.#isOver = true;
    const code = /^code (E?[A-Z0-9_]{2,60})$/.exec(text)?.[1];
    if (code && this.#code === undefined) this.#code = code;
    this.#excerpt.add(line, isTelling(text) && this.#texts.filter(isTelling).length < 4);
    if (this.#texts.length < MOST_LINES) this.#texts.push(text);
  }

  #message(): string {
    const fatal = this.#texts.find((text) => text.startsWith('fatal: '));
    const told = fatal ?? this.#texts.find(isTelling) ?? this.#texts.find((text) => text !== '') ?? 'npm failed';
    return told.replace(/^(?:notarget|404|network|enoent|ERESOLVE|Fix the upstream)\s+/, '').slice(0, 500);
  }

  #isWrapper(): boolean {
    if (this.#code === 'ELIFECYCLE') return true;
    if (this.#code !== undefined && !/^\d+$/.test(this.#code)) return false;
    return (
      this.#texts.some((text) =>
        /^Lifecycle script `.{1,200}` failed|^Exit status \d+$|^command failed$|^weird error \d+|^Test failed\. {2}See above/.test(
          text,
        ),
      ) && !this.#texts.some((text) => text.startsWith('fatal: ') || text.includes(' fatal: '))
    );
  }
}

/** Whether a text says what went wrong rather than where. */
function isTelling(text: string): boolean {
  if (text.trim() === '') return false;
  return !/^(?:code |errno |syscall |path |dest |cwd |node |npm |argv |command |System |signal |type |file |workspace |location |A complete log|If you need help|including the npm|\s|Tell the author|not ok|Additional logging|This is (?:most likely )?(?:not )?(?:a problem|probably)|<|in workspace|at location|hostname |gyp info|gyp verb)/.test(
    text,
  );
}
