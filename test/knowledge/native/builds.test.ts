import { describe, expect, test } from 'vitest';
import { gcloud } from '../../../src/knowledge/cloud/gcloud.js';
import { goPanic } from '../../../src/knowledge/go/go-panic.js';
import { goTest } from '../../../src/knowledge/go/go-test.js';
import { gradle } from '../../../src/knowledge/jvm/gradle.js';
import { gradleTest } from '../../../src/knowledge/jvm/gradle-test.js';
import { javaUncaught } from '../../../src/knowledge/jvm/java-uncaught.js';
import { maven } from '../../../src/knowledge/jvm/maven.js';
import { surefire } from '../../../src/knowledge/jvm/surefire.js';
import { make } from '../../../src/knowledge/native/make.js';
import { jsBundler } from '../../../src/knowledge/node/js-bundler.js';
import { nextPrerender } from '../../../src/knowledge/node/next-prerender.js';
import { composer } from '../../../src/knowledge/php/composer.js';
import { rubyBundler } from '../../../src/knowledge/ruby/ruby-bundler.js';
import { recorded, runParser } from '../run-parser.js';

describe('Maven', () => {
  test('compiler errors', () => {
    const log = [
      '[ERROR] COMPILATION ERROR : ',
      '[INFO] ----------------',
      '[ERROR] /w/src/Prices.java:[12,8] cannot find symbol',
      '  symbol:   class Money',
      '[ERROR] /w/src/Other.java:[3,1] class X is public',
      '[INFO] 2 errors',
      '[INFO] BUILD FAILURE',
    ];
    expect(runParser(maven, log.join('\n')).failures).toMatchObject([
      {
        kind: 'compile-error',
        message: 'cannot find symbol',
        location: { file: '/w/src/Prices.java', line: 12, column: 8 },
      },
      { kind: 'compile-error', location: { line: 3 } },
      { role: 'wrapper', message: 'BUILD FAILURE' },
    ]);
  });
  test('a goal that only reports is a wrapper, a missing artifact a cause', () => {
    const goal = (message: string) =>
      `[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:2.12:test (default-test) on project prices: ${message} -> [Help 1]`;
    expect(runParser(maven, goal('There are test failures.')).failures).toMatchObject([
      { role: 'wrapper', name: 'prices' },
    ]);
    expect(
      runParser(
        maven,
        '[ERROR] Failed to execute goal on project prices: Could not resolve dependencies for project a:b:jar:1: Could not find artifact a:c:jar:1 in central (https://x) -> [Help 1]',
      ).failures,
    ).toMatchObject([{ role: 'cause', kind: 'dependency' }]);
  });
  test('a message a console has wrapped', () => {
    const log = [
      '[ERROR] Failed to execute goal on project ',
      'prices: Could not resolve dependencies for ',
      'project a:b:jar:1: Could not find artifact a:c:jar:1 -> [Help 1]',
      '[ERROR] ',
    ];
    expect(runParser(maven, log.join('\n')).failures).toMatchObject([
      { kind: 'dependency', name: 'prices', span: { first: 1 } },
    ]);
  });
});

test('surefire: old and new names, the root cause', () => {
  const log = [
    '[ERROR] addsUp(com.acme.PricesTest)  Time elapsed: 0.01 s  <<< ERROR!',
    'java.lang.RuntimeException: outer',
    '\tat org.junit.Assert.fail(Assert.java:8)',
    'Caused by: java.io.IOException: inner',
    '\tat com.acme.Prices.load(Prices.java:7)',
    '\t... 3 more',
    '',
    '[INFO] Results:',
  ];
  expect(runParser(surefire, log.join('\n')).failures).toMatchObject([
    {
      name: 'com.acme.PricesTest.addsUp',
      code: 'IOException',
      message: 'inner',
      location: { file: 'Prices.java', line: 7 },
    },
  ]);
  expect(
    runParser(
      surefire,
      '[ERROR] com.acme.PricesTest.addsUp -- Time elapsed: 0.01 s <<< FAILURE!\norg.opentest4j.AssertionFailedError: expected: <3> but was: <4>',
    ).failures,
  ).toMatchObject([{ name: 'com.acme.PricesTest.addsUp', code: 'AssertionFailedError' }]);
  expect(
    runParser(
      surefire,
      '[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.1 s <<< FAILURE! - in com.acme.PricesTest',
    ).failures,
  ).toEqual([]);
});

