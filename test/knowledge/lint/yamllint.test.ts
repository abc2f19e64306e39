import { expect, test } from 'vitest';
import { yamllint } from '../../../src/knowledge/lint/yamllint.js';
import { recorded, runParser } from '../run-parser.js';

test('reads what yamllint prints when it fails', () => {
  expect(runParser(yamllint, recorded('lint/yamllint')).failures).toMatchObject([
    {
      tool: 'yamllint',
      code: 'indentation',
      message: 'wrong indentation: expected 4 but found 3',
      location: { file: 'config/service.yaml', line: 4, column: 4 },
      facts: { errors: 2 },
    },
  ]);
});

test('reads its form for programs, and the one for GitHub', () => {
  const parsable = 'a.yaml:2:1: [error] syntax error: expected the node content (syntax)';
  expect(runParser(yamllint, parsable).failures).toMatchObject([{ code: 'syntax', location: { file: 'a.yaml' } }]);
  const github =
    '::group::a.yaml\n::error file=a.yaml,line=2,col=1::2:1 [syntax] syntax error: expected the node content';
  expect(runParser(yamllint, github).failures).toMatchObject([
    { code: 'syntax', location: { file: 'a.yaml', line: 2 } },
  ]);
});

test('is silent over warnings, and over the same form of another linter', () => {
  expect(
    runParser(yamllint, 'a.yaml\n  1:1       warning  missing document start "---"  (document-start)').failures,
  ).toEqual([]);
  expect(runParser(yamllint, "/app/a.js\n  1:1  error  'x' is not defined  no-undef").failures).toEqual([]);
});
