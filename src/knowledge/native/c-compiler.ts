import type { Line } from '../../core/domain/line.js';
import { Aftermath } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** Where a message stands; not what configure and CMake try out, which is meant to fail now and then. */
const MESSAGE =
  /^(?!conftest\.|.{0,200}\/(?:CMakeTmp|CMakeScratch|_configtest)|_configtest)([^\s:]{1,300}\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx|inl|m|mm|S)):(\d{1,7}):\d{1,5}: (?:fatal )?error: (.{1,600})$/;
const LINKER =
  /^(?:\S{0,200}\/)?(?:[\w-]{0,40}ld(?:\.\w{1,10})?: |[^\s:]{1,300}:\(\.\w{1,40}\S{0,200}\): )(.{0,400}(?:undefined reference to [`'].{1,400}|cannot find -l.{1,200}))$/;
/** Other tools read their compiler's words themselves. */
const TOLD_BY_OTHERS = /^(?:npm (?:ERR!|error) )?gyp (?:info|ERR!)|^\s{1,8}(?:Compiling|Building) /;
const MOST_LINES = 200;

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
    return new CompilerReading(line, {
      message: (message?.[3] ?? linker?.[1] ?? '').trim(),
      ...(file !== undefined && { location: { file, line: Number(message?.[2]) } }),
    });
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

interface Said {
  readonly message: string;
  readonly location?: { readonly file: string; readonly line: number };
}

class CompilerReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #said: Said;
  readonly #aftermath = new Aftermath(40);
  #isFailure = true;

  constructor(line: Line, said: Said) {
    this.#said = said;
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (TOLD_BY_OTHERS.test(line.text)) this.#isFailure = false;
    const judged = this.#isFailure ? this.#aftermath.judge(line.text) : 'failed';
    if (judged === 'passed') this.#isFailure = false;
    if (judged !== 'open' || this.#excerpt.size >= MOST_LINES) return 'refused';
    this.#excerpt.add(line, MESSAGE.test(line.text) || LINKER.test(line.text));
    return 'more';
  }

  end(): Findings {
    if (!this.#isFailure) return { failures: [] };
    const facts = { language: 'c' };
    return {
      failures: [this.#excerpt.failure({ tool: 'shell', kind: 'compile-error', code: 'cc', facts, ...this.#said })],
    };
  }
}
