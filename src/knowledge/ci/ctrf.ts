import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { fieldsOf, isRecord, type JsonObject, jsonObject } from '../../core/json.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { documentText, withoutOverlap } from './document-text.js';
import { caseFailure } from './reported-case.js';

/** Failed tests read of one report; the rest are the same story. */
const MOST_FAILURES = 1000;
/** Characters of one report. */
const MOST_TEXT = 32_000_000;
const MOST_OF_A_TEST = 200_000;

/**
 * A report in the Common Test Report Format (ctrf.io, schema 0.0): each failed test becomes a failure. Reporters of many
 * tools write it, as one line or over many.
 */
export const ctrf: Parser = {
  name: 'ctrf',
  anchors: ['"reportformat"'],
  start(line, before) {
    if (!/^\s*(?:\{\s*)?"reportFormat"\s*:\s*"CTRF"/.test(documentText(line))) return undefined;
    const opens = /^\s*\{/.test(documentText(line)) ? [] : before.slice(-1);
    if (opens.some(({ text }) => text.trim() !== '{') || (opens.length === 0 && !documentText(line).includes('{')))
      return undefined;
    return new CtrfReading([...opens, line]);
  },
};

class CtrfReading implements Reading {
  #text = '';
  /** Where each line begins in the text. */
  readonly #starts: { readonly at: number; readonly line: Line }[] = [];
  #piece = '';
  #line: Line;
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #isOver = false;

  constructor(lines: readonly Line[]) {
    this.#line = lines[0] as Line;
    for (const line of lines) this.#take(line, `${documentText(line)}\n`);
  }

  get isDone(): boolean {
    return this.#isOver;
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (this.#isOver || this.#text.length > MOST_TEXT) return 'refused';
    const said = documentText(line);
    // A line longer than a piece comes in several, which overlap.
    this.#take(line, line.number === this.#line.number ? withoutOverlap(this.#piece, said) : `${said}\n`);
    return this.#isOver ? 'done' : 'more';
  }

  end(): Findings {
    if (!this.#isOver)
      return { failures: [], notes: ['a CTRF report ends or breaks off in the middle: it was not read'] };
    const tests = testsIn(this.#text);
    if (tests === undefined) return { failures: [], notes: ['a CTRF report is no JSON: it was not read'] };
    const failed = tests.filter(({ status }) => status === 'failed');
    const lineOf = this.#places();
    const failures = failed
      .slice(0, MOST_FAILURES)
      .map((test) => failureOf(test, lineOf(String(test['name'])), this.#line));
    const dropped = failed.length - failures.length;
    return {
      failures,
      tallies: [{ by: 'report', ...counts(tests), perhapsFiles: 0 }],
      ...(dropped > 0 && {
        notes: [`a CTRF report holds ${dropped} more failures than the ${MOST_FAILURES} that are read of one`],
      }),
    };
  }

  #take(line: Line, text: string): void {
    this.#starts.push({ at: this.#text.length, line });
    this.#line = line;
    this.#piece = documentText(line);
    for (let at = 0; at < text.length && !this.#isOver; at++) this.#sign(text.charCodeAt(at));
    this.#text += text;
  }

  /** Only what tells where the document ends. */
  #sign(code: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (this.#inString) {
      if (code === BACKSLASH) this.#isEscaped = true;
      else if (code === QUOTE) this.#inString = false;
    } else if (code === QUOTE) this.#inString = true;
    else if (code === OPEN) this.#depth++;
    else if (code === CLOSE && --this.#depth === 0) this.#isOver = true;
  }

  /** The line on which each test in turn is named. */
  #places(): (name: string) => Line {
    let [from, start] = [0, 0];
    return (name) => {
      const at = this.#text.indexOf(JSON.stringify(name), from);
      if (at >= 0) from = at + 1;
      while ((this.#starts[start + 1]?.at ?? Number.POSITIVE_INFINITY) <= from) start++;
      return this.#starts[start]?.line ?? this.#line;
    };
  }
}

const [QUOTE, BACKSLASH, OPEN, CLOSE] = [0x22, 0x5c, 0x7b, 0x7d];

function testsIn(text: string): readonly JsonObject[] | undefined {
  const document = jsonObject(text.slice(0, text.lastIndexOf('}') + 1));
  if (document === undefined) return undefined;
  const { tests } = fieldsOf(document['results']);
  return Array.isArray(tests) ? tests.filter(isRecord) : [];
}

function counts(tests: readonly JsonObject[]): { passed: number; failed: number; skipped: number; seconds: number } {
  const of = (...wanted: string[]) => tests.filter(({ status }) => wanted.includes(String(status))).length;
  const milliseconds = tests.reduce((sum, { duration }) => sum + Math.max(0, Number(duration) || 0), 0);
  return {
    passed: of('passed'),
    failed: of('failed'),
    skipped: of('skipped', 'pending'),
    seconds: milliseconds / 1_000,
  };
}

function failureOf(test: JsonObject, at: Line, end: Line): Failure {
  const text = (key: string) => (typeof test[key] === 'string' ? (test[key] as string).slice(0, MOST_OF_A_TEST) : '');
  const suites = [test['suite']].flat().filter((suite) => typeof suite === 'string');
  const name = text('name') || '(unnamed)';
  const file = text('filePath') || undefined;
  const line = Number(test['line']);
  // pytest names a test with its file already, or by itself.
  const className =
    file?.endsWith('.py') && !name.includes('::') ? file.slice(0, -'.py'.length).replaceAll('/', '.') : '';
  return caseFailure(
    {
      suite: suites.at(-1) ?? '',
      name,
      className: name.includes('::') ? '' : className || suites.join(' › '),
      file,
      line: line > 0 ? line : undefined,
    },
    { element: 'failure', type: undefined, message: text('message'), at, text: text('trace') },
    suites,
    end,
    'ctrf',
  );
}