test('Gradle', () => {
  const wrong = (text: string) =>
    `FAILURE: Build failed with an exception.\n\n* What went wrong:\nExecution failed for task ':app:test'.\n> ${text}\n\n* Try:\n> Run with --info`;
  expect(runParser(gradle, wrong('There were failing tests. See the report at: file:///x')).failures).toMatchObject([
    { role: 'wrapper', name: ':app:test' },
  ]);
  expect(runParser(gradle, wrong('Could not resolve all files for configuration')).failures).toMatchObject([
    { role: 'cause', kind: 'dependency' },
  ]);
  expect(
    runParser(
      gradleTest,
      'PricesTest > addsUp() FAILED\n    java.lang.AssertionError at PricesTest.java:12\n\n1 test completed, 1 failed',
    ).failures,
  ).toMatchObject([
    { name: 'PricesTest > addsUp()', code: 'AssertionError', location: { file: 'PricesTest.java', line: 12 } },
  ]);
  expect(runParser(gradleTest, '> Task :app:test FAILED').failures).toEqual([]);
});

test('a JVM program that died', () => {
  const log = [
    'Exception in thread "main" java.lang.IllegalStateException: outer',
    '\tat com.acme.Main.main(Main.java:3)',
    'Caused by: java.net.ConnectException: Connection refused',
    '\t... 1 more',
    'bye',
  ];
  expect(runParser(javaUncaught, log.join('\n')).failures).toMatchObject([
    { code: 'ConnectException', message: 'Connection refused', span: { last: 4 } },
  ]);
});

test('bundlers', () => {
  expect(runParser(jsBundler, recorded('node/next-unresolved')).failures).toMatchObject([
    { name: '../lib/utils', location: { file: './app/page.js' } },
  ]);
  expect(runParser(jsBundler, recorded('node/vite-unresolved')).failures).toMatchObject([
    { name: './prices.js', location: { file: 'main.js' } },
  ]);
  expect(runParser(nextPrerender, recorded('node/next-prerender')).failures).toMatchObject([
    { name: '/search', kind: 'build', message: expect.stringContaining('suspense boundary') },
  ]);
  const before151 =
    'Error occurred prerendering page "/a". Read more: https://x\nTypeError: fetch failed\n    at async e (page.js:1:444)\nExport encountered an error on /a';
  expect(runParser(nextPrerender, before151).failures).toMatchObject([
    { name: '/a', message: 'TypeError: fetch failed' },
  ]);
});

test('Ruby, PHP, Google Cloud', () => {
  expect(runParser(rubyBundler, recorded('ruby/native-extension')).failures).toMatchObject([
    { code: 'native-extension', message: 'prices.h is missing' },
  ]);
  expect(runParser(rubyBundler, recorded('ruby/gem-missing')).failures).toMatchObject([{ name: 'prices (= 9.0)' }]);
  expect(runParser(composer, recorded('php/lock-outdated')).failures).toMatchObject([
    { name: 'acme/money', facts: { missing: 1 } },
  ]);
  expect(
    runParser(composer, 'Warning: The lock file is not up to date with the latest changes in composer.json.').failures,
  ).toEqual([]);
  expect(
    runParser(gcloud, 'ERROR: (gcloud.run.deploy) Build failed; check build logs for details').failures,
  ).toMatchObject([{ name: 'gcloud.run.deploy' }]);
});

test('make: a recipe only wraps, an ignored one is none', () => {
  expect(runParser(make, 'make[1]: *** [Makefile:3: sub/all] Error 2').failures).toMatchObject([
    { role: 'wrapper', name: 'sub/all', facts: { exitCode: 2 } },
  ]);
  expect(runParser(make, "make: *** No rule to make target 'x'.  Stop.").failures).toMatchObject([{ role: 'cause' }]);
  expect(runParser(make, 'make: *** [clean] Error 1 (ignored)').failures).toEqual([]);
});

test('Go', () => {
  const log = [
    '--- FAIL: TestTotal (0.00s)',
    '    --- FAIL: TestTotal/two (0.00s)',
    '        total_test.go:12: got 3, want 4',
    'FAIL',
  ];
  expect(runParser(goTest, log.join('\n')).failures).toMatchObject([
    { role: 'wrapper' },
    { role: 'cause', name: 'TestTotal/two', message: 'got 3, want 4', location: { file: 'total_test.go', line: 12 } },
  ]);
  expect(runParser(goTest, '# example.com/a\n./a.go:9:4: undefined: os').failures).toMatchObject([
    { kind: 'compile-error', message: 'undefined: os' },
  ]);
  expect(runParser(goTest, 'vendor/a.go:9:4: a mere mention').failures).toEqual([]);
  expect(
    runParser(goPanic, 'panic: no price\n\ngoroutine 1 [running]:\nmain.main()\n\t/srv/main.go:8 +0x1d\nexit status 2')
      .failures,
  ).toMatchObject([{ kind: 'panic', message: 'no price', location: { file: '/srv/main.go', line: 8 } }]);
});
