import type { Location } from '../../core/domain/failure.js';
import { type CompilerDialect, CompilerReading } from '../../core/parse/compiler-reading.js';
import type { Parser } from '../../core/parse/parser.js';
import { withoutTask } from './ant-task.js';

/** A Windows drive stands behind a slash where a path was made of a URL: `/C:/w/Foo.kt`. */
const FILE = String.raw`(?:file://)?(?<file>(?:/?[A-Za-z]:)?[^\s:][^:]{0,300}\.`;
/**
 * Each compiler's message with its place, on one line:
 * - javac, also below Ant's task and in Gradle: `Foo.java:12: error: cannot find symbol`
 * - kotlinc since 1.8 `e: file:///w/Foo.kt:12:5 Unresolved reference`, before it `e: /w/Foo.kt: (12, 5): …`
 * - scalac `Foo.scala:12: error: …`, sbt `[error] /w/Foo.scala:12:5: …`, Scala 3 `[error] -- [E006] Not Found Error: Foo.scala:12:5 ---`
 * - groovyc `Foo.groovy: 12: unable to resolve class …`
 */
const MESSAGES: readonly (readonly [language: string, message: RegExp])[] = [
  ['java', new RegExp(String.raw`^${FILE}java):(?<line>\d{1,7}): error: (?<message>.{1,800})$`)],
  [
    'kotlin',
    new RegExp(
      String.raw`^e: ${FILE}kts?):(?: \((?<line>\d{1,7}), (?<column>\d{1,5})\):|(?<line2>\d{1,7}):(?<column2>\d{1,5}):?) (?<message>.{1,800})$`,
    ),
  ],
  [
    'scala',
    new RegExp(
      String.raw`^(?:\[error\] )?${FILE}scala):(?<line>\d{1,7}):(?:(?<column>\d{1,5}):)? (?:error: )?(?<message>.{1,800})$`,
    ),
  ],
  [
    'scala',
    new RegExp(
      String.raw`^\[error\] -- (?:\[E\d{1,4}\] )?(?<message>[A-Z][\w ]{2,60}): ${FILE}scala):(?<line>\d{1,7}):(?<column>\d{1,5}) -*$`,
    ),
  ],
  ['groovy', new RegExp(String.raw`^${FILE}groovy): (?<line>\d{1,7}): (?<message>.{1,800})$`)],
];
const END =
  /^(?:\[error\] \(.{1,200}\) Compilation failed|> Task :\S{1,200} FAILED|:\S{1,200} FAILED|FAILURE: Build (?:failed|completed with) .{1,40}|\d{1,6} errors?)$/;
const DIALECT: CompilerDialect = {
  isMessage: (text) => messageIn(text) !== undefined,
  isEnd: (text) => END.test(text),
};
/** Gradle heads what a task printed with its name and how it ended; what other tasks print below says nothing of it. */
const FAILED_TASK = /^> Task :\S{1,200} FAILED$/;
const IN_FAILED_TASK: CompilerDialect = {
  ...DIALECT,
  isEnd: (text) => text.startsWith('> Task :') || END.test(text),
};

/** javac, kotlinc, scalac and groovyc outside Maven's own report. */
export const jvmCompiler: Parser = {
  name: 'jvm-compiler',
  anchors: ['.java:', 'e: file:///', '.kt: (', '.scala:', '.groovy: '],
  start(line, before) {
    const said = messageIn(line.text);
    if (said === undefined) return undefined;
    const { language, ...what } = said;
    const dialect = FAILED_TASK.test(before.at(-1)?.text ?? '') ? IN_FAILED_TASK : DIALECT;
    return new CompilerReading(line, { tool: 'jvm', facts: { language }, ...what }, dialect);
  },
};

interface Said {
  readonly language: string;
  readonly message: string;
  readonly location: Location;
}

function messageIn(text: string): Said | undefined {
  const bare = withoutTask(text);
  // Frames of a stack trace stand at each of these anchors: they are the many.
  if (bare.startsWith('\tat ')) return undefined;
  for (const [language, message] of MESSAGES) {
    const groups = message.exec(bare)?.groups;
    if (groups === undefined) continue;
    const column = groups['column'] ?? groups['column2'];
    const location = { file: groups['file'] as string, line: Number(groups['line'] ?? groups['line2']) };
    return {
      language,
      message: groups['message'] as string,
      location: column === undefined ? location : { ...location, column: Number(column) },
    };
  }
  return undefined;
}
