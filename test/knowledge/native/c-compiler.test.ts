import { describe, expect, it } from 'vitest';
import { cCompiler } from '../../../src/knowledge/native/c-compiler.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(cCompiler, text).failures;

const HEADER = 'src/zip.c:3:10: fatal error: zlib.h: No such file or directory';
const FAILED = 'make: *** [Makefile:12: src/zip.o] Error 1';

describe('C compilers and linkers', () => {
  it('tell file, line and what is wrong', () => {
    expect(read(recorded('c/missing-header'))).toMatchObject([
      {
        kind: 'compile-error',
        role: 'cause',
        location: { file: 'main.c', line: 2 },
        message: 'gps.h: No such file or directory',
      },
    ]);
    expect(read(recorded('c/compile-error'))).toMatchObject([{ location: { file: 'main.c' } }]);
  });

  it('one failure holds all that one build printed', () => {
    const [failure, ...others] = read(
      `${HEADER}\ncompilation terminated.\nsrc/gz.c:9:1: error: expected ';'\n${FAILED}`,
    );
    expect(others).toEqual([]);
    expect(failure?.key).toEqual([1, 3]);
  });

  it('the linker names what it does not find', () => {
    expect(read(recorded('c/undefined-reference'))[0]?.message).toContain('undefined reference to `compress2');
    expect(read(recorded('c/library-missing'))[0]?.message).toContain('cannot find -lwhistle');
    expect(
      read("main.c:(.text+0x5): undefined reference to `puts2'\ncollect2: error: ld returned 1 exit status"),
    ).toHaveLength(1);
  });

  it('are silent where nothing says that the build failed', () => {
    expect(read(recorded('c/probed-header'))).toEqual([]);
    expect(read(recorded('c/compiles'))).toEqual([]);
    expect(read(`${HEADER}\n${'checking for gzip\n'.repeat(60)}`)).toEqual([]);
    expect(read(`conftest.c:3:10: fatal error: zlib.h: No such file or directory\n${FAILED}`)).toEqual([]);
    expect(read(`src/zip.c:3:1: warning: unused variable 'x'\n${FAILED}`)).toEqual([]);
  });

  it('leave to other tools what these tell of themselves', () => {
    expect(read(`gyp info spawn make\n${HEADER}\n${FAILED}`)).toEqual([]);
    expect(read(`${HEADER}\n${FAILED.replace('***', '')}\ngyp ERR! build error`)).toEqual([]);
    expect(read(`      ${HEADER}\n${FAILED}`)).toEqual([]);
    expect(read(`#9 0.331 ${HEADER}\n#9 ERROR: exit code: 1`)).toEqual([]);
  });
});
