import { describe, expect, it } from 'vitest';
import { cmake } from '../../../src/knowledge/native/cmake.js';
import { make } from '../../../src/knowledge/native/make.js';
import { runParser } from '../run-parser.js';

const read = (text: string) => runParser(cmake, text).failures;
const OVER = '-- Configuring incomplete, errors occurred!';

describe('CMake', () => {
  it('says what the paragraph says, and where the project called', () => {
    const log = `-- Could NOT find GLAZE (missing: GLAZE_LIBRARY)
CMake Error at /usr/share/cmake-3.28/Modules/FindPackageHandleStandardArgs.cmake:230 (message):
  Could NOT find KILN (missing: KILN_LIBRARY
  KILN_INCLUDE_DIR)
Call Stack (most recent call first):
  /usr/share/cmake-3.28/Modules/FindPackageHandleStandardArgs.cmake:600 (_FPHSA_FAILURE_MESSAGE)
  cmake/kiln.cmake:7 (find_package)
  CMakeLists.txt:96 (include)


${OVER}
`;
    expect(read(log)).toMatchObject([
      {
        message: 'Could NOT find KILN (missing: KILN_LIBRARY KILN_INCLUDE_DIR)',
        location: { file: 'cmake/kiln.cmake', line: 7 },
        facts: { builder: 'cmake', command: 'message' },
        key: [2, 3, 4],
      },
    ]);
  });

  it('each of several errors, with its paragraphs', () => {
    const log = `CMake Error at src/CMakeLists.txt:4 (add_library):
  Cannot find source file:

    fire.c

  Tried extensions .c .C


CMake Error: Cannot determine link language for target "kiln".
CMake Generate step failed.  Build files cannot be regenerated correctly.
`;
    expect(read(log).map(({ message }) => message)).toEqual([
      'Cannot find source file: fire.c Tried extensions .c .C',
      'Cannot determine link language for target "kiln".',
    ]);
  });

  it('is silent where life went on, and about warnings', () => {
    expect(read(`CMake Error: no kiln\n$ make next`)).toEqual([]);
    expect(read(`CMake Warning at CMakeLists.txt:3 (message):\n  no kiln\n\n${OVER}`)).toEqual([]);
  });
});

describe('make', () => {
  const recipe = (line: string) => runParser(make, line).failures[0];

  it('in the language of the machine', () => {
    expect(recipe('make[1]: *** [mk/kiln.mk:166：out/fire.o] 错误 127')).toMatchObject({
      role: 'wrapper',
      facts: { exitCode: 127 },
    });
    expect(recipe('make: *** [Makefile:9: all] Ошибка 2')?.facts).toEqual({ exitCode: 2 });
    expect(recipe('make: *** [Makefile:9: all] Segmentation fault (core dumped)')).toMatchObject({ name: 'all' });
  });

  it('of the BSDs, unless it goes on', () => {
    expect(recipe('*** [obj-fire] Error code 2')).toMatchObject({ role: 'wrapper', name: 'obj-fire' });
    expect(recipe('*** Error code 1')?.facts).toEqual({ exitCode: 1 });
    expect(recipe('*** Error code 1 (ignored)')).toBeUndefined();
  });
});
