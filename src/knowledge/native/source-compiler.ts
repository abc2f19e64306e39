import type { Line } from '../../core/domain/line.js';
import { Aftermath } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** Languages whose compilers have no parser of their own, by the end of a file's name. */
const LANGUAGES: Readonly<Record<string, string>> = {
  adb: 'Ada',
  ads: 'Ada',
  cr: 'Crystal',
  cu: 'CUDA',
  d: 'D',
  dart: 'Dart',
  f: 'Fortran',
  f90: 'Fortran',
  groovy: 'Groovy',
  hs: 'Haskell',
  ino: 'Arduino',
  java: 'Java',
  kt: 'Kotlin',
  kts: 'Kotlin',
  metal: 'Metal',
  nim: 'Nim',
  proto: 'Protocol Buffers',
  scala: 'Scala',
  sv: 'SystemVerilog',
  swift: 'Swift',
  vala: 'Vala',
  zig: 'Zig',
};
const FILE = `(?<file>(?:[A-Za-z]:)?[^\\s:()'"<>|]{1,300}\\.(?<end>${Object.keys(LANGUAGES).join('|')}))`;
/** `a.swift:3:1: error: …` (clang's way, which most follow), `A.java:3: error: …`, `a.dart:3:1: Error: …`, `a.nim(3, 1) Error: …`. */
const CLANG = new RegExp(
  `^${FILE}(?::(?<line>\\d{1,7})(?::(?<column>\\d{1,5})(?:-\\d{1,5})?)?:|\\((?<line2>\\d{1,7}), (?<column2>\\d{1,5})\\)) (?:fatal )?[Ee]rror(?: ?\\[[^\\]]{1,60}\\])?: ?(?<message>.{1,600})$`,
);
/** kotlinc: `e: file:///a.kt:3:1 …` and, before 1.9, `e: /a.kt: (3, 1): …`. */
const KOTLIN =
  /^e: (?:file:\/\/)?(?<file>[^\s:]{1,400}\.(?<end>kts?)):(?: \((?<line>\d{1,7}), (?<column>\d{1,5})\):|(?<line2>\d{1,7}):(?<column2>\d{1,5})) ?(?<message>.{1,600})$/;
/** sbt's: `[error] /a.scala:3:1: …`, Scala 3 `[error] -- [E006] Not Found Error: /a.scala:3:1 `. */
const SCALA =
  /^\[error\] (?:-- (?:\[E\d{1,5}\] )?(?<message2>[\w ]{1,60}): )?(?<file>[^\s:]{1,400}\.(?<end>scala|java)):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?:? ?(?<message>.{0,600})$/;
const FORMS = [CLANG, KOTLIN, SCALA];
const MOST_LINES = 200;

/** Errors of compilers that tell file and line as clang does, in languages without a parser of their own. */
export const sourceCompiler: Parser = {
  name: 'source-compiler',
  anchors: [
    ': error: ',
    ': error:',
    ': Error: ',
    ') Error: ',
    ': fatal error: ',
    'e: file://',
    '.kt: (',
    '.kts: (',
    '[error] ',
  ],
  start(line) {
    return messageOf(line.text) === undefined ? undefined : new SourceReading(line);
  },
};

type Groups = Readonly<Record<string, string | undefined>>;

function messageOf(text: string): Groups | undefined {
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups;
    if (groups) return groups;
  }
  return undefined;
}

/** The first error and those that follow shortly: they are told as one, for the first is most often the reason. */
class SourceReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #said: Groups;
  readonly #aftermath = new Aftermath(40);
  #isFailure = true;

  constructor(line: Line) {
    this.#said = messageOf(line.text) as Groups;
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    const isAnother = messageOf(line.text) !== undefined;
    if (isAnother) this.#aftermath.restart();
    const judged = isAnother ? 'open' : this.#aftermath.judge(line.text);
    if (judged === 'passed') this.#isFailure = false;
    if (judged !== 'open' || this.#excerpt.size >= MOST_LINES) return 'refused';
    this.#excerpt.add(line, isAnother);
    return 'more';
  }

  end(): Findings {
    if (!this.#isFailure) return { failures: [] };
    const { file = '', end = '', message = '', message2 = '' } = this.#said;
    const line = Number(this.#said['line'] ?? this.#said['line2']);
    const column = Number(this.#said['column'] ?? this.#said['column2']);
    return {
      failures: [
        this.#excerpt.failure({
          tool: 'shell',
          kind: 'compile-error',
          code: 'source',
          message: message.trim() || message2 || 'compile error',
          location: { file, line, ...(column > 0 && { column }) },
          facts: { language: LANGUAGES[end] ?? end },
        }),
      ],
    };
  }
}
