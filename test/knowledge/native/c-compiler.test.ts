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
      read("/srv/a/init.c:85: undefined reference to `puts2'\ncollect2: error: ld returned 1 exit status"),
    ).toHaveLength(1);
    expect(
      read(
        "C:/Program Files/Git/bin/ld.exe: obj/a.o:a.c:(.rdata+0x0): undefined reference to `g'\ncollect2.exe: error: ld returned 1 exit status",
      ),
    ).toHaveLength(1);
    expect(
      read("main.c:(.text+0x5): undefined reference to `puts2'\ncollect2: error: ld returned 1 exit status"),
    ).toHaveLength(1);
  });

  it('are silent where nothing says that the build failed', () => {
    expect(read(recorded('c/probed-header'))).toEqual([]);
    expect(read(recorded('c/compiles'))).toEqual([]);
    expect(read(`${HEADER}\n${'checking for gzip\n'.repeat(500)}`)).toEqual([]);
    expect(read(`conftest.c:3:10: fatal error: zlib.h: No such file or directory\n${FAILED}`)).toEqual([]);
    expect(read(`src/zip.c:3:1: warning: unused variable 'x'\n${FAILED}`)).toEqual([]);
  });

  it('leave to other tools what these tell of themselves', () => {
    expect(read(`gyp info spawn make\n${HEADER}\n${FAILED}`)).toEqual([]);
    expect(read(`${HEADER}\n${FAILED.replace('***', '')}\ngyp ERR! build error`)).toEqual([]);
    expect(read(`      ${HEADER}\n${FAILED}`)).toEqual([]);
    expect(read(`#9 0.331 ${HEADER}\n#9 ERROR: exit code: 1`)).toEqual([]);
  });

  it('a path of Windows, a file of another kind, no column', () => {
    expect(read(`C:/w/kiln/fire.cpp:19:41: error: 'heat' was not declared in this scope\n${FAILED}`)).toMatchObject([
      { location: { file: 'C:/w/kiln/fire.cpp', line: 19 } },
    ]);
    expect(read(`parse.y:7: error: expected ';'\n${FAILED}`)).toMatchObject([
      { location: { file: 'parse.y', line: 7 } },
    ]);
    expect(read(`C:\\w\\b\\CMakeFiles\\CMakeTmp\\src.c:3:1: error: no kiln\n${FAILED}`)).toEqual([]);
    expect(read(`/b/CMakeFiles/CMakeScratch/TryCompile-a1/t.c:3:1: error: no kiln\n${FAILED}`)).toEqual([]);
  });

  it('the compiler itself, about its options and files', () => {
    const said = "arm-none-eabi-gcc: error: unrecognized command-line option '-mkiln'";
    expect(read(`${said}\n${FAILED}`)).toMatchObject([{ message: "unrecognized command-line option '-mkiln'" }]);
    expect(read(`clang-18: error: no such file or directory: 'fire.c'\n${FAILED}`)).toHaveLength(1);
    expect(read(`clang: error: linker command failed with exit code 1 (use -v to see invocation)\n${FAILED}`)).toEqual(
      [],
    );
  });

  it('what other jobs of a parallel build print comes in between', () => {
    const others = 'g++ -c -O2 -Iinclude src/bowl.cc -o bowl.o\n'.repeat(150);
    const [failure] = read(
      `src/zip.cc:3:1: error: no kiln\n${others}src/gz.cc:9:1: error: no fire\n${others}${FAILED}`,
    );
    expect(failure?.key).toEqual([1, 152]);
    expect(failure?.lines.length).toBeLessThan(100);
  });

  it('objects that do not fit together', () => {
    const ends = `\ncollect2: error: ld returned 1 exit status\n${FAILED}`;
    expect(
      read(`/usr/bin/ld: b.o:(.bss+0x0): multiple definition of \`heat'; a.o:(.bss+0x0): first defined here${ends}`),
    ).toHaveLength(1);
    expect(read(`ld.lld: error: undefined symbol: heat(int)${ends}`)).toHaveLength(1);
    expect(
      read(`/usr/bin/ld: /lib/libm.so.6: error adding symbols: DSO missing from command line${ends}`),
    ).toHaveLength(1);
  });

  it("Apple's linker names it below a heading", () => {
    expect(
      read(
        'Undefined symbols for architecture arm64:\n  "_heat", referenced from:\n      _main in main.o\nld: symbol(s) not found for architecture arm64\n** BUILD FAILED **',
      ),
    ).toMatchObject([{ message: 'Undefined symbols for architecture arm64', key: [1] }]);
  });
});
