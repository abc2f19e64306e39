import { describe, expect, it } from 'vitest';
import type { Parser } from '../../../src/core/parse/parser.js';
import { antJunit } from '../../../src/knowledge/jvm/ant-junit.js';
import { gradle } from '../../../src/knowledge/jvm/gradle.js';
import { gradleTest } from '../../../src/knowledge/jvm/gradle-test.js';
import { javaUncaught } from '../../../src/knowledge/jvm/java-uncaught.js';
import { scalatest } from '../../../src/knowledge/jvm/scalatest.js';
import { surefire } from '../../../src/knowledge/jvm/surefire.js';
import { runParser } from '../run-parser.js';

const names = (parser: Parser, text: string) =>
  runParser(parser, text)
    .failures.filter(({ role }) => role === 'cause')
    .map(({ name }) => name);

describe('surefire', () => {
  it('names the tests of which only the list at the end tells, first one on the heading’s own line', () => {
    const text = `Running org.shop.CartTest
Tests run: 34, Failures: 2, Errors: 1, Skipped: 0, Time elapsed: 2.3 sec <<< FAILURE!

Results :

Failed tests:   closesStream(org.shop.CartTest): expected:<0> but was:<1>
  sums[2: a (b)](org.shop.CartTest): expected:<[4]> but was:<[3]>(..)

Tests in error: 
  org.shop.NoStartTest: no database

Tests run: 39, Failures: 2, Errors: 1, Skipped: 0
`;
    expect(names(surefire, text)).toEqual([
      'org.shop.CartTest.closesStream',
      'org.shop.CartTest.sums[2: a (b)]',
      'org.shop.NoStartTest',
    ]);
  });

  it('reads the list of later versions, with inherited tests and helpers', () => {
    const text = `[ERROR] Failures: 
[ERROR]   CartTest>BaseTest.closes:12->BaseTest.check:40 expected:<1> but was:<2>
[ERROR] Errors: 
[ERROR]   CartTest.opens:9 » IllegalState no cart
[INFO] 
[ERROR] Tests run: 5, Failures: 1, Errors: 1, Skipped: 0
`;
    expect(names(surefire, text)).toEqual(['CartTest.closes', 'CartTest.opens']);
  });

  it('adds from the list only what no line before has told', () => {
    const text = `Tests run: 3, Failures: 2, Errors: 0, Skipped: 0, Time elapsed: 0.1 sec <<< FAILURE!
adds(org.shop.CartTest)  Time elapsed: 0.01 sec  <<< FAILURE!
java.lang.AssertionError: expected:<1> but was:<2>
\tat org.shop.CartTest.adds(CartTest.java:8)

Results :

Failed tests: 
  CartTest.adds:8 expected:<1> but was:<2>
  CartTest.lost:9 expected:<1> but was:<2>

Tests run: 3, Failures: 2, Errors: 0, Skipped: 0
`;
    expect(names(surefire, text)).toEqual(['org.shop.CartTest.adds', 'CartTest.lost']);
  });

  it.each([
    ['on testDoc(org.shop.DocTest)(org.shop.DocTest)'],
    ['on instance testDoc(org.shop.DocTest)(org.shop.DocTest)'],
  ])('takes TestNG’s instance out of the name: %s', (rest) => {
    const text = `testDoc ${rest}  Time elapsed: 2.5 sec  <<< FAILURE!\njava.lang.AssertionError: no\n`;
    expect(names(surefire, text)).toEqual(['org.shop.DocTest.testDoc']);
  });

  it('keeps hundreds of failed tests', () => {
    const one = (index: number) =>
      `t${index}(org.shop.ManyTest)  Time elapsed: 0 sec  <<< ERROR!\njava.lang.Error: ${index}\n\tat a.B.c(B.java:1)\n\n`;
    const text = Array.from({ length: 900 }, (_, index) => one(index)).join('');
    expect(new Set(names(surefire, text)).size).toBe(900);
  });
});

