import { describe, expect, it } from 'vitest';
import { commandFor } from '../../../src/core/shell/one-test.js';

const of = (runner: string, name: string, file?: string) =>
  commandFor([{ tool: 'node', kind: 'test', name, ...(file && { location: { file } }), facts: { runner } }]);

describe('the command for one failing test', () => {
  it.each([
    ['go', 'TestColours/red_(one)', "go test -run '^TestColours$/^red_\\(one\\)$' ./..."],
    ['jest', 'the other › says "hello" (loudly)', 'npx jest -t \'^the other says "hello" \\(loudly\\)$\''],
    ['vitest', 'src/a.test.ts > the other > adds up', "npx vitest run src/a.test.ts -t 'the other adds up'"],
    ['mocha', 'the other adds (up)', "npx mocha -f 'the other adds (up)'"],
    ['jasmine', 'adds', "npx jasmine '--filter=^adds$'"],
    ['playwright', '[chromium] › e2e/shop.spec.js:3:5 › the shop › adds up', 'npx playwright test e2e/shop.spec.js:3'],
    ['node:test', 'adds up', "node --test '--test-name-pattern=adds up'"],
    ['rspec', 'the shop adds up', "bundle exec rspec -e 'the shop adds up'"],
    ['phpunit', 'App\\Tests\\ShopTest::testBreaks', 'vendor/bin/phpunit --filter /ShopTest::testBreaks/'],
    ['surefire', 'com.acme.OddTest.bare', "mvn test '-Dtest=com.acme.OddTest#bare'"],
    ['gradle', 'com.acme.OddTest > bare', './gradlew test --tests com.acme.OddTest.bare'],
    ['ctest', 'has no total (deep)', "ctest -R '^has no total \\(deep\\)$' --output-on-failure"],
    ['vstest', 'Shop.CartTests.Adds(price: 3)', "dotnet test --filter 'FullyQualifiedName~Shop.CartTests.Adds'"],
    ['stestr', 'test_n.TestIt.test_plain', 'stestr run test_n.TestIt.test_plain'],
  ])('of %s', (runner, name, command) => {
    expect(of(runner, name)).toBe(command);
  });

  it('of Minitest and test-unit, by the file that holds it', () => {
    expect(of('minitest', 'ShopTest#test_adds "up"', 'test/shop_test.rb')).toBe(
      'ruby -Itest test/shop_test.rb -n \'test_adds "up"\'',
    );
    expect(of('test-unit', 'ShopTest#test_adds', 'test/helper.rb')).toBeUndefined();
    expect(of('minitest', 'ShopTest#test_adds')).toBeUndefined();
  });

  it('of Cypress, by the file that it names', () => {
    expect(of('cypress', 'Cart adds', 'cypress/e2e/cart.cy.ts')).toBe('npx cypress run --spec cypress/e2e/cart.cy.ts');
    expect(of('cypress', 'Cart adds', '__cypress/runner.js')).toBeUndefined();
    expect(of('cypress', 'Cart adds')).toBeUndefined();
  });

  it.each([
    ['jest', "it's; rm -rf /"],
    ['jest', '--config=evil.js'],
    ['mocha', 'a\nb'],
    ['vitest', '../other.test.ts > a'],
    ['vitest', 'no file'],
    ['gradle', 'com.acme.OddTest > odd [1]'],
    ['surefire', 'a test with blanks'],
    ['playwright', 'no place'],
    ['toString', 'a'],
    ['karma', 'the shop adds up'],
  ])('is not made up where the name cannot be asked for: %s %j', (runner, name) => {
    expect(of(runner, name)).toBeUndefined();
  });

  it('takes the first failure that has one', () => {
    const named = (name: string, kind = 'test') => ({ tool: 'pytest', kind, name });
    expect(commandFor([named('a.py::x', 'collection'), named("it's"), named('a.py::y[1 b]'), named('a.py::z')])).toBe(
      "pytest 'a.py::y[1 b]'",
    );
    expect(commandFor([])).toBeUndefined();
  });

  it.each([
    ['test_total', 'pytest -k test_total'],
    ['TestBasket.test_total[1-a b]', "pytest -k 'TestBasket and test_total'"],
    ['_create', undefined],
    ['fire.<locals>.inner', undefined],
  ])('pytest is asked by a name without its file only where it is a test’s: %s', (name, command) => {
    expect(commandFor([{ tool: 'pytest', kind: 'test', name }])).toBe(command);
  });
});
