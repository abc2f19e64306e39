import { expect, it } from 'vitest';
import { phpunit } from '../../../src/knowledge/php/phpunit.js';
import { runParser } from '../run-parser.js';

it('PHPUnit: errors and failures are tests that failed, risky and skipped ones are not', () => {
  const log = `There was 1 error:

1) App\\CartTest::testBreaks
App\\Missing\\CartException: no cart

/app/vendor/x/y.php:3
/app/tests/CartTest.php:9

--

There were 2 failures:

1) App\\CartTest::testAdds with data set "red (one)"
Failed asserting that 3 matches 4.
1) is printed by the test itself

/app/tests/CartTest.php:12

2) App\\CartTest::testLast
no

--

There was 1 skipped test:

1) App\\CartTest::testLater
later

ERRORS!
Tests: 5, Assertions: 3, Errors: 1, Failures: 2, Skipped: 1.
`;
  expect(runParser(phpunit, log).failures).toMatchObject([
    {
      name: 'App\\CartTest::testBreaks',
      code: 'CartException',
      location: { file: '/app/tests/CartTest.php', line: 9 },
    },
    { name: 'App\\CartTest::testAdds with data set "red (one)"', location: { line: 12 } },
    { name: 'App\\CartTest::testLast', message: 'no' },
  ]);
});
