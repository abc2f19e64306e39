import { describe, expect, it } from 'vitest';
import type { Parser } from '../../../src/core/parse/parser.js';
import { antBuild } from '../../../src/knowledge/jvm/ant-build.js';
import { checkstyle } from '../../../src/knowledge/jvm/checkstyle.js';
import { gradle } from '../../../src/knowledge/jvm/gradle.js';
import { javaUncaught } from '../../../src/knowledge/jvm/java-uncaught.js';
import { jvmCompiler } from '../../../src/knowledge/jvm/jvm-compiler.js';
import { maven } from '../../../src/knowledge/jvm/maven.js';
import { springBoot } from '../../../src/knowledge/jvm/spring-boot.js';
import { runParser } from '../run-parser.js';

const told = (parser: Parser, text: string) =>
  runParser(parser, text).failures.map(({ role, message, location }) => ({ role, message, ...location }));

describe('compilers of the JVM', () => {
  const cause = 'cause';

  it.each([
    ['javac', 'src/a/Kiln.java:14: error: cannot find symbol', 'src/a/Kiln.java', 14, 'cannot find symbol'],
    ['javac under Ant', '    [javac] /w/Kiln.java:3: error: expected', '/w/Kiln.java', 3, 'expected'],
    ['scalac', '[error] /w/Kiln.scala:7: not found: value heat', '/w/Kiln.scala', 7, 'not found: value heat'],
    ['groovyc', '/w/Kiln.groovy: 9: unable to resolve class Clay', '/w/Kiln.groovy', 9, 'unable to resolve class Clay'],
  ])('%s tells place and message', (_, line, file, at, message) => {
    expect(told(jvmCompiler, `${line}\nFAILURE: Build failed\n`)).toEqual([{ role: cause, message, file, line: at }]);
  });

  it.each([
    ['kotlinc', 'e: file:///w/Kiln.kt:12:5 Unresolved reference: clay'],
    ['kotlinc before 1.8', 'e: /w/Kiln.kt: (12, 5): Unresolved reference: clay'],
  ])('%s tells the column, too', (_, line) => {
    const message = 'Unresolved reference: clay';
    expect(told(jvmCompiler, `${line}\n`)).toEqual([{ role: cause, message, file: '/w/Kiln.kt', line: 12, column: 5 }]);
  });

  it('reads Scala 3, whose message stands in the heading', () => {
    const [failure] = told(jvmCompiler, '[error] -- [E006] Not Found Error: /w/Kiln.scala:12:4 ------\n');
    expect(failure).toEqual({ role: cause, message: 'Not Found Error', file: '/w/Kiln.scala', line: 12, column: 4 });
  });

  it('believes Gradle that the task failed, whatever other tasks print below', () => {
    const others = Array.from({ length: 60 }, (_, index) => `> Task :glaze:part${index} UP-TO-DATE\n`).join('');
    const error = 'e: file:///w/Kiln.kt:3:8 Unresolved reference: clay\n';
    expect(told(jvmCompiler, `> Task :kiln:compileKotlin FAILED\n${error}${others}`)).toHaveLength(1);
    expect(told(jvmCompiler, `> Task :kiln:compileKotlin\n${error}${others}`)).toEqual([]);
  });

  it.each([
    ['e: file:///C:/w/Kiln.kt:12:5 Unresolved reference: clay', '/C:/w/Kiln.kt'],
    ['D:\\w\\Kiln.java:12: error: cannot find symbol', 'D:\\w\\Kiln.java'],
  ])('reads %s of a Windows drive', (line, file) => {
    expect(told(jvmCompiler, `${line}\n`)).toMatchObject([{ file, line: 12 }]);
  });

  it('ends where Gradle says that the build failed, however long the stack below', () => {
    const error = 'e: file:///w/Kiln.kt:3:8 Unresolved reference: clay\n';
    const stack = Array.from({ length: 60 }, (_, index) => `\tat org.gradle.Frame${index}.run(Frame.java:1)\n`).join(
      '',
    );
    const failed = 'FAILURE: Build failed with an exception.\n\n* Exception is:\n';
    const several = 'FAILURE: Build completed with 3 failures.\n\n1: Task failed with an exception.\n';
    expect(told(jvmCompiler, `${error}${failed}${stack}`)).toHaveLength(1);
    expect(told(jvmCompiler, `${error}${several}${stack}`)).toHaveLength(1);
  });

  it('takes no frame of a stack, and no error after which the build went on', () => {
    expect(told(jvmCompiler, '\tat a.Kiln.fire(Kiln.java:12)\n')).toEqual([]);
    expect(told(jvmCompiler, 'Kiln.java:12: error: odd\nretrying without it\n')).toEqual([]);
  });
});

