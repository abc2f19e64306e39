import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../../src/walk/diagnose.js';

const patterns = await loadCatalogue([]);

/** The numbers of the lines that the primary finding cites, in its order. */
async function cited(log: string): Promise<{ readonly lines: number[]; readonly message: string }> {
  const source = {
    name: 'a.log',
    kind: 'file',
    outcome: 'unknown',
    open: () => Readable.from([Buffer.from(log)]),
  } as const;
  const { diagnoses, unknown } = await diagnose({ patterns, sources: [source], failOn: 'P0', run: {} });
  const primary = [...diagnoses, ...unknown].find((each) => each.primary);
  return {
    lines: primary?.evidence.map(({ line }) => line) ?? [],
    message: primary?.occurrences[0]?.failure.message ?? '',
  };
}

const END = '##[error]Process completed with exit code 1.';

describe('of a failure nobody knows', () => {
  test('the telling line is cited first, and what goes on from it', async () => {
    const log = ['weighing', 'ERROR: the scale drifts', '  by 3 g', ...Array(80).fill('still weighing'), END];
    expect(await cited(log.join('\n'))).toEqual({ lines: [2, 3], message: 'ERROR: the scale drifts' });
  });

  test('a group that was printed between does not hide it', async () => {
    const log = ['ERROR: the scale drifts', '##[group]Stats', ...Array(70).fill('all the same'), '##[endgroup]', END];
    expect((await cited(log.join('\n'))).lines[0]).toBe(1);
  });

  test('all error lines of a step stand together', async () => {
    const log = ['##[error]Weighing pears stopped', '##[error]Scale: it is not authorized to weigh', 'bye'];
    expect((await cited(log.join('\n'))).lines).toEqual([1, 2]);
  });

  test('a step that printed nothing shows the one before it', async () => {
    const log = [
      '##[group]Run weigh',
      'shell: bash',
      '##[endgroup]',
      'scale: error: no pear',
      '##[group]Run exit 1',
      'shell: bash',
      '##[endgroup]',
      END,
    ];
    expect((await cited(log.join('\n'))).lines[0]).toBe(4);
  });

  test('a recipe of make ends with those that called it: the first says what was made', async () => {
    const log = [
      'scale.c:7:3: error: no pear',
      'make[2]: *** [Makefile:3: scale.o] Error 1',
      'make[1]: *** [Makefile:9: all] Error 2',
      END,
    ];
    expect((await cited(log.join('\n'))).lines).toEqual([1, 2]);
  });

  test('a test that is only named shows what its step printed', async () => {
    const log = [
      '=== RUN   TestWeigh',
      '    scale.go | weigh | [FAILED] the scale is not calibrated',
      ...Array(80).fill('still weighing'),
      '--- FAIL: TestWeigh (0.01s)',
      'FAIL',
      END,
    ];
    const { lines, message } = await cited(log.join('\n'));
    expect(lines).toEqual([2, 83]);
    expect(message).toBe('test failed');
  });

  test('where nothing tells, what was said last before the end is cited, with the lines above it', async () => {
    const log = ['one', 'two', 'three', END];
    expect((await cited(log.join('\n'))).lines).toEqual([3, 1, 2]);
  });
});

describe('of a known failure', () => {
  test('proof comes first, what stands above it last', async () => {
    const log = [
      'Traceback (most recent call last):',
      '  File "/srv/weigh.py", line 3, in <module>',
      '    import scales',
      "ModuleNotFoundError: No module named 'scales'",
      END,
    ];
    expect((await cited(log.join('\n'))).lines).toEqual([4, 1, 2, 3]);
  });

  test('it grows along what goes on from it, up to forty lines', async () => {
    const frames = Array.from({ length: 90 }, (_, index) => `\tat com.acme.Scale.weigh${index}(Scale.java:${index})`);
    const log = [
      'Running com.acme.ScaleTest',
      'Tests run: 1, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.1 sec <<< FAILURE! - in com.acme.ScaleTest',
      'weighs(com.acme.ScaleTest)  Time elapsed: 0.1 sec  <<< FAILURE!',
      'java.lang.AssertionError: expected:<1> but was:<2>',
      ...frames,
      END,
    ];
    const { lines } = await cited(log.join('\n'));
    expect(lines[0]).toBe(3);
    expect(lines).toHaveLength(40);
  });

  test("the tool's own last words belong to it", async () => {
    const log = [
      '[INFO] -------------------------------------------------------------',
      '[ERROR] COMPILATION ERROR : ',
      '[ERROR] /srv/src/main/java/Scale.java:[7,3] cannot find symbol',
      '  symbol:   class Pear',
      '[INFO] 1 error',
      '[INFO] BUILD FAILURE',
      '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.1:compile (default-compile) on project scale: Compilation failure',
      '[ERROR] /srv/src/main/java/Scale.java:[7,3] cannot find symbol',
      END,
    ];
    const { lines } = await cited(log.join('\n'));
    expect(lines.slice(0, 2)).toEqual([3, 4]);
    expect(lines).toEqual(expect.arrayContaining([7, 8]));
  });
});

test('what a tool says once more at its end is shown where it said it first', async () => {
  const log = [
    'Processing files: kiln-1.0-1.fc40.x86_64',
    'error: File not found: /build/usr/bin/kiln',
    'error: Directory not found: /build/etc/kiln',
    'RPM build errors:',
    '    File not found: /build/usr/bin/kiln',
    '    Directory not found: /build/etc/kiln',
  ];
  expect((await cited(log.join('\n'))).lines.slice(0, 2)).toEqual([2, 3]);
});
