import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { JvmStackReader } from './jvm-stack.js';

/** `[ERROR] /src/Foo.java:[12,8] cannot find symbol` (maven-compiler-plugin, javac and kotlinc). */
const COMPILE =
  /^\[ERROR\] (?:file:\/\/)?(?<file>(?:\/?[A-Za-z]:)?[^\s:][^:]{0,400}\.(?:java|kt|scala|groovy)):(?:\[(?<line>\d{1,7})(?:,(?<column>\d{1,7}))?\]|(?<line2>\d{1,7}):(?:(?<column2>\d{1,7}):)?) ?(?:error: )?(?<message>.{1,800})$/;
/** The reason of the build's end, in one line. */
const GOAL =
  /^\[ERROR\] Failed to execute goal (?:(?<goal>[\w.:-]{3,200})(?: \([\w.-]{1,100}\))? )?on project (?<project>[\w.[\]-]{1,200}): ?(?<message>.{0,2000})$/;
const MODEL =
  /^\[(?:ERROR|FATAL)\] (?<message>(?:Non-resolvable parent POM|Non-parseable POM|The build could not read|Unknown lifecycle phase|The goal you specified requires|Could not find (?:artifact|the selected project)|Plugin [\w.:-]{3,200} or one of its dependencies could not be resolved|No plugin found for prefix).{0,1500})$/;
/** What Maven's command line says of every error that ends a build, with a link to a page of help. */
const SUMMED_UP = /^\[ERROR\] (?<message>\S.{2,1500}) -> \[Help \d+\]$/;
const END = /^\[(?:INFO|ERROR)\] BUILD (?:FAILURE|ERROR)$/;
/** A goal that only reports what went wrong further up. */
const REPORTS_ONLY =
  /^(?:\s*(?:-> \[Help \d+\])?$|There (?:are|were) test failures|There was a timeout|Compilation (?:failure|error)|Command execution failed|.{0,40}Unable to parse|You have \d+ (?:Checkstyle|PMD)|Failed during checkstyle execution|failed with \d+ bugs|Some Enforcer rules have failed|Coverage checks have not been met|Java returned: \d)/;
const MOST_LINES = 60;
const MOST_ERRORS = 100;

/** Maven's own errors: compiler errors, goals that failed, models it could not build. `BUILD FAILURE` is a wrapper, and so is a goal that only reports failed tests or compiler errors. */
export const maven: Parser = {
  name: 'maven',
  anchors: [
    '[ERROR] Failed to execute goal',
    'BUILD FAILURE',
    '[INFO] BUILD ERROR',
    '[ERROR] BUILD ERROR',
    'COMPILATION ERROR :',
    '[FATAL] ',
    'Non-resolvable parent POM',
    '[ERROR] Unknown lifecycle',
    '[ERROR] No plugin found',
    '[ERROR] Plugin ',
    ' -> [Help ',
  ],
  start(line) {
    if (/^\[ERROR\] COMPILATION ERROR :/.test(line.text)) return new CompileReading(line);
    if (line.text.startsWith('[ERROR] Failed to execute goal ')) return new GoalReading(line);
    const model = (MODEL.exec(line.text) ?? SUMMED_UP.exec(line.text))?.groups;
    if (model) return new GoalReading(line, model['message'] as string);
    return END.test(line.text) ? new EndReading(line) : undefined;
  },
};

class CompileReading implements Reading {
  readonly #errors: { excerpt: Excerpt; groups: Record<string, string | undefined> }[] = [];
  readonly #head: Line;
  #lines = 0;

  constructor(line: Line) {
    this.#head = line;
  }

