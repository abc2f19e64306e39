import { expect, test } from 'vitest';
import { scenario } from '../../../src/knowledge/gherkin/scenario.js';
import { runParser } from '../run-parser.js';

const HEAD = '  Scenario: a glaze dries   # features/glaze.feature:3';

test.each<[string, string]>([
  ['behave', '      ASSERT FAILED: still wet'],
  ['Ruby', '      still wet (RSpec::Expectations::ExpectationNotMetError)'],
  ['the JVM', '      java.lang.AssertionError: still wet'],
])('a step that failed, as %s tells it', (_, reason) => {
  const log = [HEAD, '    Given a wet glaze # steps/glaze.rb:5', '    Then it is dry # steps/glaze.rb:9', reason];
  expect(runParser(scenario, log.join('\n')).failures).toMatchObject([
    {
      kind: 'test',
      name: 'a glaze dries',
      location: { file: 'steps/glaze.rb', line: 9 },
      facts: { step: 'Then it is dry', feature: 'features/glaze.feature:3', undefined: 0 },
    },
  ]);
});

test("a traceback's last line is the message", () => {
  const log = [
    HEAD,
    '    Given a wet glaze # steps/glaze.py:5',
    '      Traceback (most recent call last):',
    '        File "steps/glaze.py", line 7, in step_impl',
    '          context.pot["glaze"]',
    "      KeyError: 'glaze'",
  ];
  expect(runParser(scenario, log.join('\n')).failures).toMatchObject([
    { code: 'KeyError', message: "KeyError: 'glaze'" },
  ]);
});

test('what a step that passed prints, its table and its text are no reason', () => {
  const log = [
    HEAD,
    '    Given these glazes # steps/glaze.rb:5',
    '      | name  | error |',
    '      | white | none  |',
    '    Then an error is shown # steps/glaze.rb:9',
    '      """',
    '      Error of the kiln',
    '      """',
    '',
    '1 scenario (1 passed)',
  ];
  expect(runParser(scenario, log.join('\n')).failures).toEqual([]);
});
