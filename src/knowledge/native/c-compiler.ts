import type { Line } from '../../core/domain/line.js';
import { type CompilerDialect, CompilerReading } from '../../core/parse/compiler-reading.js';
import type { Parser } from '../../core/parse/parser.js';

/** Where a message stands; not what configure and CMake try out, which is meant to fail now and then. */
const MESSAGE =
  /^(?!conftest\.|.{0,200}\/(?:CMakeTmp|CMakeScratch|_configtest)|_configtest)([^\s:]{1,300}\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|inl|m|mm|S)):(\d{1,7}):\d{1,5}: (?:fatal )?error: (.{1,600})$/;
const LINKER =
  /^(?:\S{0,200}\/)?(?:[\w-]{0,40}ld(?:\.\w{1,10})?: |[^\s:]{1,300}:\(\.\w{1,40}\S{0,200}\): )(.{0,400}(?:undefined reference to [`'].{1,400}|cannot find -l.{1,200}))$/;
/** Other tools read their compiler's words themselves. */
const TOLD_BY_OTHERS = /^(?:npm (?:ERR!|error) )?gyp (?:info|ERR!)|^\s{1,8}(?:Compiling|Building) /;
const DIALECT: CompilerDialect = {
  isMessage: (text) => MESSAGE.test(text) || LINKER.test(text),
  isForeign: (text) => TOLD_BY_OTHERS.test(text),
};

/** gcc, clang and their linkers: errors in C and C++, with file and line, once something says that the build failed. */
export const cCompiler: Parser = {
  name: 'c-compiler',
  anchors: [': error: ', ': fatal error: ', ': undefined reference to ', ': cannot find -l'],
  start(line, before) {
    const message = MESSAGE.exec(line.text);
    const linker = message ? null : LINKER.exec(line.text);
    if ((!message && !linker) || isInBuild(line, before) || before.some(({ text }) => TOLD_BY_OTHERS.test(text)))
      return undefined;
    const file = message?.[1];
    const said = {
      tool: 'shell' as const,
      code: 'cc',
      facts: { language: 'c' },
      message: (message?.[3] ?? linker?.[1] ?? '').trim(),
      ...(file !== undefined && { location: { file, line: Number(message?.[2]) } }),
    };
    return new CompilerReading(line, said, DIALECT);
  },
};

/** The failed step of an image build tells it, with these lines in it. */
function isInBuild(line: Line, before: readonly Line[]): boolean {
  const isInBlock = line.printed !== line.text && /^\d{1,4}\.\d{0,5} /.test(line.printed);
  return (
    isInBlock ||
    line.channel.includes('#') ||
    before.some(({ text }) => /^(?:Step|STEP) \d{1,3}\/\d{1,3} ?: /.test(text))
  );
}
