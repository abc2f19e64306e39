import { type CompilerDialect, CompilerReading } from '../../core/parse/compiler-reading.js';
import type { Parser } from '../../core/parse/parser.js';

/** Languages whose compilers have no parser of their own, by the end of a file's name; those of the JVM have one. */
const LANGUAGES: Readonly<Record<string, string>> = {
  adb: 'Ada',
  ads: 'Ada',
  cr: 'Crystal',
  cu: 'CUDA',
  d: 'D',
  dart: 'Dart',
  f: 'Fortran',
  f90: 'Fortran',
  hs: 'Haskell',
  ino: 'Arduino',
  metal: 'Metal',
  nim: 'Nim',
  proto: 'Protocol Buffers',
  sv: 'SystemVerilog',
  swift: 'Swift',
  vala: 'Vala',
  zig: 'Zig',
};
const FILE = `(?<file>(?:[A-Za-z]:)?[^\\s:()'"<>|]{1,300}\\.(?<end>${Object.keys(LANGUAGES).join('|')}))`;
/** `a.swift:3:1: error: …` (clang's way, which most follow), `a.dart:3:1: Error: …`, `a.nim(3, 1) Error: …`. */
const MESSAGE = new RegExp(
  `^${FILE}(?::(?<line>\\d{1,7})(?::(?<column>\\d{1,5})(?:-\\d{1,5})?)?:|\\((?<line2>\\d{1,7}), (?<column2>\\d{1,5})\\)) (?:fatal )?[Ee]rror(?: ?\\[[^\\]]{1,60}\\])?:(?: ?(?<message>.{1,600}))?$`,
);
/** SwiftLint prints in the form of the compiler, so that Xcode shows it. */
const DIALECT: CompilerDialect = {
  isMessage: (text) => MESSAGE.test(text),
  isForeign: (text) => text.startsWith('Done linting! Found '),
};

/** Errors of compilers that tell file and line as clang does, in languages without a parser of their own. */
export const sourceCompiler: Parser = {
  name: 'source-compiler',
  anchors: [': error: ', ': error:', ': Error: ', ') Error: ', ': fatal error: '],
  start(line) {
    const groups = MESSAGE.exec(line.text)?.groups;
    if (groups === undefined) return undefined;
    const { file = '', end = '', message = '' } = groups;
    const column = Number(groups['column'] ?? groups['column2']);
    const said = {
      tool: 'shell' as const,
      code: 'source',
      message: message.trim() || 'compile error',
      location: { file, line: Number(groups['line'] ?? groups['line2']), ...(column > 0 && { column }) },
      facts: { language: LANGUAGES[end] ?? end },
    };
    return new CompilerReading(line, said, DIALECT);
  },
};
