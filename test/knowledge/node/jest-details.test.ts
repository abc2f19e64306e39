import { expect, test } from 'vitest';
import { jest } from '../../../src/knowledge/node/jest.js';
import { runParser } from '../run-parser.js';

const HEAD = [
  ' FAIL  src/kiln.test.js',
  '  ● Test suite failed to run',
  '',
  '    Jest encountered an unexpected token',
  '',
];

test('of a file that Jest cannot read the reader is quoted, and the title is not what is cited first', () => {
  const [failure] = runParser(
    jest,
    [
      ...HEAD,
      '    Details:',
      '',
      '    /w/node_modules/glaze/index.js:10',
      "    export { default } from './glaze.js';",
      '    ^^^^^^',
      '',
      "    SyntaxError: Unexpected token 'export'",
      '',
      'Test Suites: 1 failed, 1 total',
    ].join('\n'),
  ).failures;
  expect(failure).toMatchObject({
    kind: 'collection',
    message: "SyntaxError: Unexpected token 'export'",
    location: { file: '/w/node_modules/glaze/index.js', line: 10 },
  });
  expect(failure?.key.at(-1)).toBe(2);
});

test("Babel's own words bring their place along", () => {
  const [failure] = runParser(
    jest,
    [...HEAD, '    Details:', '', '    SyntaxError: /w/src/kiln.test.js: Unexpected token (7:35)', ''].join('\n'),
  ).failures;
  expect(failure).toMatchObject({ location: { file: '/w/src/kiln.test.js', line: 7, column: 35 } });
});
