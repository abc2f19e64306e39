import type { Line } from '../../core/domain/line.js';
import { Aftermath } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `CMake Error at CMakeLists.txt:12 (find_package):`, `CMake Error in src/CMakeLists.txt:`, `CMake Error: why`. */
const HEAD =
  /^CMake (?:Deprecation )?Error(?: \(dev\))?(?: (?:at|in) (?<file>[^\n]{1,300}?)(?::(?<line>\d{1,7}))?(?: \((?<command>\w{1,60})\))?:|: (?<why>.{1,600}))$/;
const STACK = /^Call Stack \(most recent call first\):/;
const OVER =
  /^(?:-- Configuring incomplete, errors occurred!|-- Generating done|CMake (?:Generate step failed|Configure step failed)\b)/;
/** Places in CMake's own modules say nothing about the project. */
const MODULES = /\/share\/cmake[^/]{0,20}\/Modules\//;
const PATIENCE = 200;
const MOST_LINES = 60;

/** What CMake refuses while it configures or generates: each message with the paragraph below it. */
export const cmake: Parser = {
  name: 'cmake',
  anchors: ['CMake Error', 'CMake Deprecation Error'],
  start(line) {
    const head = HEAD.exec(line.text)?.groups;
    return head ? new ErrorReading(line, head) : undefined;
  },
};

class ErrorReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #head: Record<string, string | undefined>;
  readonly #aftermath = new Aftermath(PATIENCE);
  #said: string;
  #file: string | undefined;
  #line: number | undefined;
  #part: 'message' | 'stack' | 'after' = 'message';
  #isFailure = true;

  constructor(line: Line, head: Record<string, string | undefined>) {
    this.#excerpt.add(line, true);
    this.#head = head;
    this.#said = head['why']?.trim() ?? '';
    if (head['file'] !== undefined && !MODULES.test(head['file'])) this.#place(head['file'], head['line']);
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (HEAD.test(text) || OVER.test(text)) return 'refused';
    if (STACK.test(text)) this.#part = 'stack';
    else if (/^\s*$/.test(text)) return 'more';
    else if (!text.startsWith('  ')) this.#part = 'after';
    if (this.#part === 'after') return this.#after(text);
    if (this.#part === 'message') this.#said = `${this.#said} ${text.trim()}`.trim().slice(0, 800);
    else this.#called(text);
    if (this.#excerpt.size < MOST_LINES) this.#excerpt.add(line, this.#part === 'message');
    return 'more';
  }

  end(): Findings {
    if (!this.#isFailure) return { failures: [] };
    const { command } = this.#head;
    const failure = this.#excerpt.failure({
      tool: 'shell',
      kind: 'configuration',
      code: 'cmake',
      message: this.#said === '' ? 'CMake stopped' : this.#said,
      ...(this.#file !== undefined && {
        location: { file: this.#file, ...(this.#line !== undefined && { line: this.#line }) },
      }),
      facts: { builder: 'cmake', ...(command !== undefined && { command }) },
    });
    return { failures: [failure] };
  }

  /** Of the calls the last one in the project itself. */
  #called(text: string): void {
    const call = /^ {2}(?<file>\S.{0,300}?):(?<line>\d{1,7}) \(\w{1,60}\)$/.exec(text)?.groups;
    if (call && this.#file === undefined && !MODULES.test(call['file'] ?? ''))
      this.#place(call['file'] ?? '', call['line']);
  }

  #place(file: string, line: string | undefined): void {
    this.#file = file;
    this.#line = line === undefined ? undefined : Number(line);
  }

  /** It may be a probe that is allowed to fail. */
  #after(text: string): 'more' | 'refused' {
    const judged = this.#aftermath.judge(text);
    if (judged === 'passed') this.#isFailure = false;
    return judged === 'open' ? 'more' : 'refused';
  }
}
