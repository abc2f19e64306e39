import { expect, test } from 'vitest';
import { requiredLiterals } from '../../../src/knowledge/catalogue/literals.js';

test.each([
  ['no space left', ['no space left']],
  ['write (?<path>/\\S+): no space left', [': no space left']],
  ['(?:permission|access) denied', [' denied']],
  ['(?:permission|access) no', ['permission', 'access']],
  ['(?:a|b) denied by', [' denied by']],
  ['error\\[E\\d{4}\\]: mismatched', [']: mismatched']],
  ['^fatal: (?<what>.+)$', ['fatal: ']],
  ['colou?r of things', ['r of things']],
  ['[Ee]rror here', ['error here']],
  ['(?:optional text)? needed', [' needed']],
  ['(?:repeated)+', ['repeated']],
  ['UPPER case', ['upper case']],
  ['\\bword boundary\\b', ['word boundary']],
  ['a.b.c', undefined],
  ['\\w+', undefined],
  ['(?:long enough|no)', undefined],
])('%s', (expression, literals) => {
  expect(requiredLiterals(expression)).toEqual(literals);
});