describe('Gradle', () => {
  it.each([
    [
      'FooTest > bar() FAILED\n    org.mockito.exceptions.verification.TooFewActualInvocations: \n    bank.pay();\n        at FooTest.bar(FooTest.java:5)',
      'FooTest > bar()',
    ],
    ['com.acme.FooTest.bar FAILED\n    java.lang.AssertionError at FooTest.java:5', 'com.acme.FooTest.bar'],
    [
      'a shop > when empty > has "no" total FAILED\n    Condition not satisfied:\n\n    total == 0',
      'a shop > when empty > has "no" total',
    ],
    ['com.acme.FooTest > bar FAILED\n\n1 test completed, 1 failed', 'com.acme.FooTest > bar'],
  ])('%s', (text, name) => {
    expect(names(gradleTest, text)).toEqual([name]);
  });

  it.each([['> Task :app:test FAILED\n    3 tests'], ['copy a > b FAILED\nnothing further'], [':app:test FAILED']])(
    'takes nothing else for a test: %s',
    (text) => {
      expect(names(gradleTest, text)).toEqual([]);
    },
  );
});

describe('Ant', () => {
  it('knows a test’s class however far above its name stands', () => {
    const passed = Array.from({ length: 300 }, (_, index) => `    [junit] Testcase: ok${index} took 0 sec\n`).join('');
    const text = `    [junit] Testsuite: org.shop.CartTest\n${passed}    [junit] Testcase: testAdds took 1.4 sec
    [junit] \tFAILED
    [junit] expected:<1> but was:<2>
    [junit] junit.framework.AssertionFailedError: expected:<1> but was:<2>
    [junit] \tat org.shop.CartTest.testAdds(CartTest.java:9)
    [junit] 
    [junit] Test org.shop.CartTest FAILED

BUILD FAILED
`;
    const { failures } = runParser(antJunit, text);
    expect(failures).toMatchObject([
      {
        name: 'org.shop.CartTest.testAdds',
        code: 'AssertionFailedError',
        message: 'expected:<1> but was:<2>',
        location: { file: 'CartTest.java', line: 9 },
      },
    ]);
  });

  it('reads it without the task’s name in front', () => {
    const text = 'Testsuite: org.shop.CartTest\nTestcase: testAdds took 0,2 sec\n    Caused an ERROR\nno cart\n';
    expect(names(antJunit, text)).toEqual(['org.shop.CartTest.testAdds']);
  });
});

it('ScalaTest under sbt, and JUnit there', () => {
  const text = `[info] CartSpec:
[info] - adds up (with "tax") *** FAILED ***
[info]   3 did not equal 4 (CartSpec.scala:12)
[info] - is fine
[info]   - says more *** FAILED *** (12 milliseconds)
[info]     java.lang.IllegalStateException: no cart
[info]     at org.shop.CartSpec.run(CartSpec.scala:20)
[error] Test org.shop.CartTest.adds failed: expected:<1> but was:<2>, took 0.01 sec
`;
  expect(runParser(scalatest, text).failures).toMatchObject([
    { name: 'adds up (with "tax")', message: '3 did not equal 4 (CartSpec.scala:12)' },
    { name: 'says more', code: 'IllegalStateException', location: { file: 'CartSpec.scala', line: 20 } },
    { name: 'org.shop.CartTest.adds', message: 'expected:<1> but was:<2>' },
  ]);
});

it('an old Gradle says nothing but the number of a Java it cannot read', () => {
  const said = (...text: string[]) =>
    runParser(gradle, ['* What went wrong:', ...text, '', '* Try:'].join('\n')).failures;
  expect(said('25.0.1')).toMatchObject([{ code: 'java-number', message: '25.0.1' }]);
  expect(said("Execution failed for task ':app:kiln'.", '> 25.0.1')[0]?.code).toBeUndefined();
});