  next(line: Line): 'more' | 'refused' {
    if (++this.#lines > 2000 || GOAL.test(line.text) || /^\[INFO\] \d+ errors?/.test(line.text)) return 'refused';
    const groups = COMPILE.exec(line.text)?.groups;
    if (groups) {
      if (this.#errors.length < MOST_ERRORS) this.#errors.push({ excerpt: new Excerpt().add(line, true), groups });
      return 'more';
    }
    if (/^\[INFO\] -{5,}/.test(line.text)) return 'more';
    if (!/^(?:\[ERROR\]|\s{2,})/.test(line.text)) return 'refused';
    const error = this.#errors.at(-1);
    if (error && error.excerpt.size < MOST_LINES) error.excerpt.add(line);
    return 'more';
  }

  end(): Findings {
    if (this.#errors.length === 0)
      return {
        failures: [
          new Excerpt()
            .add(this.#head, true)
            .failure({ tool: 'maven', kind: 'compile-error', message: 'COMPILATION ERROR' }),
        ],
      };
    return { failures: this.#errors.map(({ excerpt, groups }) => compileFailure(excerpt, groups)) };
  }
}

function compileFailure(excerpt: Excerpt, groups: Record<string, string | undefined>): Failure {
  const line = Number(groups['line'] ?? groups['line2']);
  const column = Number(groups['column'] ?? groups['column2']);
  return excerpt.failure({
    tool: 'maven',
    kind: 'compile-error',
    message: groups['message'] as string,
    location: { file: groups['file'] as string, ...(line > 0 && { line }), ...(column > 0 && { column }) },
  });
}

class GoalReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #stack = new JvmStackReader();
  readonly #model: string | undefined;
  /** A console may have wrapped the message, and some goals write several lines. */
  #text: string;

  /** @param model the message of an error in the project's own model, where the line is no failed goal */
  constructor(line: Line, model?: string) {
    this.#excerpt.add(line, true);
    this.#model = model;
    this.#text = line.text;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (
      this.#excerpt.size > MOST_LINES ||
      /^\[ERROR\] (?:To see the full stack|Re-run Maven|For more information|After correcting|\[Help \d\]|-> \[Help|Failed to execute goal)/.test(
        text,
      )
    )
      return 'refused';
    const isWrapped = !/ -> \[Help \d+\]$/.test(this.#text) && this.#excerpt.size < 10 && /^[^[\s#]/.test(text);
    const isStack = this.#stack.take(line) !== 'no';
    if (!isStack && !isWrapped && !/^\[ERROR\]|^\s+\S/.test(text)) return 'refused';
    if (isWrapped) this.#text += text;
    this.#excerpt.add(line, isWrapped);
    return 'more';
  }

  end() {
    const groups = this.#model === undefined ? GOAL.exec(this.#text)?.groups : undefined;
    const message = this.#model ?? groups?.['message'] ?? this.#text.replace('[ERROR] ', '');
    const name = groups?.['project'] ?? groups?.['goal'];
    const isDependency =
      /Could not (?:resolve|find|transfer)|Failure to (?:find|transfer)|Non-resolvable|could not be resolved/.test(
        message,
      );
    const failure = this.#excerpt.failure({
      tool: 'maven',
      kind: isDependency ? 'dependency' : 'build',
      role: REPORTS_ONLY.test(message) ? 'wrapper' : 'cause',
      message: reasonIn(message).slice(0, 1500),
      ...(name && { name }),
      facts: {
        ...(groups?.['goal'] && { goal: groups['goal'], step: stepOf(groups['goal']) }),
        ...(this.#stack.found.exception && { exception: this.#stack.found.exception }),
      },
    });
    return { failures: [failure] };
  }
}

/** `org.apache.rat:apache-rat-plugin:0.13:check` → `apache-rat:check`. */
function stepOf(goal: string): string {
  const [, artifact = goal, ...rest] = goal.split(':');
  return `${artifact.replace(/^maven-|-maven-plugin$|-plugin$/g, '')}:${rest.at(-1) ?? ''}`;
}

/** The goal's reason, without what the line says before and after it. */
function reasonIn(message: string): string {
  return message.replace(/ -> \[Help \d+\]$/, '').replace(/^Execution \S{1,200} of goal [\w.:-]{3,200} failed: /, '');
}

class EndReading implements Reading {
  readonly #excerpt = new Excerpt();

  constructor(line: Line) {
    this.#excerpt.add(line, true);
  }

  next(): 'refused' {
    return 'refused';
  }

  end() {
    return {
      failures: [this.#excerpt.failure({ tool: 'maven', kind: 'build', role: 'wrapper', message: 'BUILD FAILURE' })],
    };
  }
}
