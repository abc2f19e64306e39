import type { Line } from '../../core/domain/line.js';
import { type CompilerDialect, CompilerReading } from '../../core/parse/compiler-reading.js';
import type { Parser } from '../../core/parse/parser.js';

/** What configure and CMake try out, which is meant to fail now and then. */
const PROBE = /^conftest\.|^.{0,200}[/\\](?:CMakeTmp|CMakeScratch|TryCompile-\w{1,20}|_configtest)|^_configtest/;
/** Where a message stands: `a.c:3:1:`, on Windows `C:/w/a.c:3:1:`, without a column where none is wanted. */
const MESSAGE =
  /^((?:[A-Za-z]:)?[^\s:]{1,300}\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|h\+\+|inl|ipp|tpp|tcc|ixx|cppm|m|mm|S|l|y|yy)):(\d{1,7}):(?:\d{1,5}:)? (?:fatal )?error: (.{1,600})$/;
const LINKER =
  /^(?:\S{0,200}\/|[A-Za-z]:[\\/].{0,200}[\\/])?(?:[\w-]{0,40}ld(?:\.\w{1,10})?: |[^\s:]{1,300}:(?:\(\.\w{1,40}\S{0,200}\)|\d{1,7}): )(.{0,400}(?:undefined reference to [`'].{1,400}|cannot find -l.{1,200}|unable to find library -l.{1,200}|multiple definition of [`'].{1,400}|relocation R_\w{1,60} against .{1,400}|DSO missing from command line|relocation truncated to fit: .{1,400}|file in wrong format|(?<=error: )(?:undefined|duplicate) symbol: .{1,400}))$/;
/** The compiler's driver and its passes about their own arguments and files; not what they say about a program that they called. */
const DRIVER =
  /^(?:nvcc (?:fatal|error) {1,4}: |(?:\S{0,200}\/)?(?:[\w.]{1,40}-){0,4}(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|collect2|cc1|cc1plus|cc1obj|lto1|f951|gfortran|icpx?|emcc|em\+\+)(?:-\d[\d.]{0,8})?(?:\.exe)?: (?:fatal )?error: )(?!linker command failed|ld returned|'\S{0,300}(?:ld|clang)\b)(.{1,600})$/;
/** The linker of Apple: `Undefined symbols for architecture arm64:`, and each symbol set in below it. */
const APPLE =
  /^(?:ld: )?(?<said>Undefined symbols(?: for architecture \w{1,20})?|duplicate symbol '?\S{1,300}):?(?: in:)?$/;
/** Other tools read their compiler's words themselves. */
const TOLD_BY_OTHERS = /^(?:npm (?:ERR!|error) )?gyp (?:info|ERR!)|^\s{1,8}(?:Compiling|Building) /;
const DIALECT: CompilerDialect = {
  isMessage: (text) => MESSAGE.test(text) || LINKER.test(text) || DRIVER.test(text) || APPLE.test(text),
  isForeign: (text) => TOLD_BY_OTHERS.test(text),
  // What other jobs of a parallel build print, up to the word that it failed.
  patience: 400,
};

/** gcc, clang and their linkers: errors in C and C++, with file and line, once something says that the build failed. */
export const cCompiler: Parser = {
  name: 'c-compiler',
  anchors: [
    ': error: ',
    ': fatal error: ',
    ': undefined reference to ',
    ': cannot find -l',
    ': multiple definition of ',
    ': relocation R_',
    ': relocation truncated to fit: ',
    'nvcc fatal ',
    'nvcc error ',
    ': DSO missing from command line',
    'Undefined symbols for architecture',
    'duplicate symbol ',
  ],
  start(line, before) {
    const message = MESSAGE.exec(line.text);
    const linker = message ? null : (LINKER.exec(line.text) ?? DRIVER.exec(line.text) ?? APPLE.exec(line.text));
    if (
      (!message && !linker) ||
      PROBE.test(line.text) ||
      isInBuild(line, before) ||
      before.some(({ text }) => TOLD_BY_OTHERS.test(text))
    )
      return undefined;
    const file = message?.[1];
    const said = {
      tool: 'shell' as const,
      code: 'cc',
      facts: { language: 'c', ...(isOfKernel(line, before) && { target: 'kernel-module' }) },
      message: (message?.[3] ?? linker?.[1] ?? '').trim(),
      ...(file !== undefined && { location: { file, line: Number(message?.[2]) } }),
    };
    return new CompilerReading(line, said, DIALECT);
  },
};

/** What the kernel's own build prints of a module that is built outside its tree, and DKMS above that. */
const MODULE_BUILD =
  /^\s{1,4}CC \[M\] |^make(?:\[\d{1,3}\])? .{0,200}-C ["']?\/(?:usr\/)?(?:lib\/modules|src\/(?:linux|kernels))\b|^DKMS .{0,60}make\.log /;

function isOfKernel({ text }: Line, before: readonly Line[]): boolean {
  return text.startsWith('/var/lib/dkms/') || before.some((each) => MODULE_BUILD.test(each.text));
}

/** The failed step of an image build tells it, with these lines in it. */
function isInBuild(line: Line, before: readonly Line[]): boolean {
  const isInBlock = line.printed !== line.text && /^\d{1,4}\.\d{0,5} /.test(line.printed);
  return (
    isInBlock ||
    line.channel.includes('#') ||
    before.some(({ text }) => /^(?:Step|STEP) \d{1,3}\/\d{1,3} ?: /.test(text))
  );
}
