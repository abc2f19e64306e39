import { expect, it } from 'vitest';
import { collision } from '../../../src/knowledge/php/collision.js';
import { phpunitTestdox } from '../../../src/knowledge/php/phpunit-testdox.js';
import { runParser } from '../run-parser.js';

it('Pest and artisan test: whole names where they are listed, the place in the project', () => {
  const log = `
   FAIL  Tests\\Feature\\KilnTest
  ✓ it heats                                                             0.02s
  ⨯ it closes its door before it heats up to the glaze of the day        0.11s
  ────────────────────────────────────────────────────────────────────────────
   FAILED  Tests\\Feature\\KilnTest > it closes its door before…   ErrorException
  Undefined variable $door

  at vendor/pestphp/pest/src/Kiln.php:9
      5▕     public function close()
  ➜   9▕         return $door;

  1   vendor/pestphp/pest/src/Kiln.php:9
  2   tests/Feature/KilnTest.php:21

  ────────────────────────────────────────────────────────────────────────────
   FAILED  Tests\\Unit\\GlazeTest > it runs
  Failed asserting that 2 is identical to 3.
  at tests/Unit/GlazeTest.php:8

  Tests:    2 failed, 1 passed (3 assertions)
`;
  expect(runParser(collision, log).failures).toMatchObject([
    {
      name: 'Tests\\Feature\\KilnTest > it closes its door before it heats up to the glaze of the day',
      code: 'ErrorException',
      message: 'Undefined variable $door',
      location: { file: 'tests/Feature/KilnTest.php', line: 21 },
    },
    { name: 'Tests\\Unit\\GlazeTest > it runs', message: 'Failed asserting that 2 is identical to 3.' },
  ]);
});

it('PHPUnit 11 --testdox: the class by its namespace', () => {
  const log = `Kiln (App\\Tests\\Kiln)
 ✔ Heats
 ✘ Closes its door with "two hands"
   │
   │ LogicException: stuck
   │
   │ /app/tests/KilnTest.php:14
   │

Time: 00:00.004, Memory: 8.00 MB
`;
  expect(runParser(phpunitTestdox, log).failures).toMatchObject([
    {
      name: 'App\\Tests\\Kiln::Closes its door with "two hands"',
      code: 'LogicException',
      message: 'stuck',
      location: { file: '/app/tests/KilnTest.php', line: 14 },
    },
  ]);
});