describe('a program that died', () => {
  it('is told by its root cause, however long the messages between are', () => {
    const text = `Exception in thread "main" a.b.BeanException: ${'could not make the kiln, '.repeat(60)}
	at a.b.Kiln.make(Kiln.java:3)
Caused by: a.b.BeanException: ${'could not make the oven, '.repeat(60)}
	at a.b.Oven.make(Oven.java:7)
Caused by: java.sql.SQLException: no key
	at a.b.Key.get(Key.java:9)
`;
    expect(runParser(javaUncaught, text).failures).toMatchObject([{ code: 'SQLException', message: 'no key' }]);
  });
});

describe('nested classes', () => {
  const frames = `junit.framework.AssertionFailedError: gone
\tat org.shop.CartTest$WhenEmpty.hasNoTotal(CartTest.java:14)`;

  it('surefire before 3.0 gives their tests to the outer class; the frame tells', () => {
    const text = `[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.4 s <<< FAILURE! - in org.shop.CartTest
[ERROR] hasNoTotal  Time elapsed: 0 s  <<< FAILURE!
${frames}

[INFO] Results:`;
    expect(names(surefire, text)).toEqual(['org.shop.CartTest$WhenEmpty.hasNoTotal']);
  });

  it('a frame of another method does not', () => {
    const text = `[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.4 s <<< FAILURE! - in org.shop.CartTest
[ERROR] sums  Time elapsed: 0 s  <<< FAILURE!
${frames}
\tat org.shop.CartTest.sums(CartTest.java:4)

[INFO] Results:`;
    expect(names(surefire, text)).toEqual(['org.shop.CartTest.sums']);
  });

  it('Ant says at the end that the outer class failed, which is no test of its own', () => {
    const text = `    [junit] Testsuite: org.shop.CartTest
    [junit] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.04 sec
    [junit] Testcase: hasNoTotal(org.shop.CartTest$WhenEmpty):\tFAILED
    [junit] gone
    [junit] Test org.shop.CartTest FAILED`;
    expect(names(antJunit, text)).toEqual(['org.shop.CartTest$WhenEmpty.hasNoTotal']);
  });
});

describe('tests on an Android device', () => {
  it('are told with the device, and with a blank behind', () => {
    const text = `
org.shop.CartTest > adds[Pixel 9 Pro - 16] FAILED 
\tjava.lang.AssertionError: the cart is empty
\tat org.junit.Assert.fail(Assert.java:89)
Tests on Pixel 9 Pro - 16 failed: There was 2 failure(s).

org.shop.CartTest > closes[Pixel 9 Pro - 16] FAILED 

org.shop.CartTest > opens[Pixel 9 Pro - 16] SKIPPED 
> Task :app:connectedDebugAndroidTest FAILED
`;
    expect(names(gradleTest, text)).toEqual([
      'org.shop.CartTest > adds[Pixel 9 Pro - 16]',
      'org.shop.CartTest > closes[Pixel 9 Pro - 16]',
    ]);
  });
});

describe('what surefire says of a test besides', () => {
  const text = `[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.1 s <<< FAILURE! -- in org.shop.CartTest
[ERROR] org.shop.CartTest.adds -- Time elapsed: 0.01 s <<< FAILURE!
java.lang.AssertionError: expected:<1> but was:<2>
\tat org.shop.CartTest.adds(CartTest.java:8)

[INFO] Results:
[INFO] 
[ERROR] Failures: 
[ERROR]   CartTest.adds:8 expected:<1> but was:<2>
[INFO] 
[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0
`;

  it('keeps the class’s count with its first test, and the list at the end as a wrapper', () => {
    const [test, list] = runParser(surefire, text).failures;
    expect(test).toMatchObject({ name: 'org.shop.CartTest.adds', span: { first: 1 }, key: [2, 3] });
    expect(list).toMatchObject({ role: 'wrapper', key: [8, 9] });
  });
});
