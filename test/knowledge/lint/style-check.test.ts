import { expect, test } from 'vitest';
import { styleCheck } from '../../../src/knowledge/lint/style-check.js';
import { runParser } from '../run-parser.js';

test.each<[string, readonly string[], object]>([
  [
    'rubocop',
    [
      'lib/glaze.rb:7:9: W: Lint/UselessAssignment: Useless assignment to variable - `wet`.',
      '',
      '3 files inspected, 1 offense detected',
    ],
    { code: 'Lint/UselessAssignment', location: { file: 'lib/glaze.rb', line: 7, column: 9 } },
  ],
  [
    'golangci-lint',
    ['glaze/dry.go:20:3: S1023: redundant `return` statement (gosimple)', '1 issues:', '* gosimple: 1'],
    { code: 'gosimple', location: { file: 'glaze/dry.go', line: 20 } },
  ],
  [
    'pint',
    ['    FAIL   ........... 4 files, 1 style issue', '  ⨯ app/Glaze.php   single_quote'],
    { code: 'single_quote', location: { file: 'app/Glaze.php' } },
  ],
  [
    'phpcs',
    [
      'FILE: /w/src/Glaze.php',
      'FOUND 1 ERROR AFFECTING 1 LINE',
      '------------------------------',
      ' 9 | ERROR | [x] Expected 1 space after comma',
    ],
    { message: 'Expected 1 space after comma', location: { file: '/w/src/Glaze.php', line: 9 } },
  ],
  [
    'swiftlint',
    [
      '/w/Glaze.swift:4:1: error: Line should be 120 characters or less (line_length)',
      'Done linting! Found 2 violations, 1 serious in 9 files.',
    ],
    { code: 'line_length' },
  ],
])('%s', (checker, log, expected) => {
  expect(runParser(styleCheck, log.join('\n')).failures).toMatchObject([
    { tool: 'linter', kind: 'lint', facts: { checker, count: 1 }, ...expected },
  ]);
});

test.each([
  ['nothing found', '12 files inspected, no offenses detected'],
  ['only warnings', '✖ 2 problems (0 errors, 2 warnings)'],
  ['the same last words of another tool', 'Found 3 errors.'],
  ['a compiler of Go, which tells its errors itself', 'a.go:1:2: undefined: x (typecheck)\n1 issues:'],
])('silent: %s', (_, log) => {
  expect(runParser(styleCheck, log).failures).toEqual([]);
});

test('Biome: the first error stands far above its last words, and a warning is none', () => {
  const warning = ['src/a.ts:1:1 lint/style/useConst ━━━━━━━━━━', '', '  ⚠ This let is only assigned once.', ''];
  const error = ['src/b.ts:2:7 lint/suspicious/noRedeclare ━━━━━━━━━━', '', "  × Shouldn't redeclare 'kiln'.", ''];
  const code = Array.from({ length: 200 }, (_, at) => `    ${at} │ heat(${at});`);
  const log = [
    ...warning,
    ...error,
    ...code,
    'Checked 9 files in 5ms. No fixes applied.',
    'Found 1 error.',
    'Found 1 warning.',
  ];
  expect(runParser(styleCheck, log.join('\n')).failures).toMatchObject([
    { message: "Shouldn't redeclare 'kiln'.", location: { file: 'src/b.ts', line: 2 }, facts: { count: 1 } },
  ]);
  expect(runParser(styleCheck, [...warning, 'Found 1 warning.'].join('\n')).failures).toEqual([]);
});
