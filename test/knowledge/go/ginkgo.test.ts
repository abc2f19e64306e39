import { describe, expect, test } from 'vitest';
import { ginkgo } from '../../../src/knowledge/go/ginkgo.js';
import { runParser } from '../run-parser.js';

const failures = (...lines: string[]) => runParser(ginkgo, lines.join('\n')).failures;

describe('a spec that failed', () => {
  test('has its full name, what was expected, and its place', () => {
    const found = failures(
      '• [FAILED] [2.418 seconds]',
      'Kiln when it is loaded [It] fires the clay [slow, kiln]',
      '/src/kiln/kiln_test.go:40',
      '',
      '  [FAILED] Expected',
      '      <int>: 3',
      '  to equal',
      '      <int>: 4',
      '  In [It] at: /src/kiln/kiln_test.go:43 @ 10/11/25 23:20:11.137',
      '------------------------------',
      'S [SKIPPED] [0.000 seconds]',
    );
    expect(found).toMatchObject([
      {
        kind: 'test',
        name: 'Kiln when it is loaded fires the clay',
        message: 'Expected <int>: 3 to equal <int>: 4',
        location: { file: '/src/kiln/kiln_test.go', line: 43 },
        span: { first: 1, last: 9 },
      },
    ]);
  });

  test('in the words of version 1', () => {
    const found = failures(
      '• Failure [0.002 seconds]',
      'Kiln',
      '/src/kiln/kiln_test.go:12',
      '  fires the clay [It]',
      '  /src/kiln/kiln_test.go:20',
      '',
      '  Expected',
      '      <bool>: false',
      '  to be true',
      '',
      '  /src/kiln/kiln_test.go:22',
      '------------------------------',
    );
    expect(found).toMatchObject([
      { message: 'Expected <bool>: false to be true', location: { file: '/src/kiln/kiln_test.go', line: 22 } },
    ]);
  });

  test('in setting up the suite', () => {
    expect(
      failures(
        '[BeforeSuite] [FAILED] [0.010 seconds]',
        '[BeforeSuite]',
        '/src/kiln/suite_test.go:9',
        '',
        '  [FAILED] no kiln',
      ),
    ).toMatchObject([{ name: '[BeforeSuite]', message: 'no kiln' }]);
  });

  test.each(['• [0.002 seconds]', '• [SLOW TEST] [9.1 seconds]', 'the job is [FAILED] [by hand]'])(
    'is not %j',
    (line) => {
      expect(failures(line, 'Kiln fires', '/src/kiln/kiln_test.go:1')).toEqual([]);
    },
  );
});
