import { describe, expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';

const headline = async (...lines: string[]) => {
  const { diagnoses, unknown } = await diagnoseText(`${lines.join('\n')}\n`, 'log');
  const first = diagnoses.find(({ primary }) => primary) ?? unknown.find(({ primary }) => primary);
  return { pattern: diagnoses.find(({ primary }) => primary)?.pattern, cited: first?.evidence[0]?.text };
};

describe('what only says that something failed lets the words above it speak', () => {
  test('a recipe of make', async () => {
    expect(
      await headline(
        'go build -o kiln .',
        'go: errors parsing go.mod:',
        '/w/kiln/go.mod:4: unknown directive: toolchain',
        'make: *** [Makefile:7: kiln] Error 1',
      ),
    ).toMatchObject({ pattern: 'go/version', cited: '/w/kiln/go.mod:4: unknown directive: toolchain' });
  });

  test('not where the recipe was forgiven', async () => {
    const { pattern } = await headline(
      '/w/kiln/go.mod:4: unknown directive: toolchain',
      'make: [Makefile:7: kiln] Error 1 (ignored)',
      'kiln built',
    );
    expect(pattern).toBeUndefined();
  });
});

describe('the last words of builders are no reason', () => {
  test.each([
    [
      "ln: failed to create symbolic link 'kiln': File exists",
      '==> ERROR: A failure occurred in prepare().',
      '    Aborting...',
    ],
    [
      "mv: cannot stat 'kiln': No such file or directory",
      'dh_auto_install: error: make -j1 install returned exit code 2',
      'make: *** [debian/rules:6: binary] Error 25',
      'dpkg-buildpackage: error: debian/rules binary subprocess returned exit status 2',
    ],
    ["cp: cannot stat 'kiln': No such file or directory", '>>> ERROR: kiln: package failed', ''],
  ])('%s', async (reason, ...words) => {
    expect((await headline('building', reason, ...words)).cited).toBe(reason);
  });
});

test('a kernel module that does not fit its kernel is told as that', async () => {
  const { pattern } = await headline(
    'make -C /lib/modules/6.12.1/build M=/w/kiln modules',
    '  CC [M]  kiln.o',
    "kiln.c:41:9: error: implicit declaration of function 'glaze_create'; did you mean 'glaze_erase'? [-Werror=implicit-function-declaration]",
    'cc1: some warnings being treated as errors',
    'make[2]: *** [scripts/Makefile.build:229: kiln.o] Error 1',
    'make[1]: *** [/lib/modules/6.12.1/build/Makefile:1936: /w/kiln] Error 2',
    'make: *** [Makefile:3: all] Error 2',
  );
  expect(pattern).toBe('kernel/module-outdated');
});
