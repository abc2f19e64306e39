import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { hasTask, withoutTask } from './ant-task.js';
import { JvmTest, nestedName } from './jvm-test.js';

const SUITE = /^(?:Testsuite: |Running )(?<class>[\w.$]{1,300})$/;
/** `Testcase: testX took 0.01 sec` of the plain formatter, its verdict on the next line. */
const PLAIN = /^Testcase: (?<name>.{1,600}) took [\d.,]{1,20} sec$/;
const VERDICT = /^\s{1,8}(?:FAILED|Caused an ERROR)$/;
/** `Testcase: testX(com.acme.FooTest):\tFAILED` of the brief formatter. */
const BRIEF = /^Testcase: (?<name>.{1,600}):\s{1,8}(?:FAILED|Caused an ERROR)$/;
/** The task's own last word on a class. */
const CLASS_FAILED = /^Test (?<class>[\w.$]{1,300}) FAILED(?: \((?:crashed|timeout)\))?$/;
const OVER = /^(?:BUILD (?:FAILED|SUCCESSFUL)|Total time: |##\[(?:error|group)\])/;
const MOST_LINES = 200;
const MOST_TESTS = 10_000;

/**
 * Ant's JUnit task with its plain and brief formatters, from its first class to the build's end. Where no formatter writes
 * to the console, the class is all it names. Formats: taskdefs/optional/junit of Ant 1.6 to 1.10.
 */
export const antJunit: Parser = {
  name: 'ant-junit',
  anchors: ['Testsuite: ', '[junit] Running ', 'Testcase: ', '[junit] Test '],
  start(line) {
    const text = withoutTask(line.text);
    if (!SUITE.test(text) && !PLAIN.test(text) && !BRIEF.test(text) && !CLASS_FAILED.test(text)) return undefined;
    const run = new RunReading();
    run.next(line);
    return run;
  },
};

class RunReading implements Reading {
  readonly #tests: JvmTest[] = [];
  /** Classes of which a test was told, also one of a class in them. */
  readonly #told = new Set<string>();
  #class = '';
  /** A test whose verdict is still to come. */
  #pending: { readonly line: Line; readonly name: string } | undefined;
  #open: JvmTest | undefined;

  next(line: Line): 'more' | 'refused' {
    const text = withoutTask(line.text);
    if (OVER.test(line.text)) return 'refused';
    if (!this.#heading(line, text)) this.#reason(line, text);
    return 'more';
  }

  end(): Findings {
    return { failures: this.#tests.map((test) => test.failure()) };
  }

  /** Takes a line that begins or ends something. */
  #heading(line: Line, text: string): boolean {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending && VERDICT.test(text)) {
      this.#begin(pending.line, pending.name).excerpt.add(line);
      return true;
    }
    const suite = SUITE.exec(text)?.groups?.['class'];
    const failed = CLASS_FAILED.exec(text)?.groups?.['class'];
    const plain = PLAIN.exec(text)?.groups?.['name'];
    const brief = BRIEF.exec(text)?.groups?.['name'];
    if ((suite ?? failed ?? plain ?? brief) === undefined) return false;
    this.#open = undefined;
    if (suite !== undefined) this.#class = suite;
    if (failed !== undefined) this.#classFailed(line, failed);
    if (plain !== undefined) this.#pending = { line, name: plain };
    if (brief !== undefined) this.#begin(line, brief);
    return true;
  }

  #begin(line: Line, printed: string): JvmTest {
    const { owner, name } = named(printed, this.#class);
    this.#tell(owner);
    this.#open = new JvmTest(line, name, 'ant');
    if (this.#tests.length < MOST_TESTS) this.#tests.push(this.#open);
    return this.#open;
  }

  /** A nested class is told of with those around it. */
  #tell(owner: string): void {
    for (let end = owner.length; end > 0; end = owner.lastIndexOf('$', end - 1)) this.#told.add(owner.slice(0, end));
  }

  #classFailed(line: Line, name: string): void {
    if (this.#told.has(name)) return;
    this.#tell(name);
    const test = new JvmTest(line, name, 'ant');
    if (this.#tests.length < MOST_TESTS) this.#tests.push(test);
  }

  #reason(line: Line, text: string): void {
    const test = this.#open;
    if (test === undefined) return;
    // The task prints every line behind its name; without it, another program speaks.
    const isForeign = hasTask(test.excerpt.lines[0]?.text ?? '') !== hasTask(line.text);
    if (isForeign || test.excerpt.size > MOST_LINES || (text.trim() === '' && test.hasStack)) this.#open = undefined;
    else {
      test.name = nestedName(test.name, this.#class, text);
      test.take(line, text);
    }
  }
}

/** The name with its class in front, and the class: `testX`, `testX(com.acme.FooTest)`, `com.acme.FooTest:testX`, or a class alone. */
function named(printed: string, suite: string): { owner: string; name: string } {
  const brief = /^(?<method>.{1,600})\((?<class>[\w.$]{1,300})\)$/.exec(printed)?.groups;
  if (brief) return { owner: brief['class'] as string, name: `${brief['class']}.${brief['method']}` };
  const crashed = /^(?<class>(?:\w{1,100}\.){1,20}[\w$]{1,200}):(?<method>.{1,300})$/.exec(printed)?.groups;
  if (crashed) return { owner: crashed['class'] as string, name: `${crashed['class']}.${crashed['method']}` };
  if (printed === suite || suite === '') return { owner: printed, name: printed };
  return { owner: suite, name: `${suite}.${printed}` };
}
