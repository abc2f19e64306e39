import { expect, test } from 'vitest';
import { requiredLiterals } from '../../../src/knowledge/catalogue/literals.js';

test.each([
  ['no space left', ['no space left']],
  ['write (?<path>/\\S+): no space left', [': no space left']],
  ['(?:permission|access) denied', ['permission denied', 'access denied']],
  ['(?:permission|access) no', ['permission no', 'access no']],
  ['(?:a|b) denied by', ['a denied by', 'b denied by']],
  ['status(?:Code)?:? 401\\b', ['status 401', 'status: 401', 'statuscode 401', 'statuscode: 401']],
  ['(?:this|that|those) words are long enough', [' words are long enough']],
  ['error.+unusual words', ['unusual words']],
  ['(?:docker|npm) .+ says no', [' says no']],
  ['error\\[E\\d{4}\\]: mismatched', [']: mismatched']],
  ['^fatal: (?<what>.+)$', ['fatal: ']],
  ['colou?r of things', ['color of things', 'colour of things']],
  ['[Ee]rror here', ['error here']],
  ['--> \\S*(?:Cargo\\.toml|cargo[/\\\\]config):', ['cargo.toml:', 'cargo/config:', 'cargo\\config:']],
  ['cold[ -]?start', ['coldstart', 'cold start', 'cold-start']],
  ['duplicate (?:message|client)(?:-id)?', ['duplicate message', 'duplicate client']],
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