describe('the last words of Ant', () => {
  it('are the innermost reason, with its place', () => {
    const text = `BUILD FAILED
/w/build.xml:580: The following error occurred while executing this line:
/w/kiln.xml:33: taskdef class a.Fire cannot be found
 using the classloader AntClassLoader[]

Total time: 1 second
`;
    const message = 'taskdef class a.Fire cannot be found';
    expect(told(antBuild, text)).toEqual([{ role: 'cause', message, file: '/w/kiln.xml', line: 33 }]);
  });

  it.each(['exec returned: 1', 'Java returned: 1', 'Compile failed; see the compiler error output for details.'])(
    'only say that something failed: %s',
    (message) => {
      expect(told(antBuild, `BUILD FAILED\n/w/build.xml:5: ${message}\n`)).toEqual([
        { role: 'wrapper', message, file: '/w/build.xml', line: 5 },
      ]);
    },
  );

  it('are not those of Gradle, which names no place', () => {
    expect(told(antBuild, 'BUILD FAILED\n\nTotal time: 3.2 secs\n')).toEqual([]);
  });
});

it('a program that Ant runs dies with its stack behind the task', () => {
  const text = `     [java] Exception in thread "main" java.lang.IllegalStateException: cold
     [java] 	at java.base/java.util.Optional.get(Optional.java:143)
     [java] 	at kiln.Fire.main(Fire.java:21)

BUILD FAILED
`;
  expect(told(javaUncaught, text)).toEqual([{ role: 'cause', message: 'cold', file: 'Fire.java', line: 21 }]);
});

it('Spring Boot is quoted with its description', () => {
  const text = `***************************
APPLICATION FAILED TO START
***************************

Description:

Binding to target kiln failed: temperature is not a number

Action:

Update your configuration.

Process finished
`;
  const [failure] = runParser(springBoot, text).failures;
  expect(failure).toMatchObject({
    message: 'Binding to target kiln failed: temperature is not a number',
    span: { first: 2, last: 11 },
  });
});

it('Checkstyle tells all of one run together, with rule and place of the first', () => {
  const text = `[ERROR] src/Kiln.java:[12,3] (indentation) Indentation: too deep
[ERROR] /w/Kiln.java:14: Line is longer than 100 characters. [LineLength]
[INFO] done
`;
  const [failure, ...others] = runParser(checkstyle, text).failures;
  expect(others).toEqual([]);
  expect(failure).toMatchObject({ code: 'Indentation', message: 'too deep', facts: { violations: 2 }, key: [1, 2] });
});

describe("Maven's failed goal", () => {
  const goal = (message: string) =>
    `[ERROR] Failed to execute goal org.acme:kiln-maven-plugin:1.2:fire (now) on project pots: ${message} -> [Help 1]\n`;

  it('is told by its step and bare reason', () => {
    const message = 'Execution now of goal org.acme:kiln-maven-plugin:1.2:fire failed: out of clay';
    expect(runParser(maven, goal(message)).failures).toMatchObject([
      { role: 'cause', message: 'out of clay', facts: { step: 'kiln:fire' } },
    ]);
  });

  it.each(['You have 3 Checkstyle violations.', 'failed with 2 bugs and 0 errors', 'Java returned: 137'])(
    'only reports what others said: %s',
    (message) => {
      expect(told(maven, goal(message))).toEqual([{ role: 'wrapper', message }]);
    },
  );
});

describe('what Gradle says went wrong', () => {
  const process = "Process 'command 'node'' finished with non-zero exit value 1";

  it('is the reason where a build script ran a process, also with the other stream in between', () => {
    const text = `* What went wrong:\nBuild 040a6cba is closed\n${process}\n\nDeprecated Gradle features were used\n* Try:\n`;
    const [failure] = runParser(gradle, text).failures;
    expect(failure).toMatchObject({ role: 'cause', message: process, key: [3] });
  });

  it('only reports where a task ran the process or a script did not compile', () => {
    const task = `* What went wrong:\nExecution failed for task ':glaze'.\n> ${process}\n\n* Try:\n`;
    const script =
      '* What went wrong:\nScript compilation error:\n\n  Line 6: glaze()\n          ^ Unresolved reference\n';
    for (const text of [task, script]) expect(told(gradle, text)).toMatchObject([{ role: 'wrapper' }]);
  });
});

describe('maven-compiler-plugin', () => {
  it('reads the errors of a Windows drive, which stands behind a slash', () => {
    const text = `[ERROR] COMPILATION ERROR : 
[INFO] -------------------------------------------------------------
[ERROR] /E:/kiln/src/main/java/org/shop/Kiln.java:[46,71] cannot find symbol
  symbol:   method fire()
[INFO] 1 error
`;
    const file = '/E:/kiln/src/main/java/org/shop/Kiln.java';
    expect(told(maven, text)).toEqual([{ role: 'cause', message: 'cannot find symbol', file, line: 46, column: 71 }]);
  });
});

describe('Maven’s command line', () => {
  it('sums up every error that ends a build, with a link to its page of help', () => {
    const text = '[ERROR] The plugin org.kiln:kiln-maven-plugin:1.0 requires Maven version 3.9.0 -> [Help 1]\n';
    const message = 'The plugin org.kiln:kiln-maven-plugin:1.0 requires Maven version 3.9.0';
    expect(told(maven, text)).toEqual([{ role: 'cause', message }]);
    expect(told(maven, '[ERROR] -> [Help 1]\n')).toEqual([]);
  });
});
