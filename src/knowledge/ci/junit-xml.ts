import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import { fromUtf8, standsAt, utf8 } from '../../core/bytes.js';
import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { documentText, withoutOverlap } from './document-text.js';
import { PassedCases } from './junit-cases.js';
import { type Case, caseFailure, type Problem, UNLOADED } from './reported-case.js';

/** Failed cases read of one report; the rest are the same story. */
const MOST_FAILURES = 1000;
/** Characters of text kept of one case. */
const MOST_TEXT = 200_000;
/** No tool nests so deep, and a reader's time grows with it. */
const DEEPEST = 200;
/** Of characters written as numbers, in one value; as many are no text, and each takes a hundred times its memory. */
const MOST_REFERENCES = 20_000;

/**
 * JUnit XML of any tool, read as a stream: each failed or broken `testcase` becomes a failure whose lines are the text
 * inside it. A truncated report gives the cases that are whole.
 */
export const junitXml: Parser = {
  name: 'junit-xml',
  anchors: ['<testsuite'],
  start(line) {
    const at = line.text.search(/<testsuites?[\s>]/);
    if (at < 0) return undefined;
    const before = line.text.slice(0, at);
    // A document type can define what the rest means: none of our tools writes one.
    if (/^[\s\uFEFF]{0,20}(?:<\?xml[^>]{0,200}\?>)?\s{0,20}<!DOCTYPE\s/.test(before)) return REFUSED;
    return /^[\s\uFEFF]{0,20}(?:<\?xml[^>]{0,200}\?>)?\s*(?:<!--.{0,300}-->\s*)?$/.test(before)
      ? new JunitReading(line, at)
      : undefined;
  },
};

/** A suite that begins, after another one or as the first, with nothing that failed in it. */
const SUITE = /^(?:<\/testsuite>\s*)?<testsuite(?:\s+[\w.-]+="[^"<>&]*")*\s?>$/;
const FAILING = /\s(?:failures|errors)="(?!0")/;
const SUITE_BEGINS = utf8('<testsuite');
const SUITE_ENDS = utf8('</testsuite>');
/** A longer line is read as any other. */
const LONGEST_SUITE = 1_000;

const REFUSED: Reading = {
  isDone: true,
  next: () => 'refused',
  end: () => ({ failures: [], notes: ['a JUnit report has a document type, and such are not read'] }),
};

class JunitReading implements Reading {
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #suites: string[] = [];
  readonly #failures: Failure[] = [];
  #case: Case | undefined;
  #problems: Problem[] = [];
  #open: Problem | undefined;
  #line: Line;
  #piece = '';
  #depth = 0;
  #isBroken = false;
  #isOver = false;
  #references = 0;
  #dropped = 0;
  readonly #counts = { passed: 0, failed: 0, skipped: 0, seconds: 0, perhapsFiles: 0 };
  readonly #passed = new PassedCases(this.#counts);
  /** Characters that the reader of XML was given, and of these those up to the end of the last tag that it met. */
  #given = 0;
  #tagEnd = -1;
  #isSkipped = false;

  constructor(line: Line, at: number) {
    this.#line = line;
    this.#piece = documentText(line);
    this.#parser.on('error', (error) => {
      // Nothing after the first mistake is read: the parser would report one for each character.
      throw error;
    });
    this.#parser.on('opentag', (tag) => this.#opened(tag));
    this.#parser.on('closetag', (tag) => this.#closed(tag));
    this.#parser.on('text', (text) => this.#text(text));
    this.#parser.on('cdata', (text) => this.#text(text));
    this.#feed(line.text.slice(at));
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (this.#isOver || this.#isBroken) return 'refused';
    // A line longer than a piece comes in several, which overlap.
    const isSameLine = line.number === this.#line.number;
    const said = documentText(line);
    const text = isSameLine ? withoutOverlap(this.#piece, said) : `\n${said}`;
    this.#line = line;
    this.#feed(text);
    this.#piece = said;
    return this.#isOver || this.#isBroken ? 'done' : 'more';
  }

  takesRaw(bytes: Uint8Array, start: number, end: number): boolean {
    if (!this.#isBetweenTags || this.#isOver || this.#isBroken) return false;
    return this.#passed.takes(bytes, start, end) || this.#takesSuite(bytes, start, end);
  }

  /** How many failed stands in each suite's tag; where none did, it is only read for the suite's name. */
  readonly wordsOfRaw = '</testsuite><testsuite failures="0" errors="0"';

  #takesSuite(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start > LONGEST_SUITE || !this.#passed.isBetween) return false;
    if (![SUITE_BEGINS, SUITE_ENDS].some((tag) => end - start > tag.length && standsAt(bytes, tag, start)))
      return false;
    const text = fromUtf8(bytes.subarray(start, end));
    if (!SUITE.test(text) || FAILING.test(text)) return false;
    this.#feed(`\n${text}`);
    return true;
  }

  end(): Findings {
    const notes = [
      ...(this.#isBroken || !this.#isOver
        ? ['a JUnit report ends or breaks off in the middle: only the cases before that were read']
        : []),
      ...(this.#dropped > 0
        ? [`a JUnit report holds ${this.#dropped} more failures than the ${MOST_FAILURES} that are read of one`]
        : []),
    ];
    return {
      failures: this.#failures,
      tallies: [{ by: 'report', ...this.#counts }],
      ...(notes.length > 0 && { notes }),
    };
  }

  /** Whether what comes next may be a case that is passed over: the reader of XML is in none, nor in a tag or a comment. */
  get #isBetweenTags(): boolean {
    return this.#case === undefined && this.#tagEnd === this.#given;
  }

  #feed(text: string): void {
    let rest = this.#isBetweenTags ? this.#passed.restOf(text) : text;
    // Tag by tag, so that what follows on a failure in the same line is passed over as well.
    while (rest !== '' && !this.#isOver && !this.#isBroken) {
      const end = rest.indexOf('>') + 1 || rest.length;
      this.#read(rest.slice(0, end));
      rest = this.#isBetweenTags ? this.#passed.restOf(rest.slice(end)) : rest.slice(end);
    }
  }

  #read(text: string): void {
    this.#references += text.split('&#', MOST_REFERENCES + 2).length - 1;
    if (this.#references > MOST_REFERENCES) {
      this.#isBroken = true;
      return;
    }
    try {
      const given = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
      this.#given += given.length;
      this.#parser.write(given);
    } catch {
      this.#isBroken = true;
    }
  }

  #opened(tag: SaxesTagNS): void {
    this.#references = 0;
    this.#tagEnd = this.#parser.position;
    if (++this.#depth > DEEPEST) throw new Error('the elements are nested too deep');
    const attribute = (name: string) => (tag.attributes[name] as SaxesAttributeNS | undefined)?.value;
    if (tag.local === 'testsuite' || tag.local === 'testsuites') this.#suites.push(attribute('name') ?? '');
    if (tag.local === 'testcase') {
      const line = Number(attribute('line'));
      this.#case = {
        suite: this.#suites.at(-1) ?? '',
        name: attribute('name') ?? '',
        className: attribute('classname') ?? attribute('class') ?? '',
        file: attribute('file'),
        line: line > 0 ? line : undefined,
      };
      this.#problems = [];
      this.#isSkipped = false;
      const seconds = Number(attribute('time'));
      if (seconds > 0) this.#counts.seconds += seconds;
    }
    if (tag.local === 'skipped') this.#isSkipped = true;
    if ((tag.local === 'failure' || tag.local === 'error') && this.#case && this.#problems.length < 20) {
      this.#open = {
        element: tag.local,
        type: attribute('type'),
        message: attribute('message') ?? '',
        at: this.#line,
        text: '',
      };
      this.#problems.push(this.#open);
    }
  }

  #closed(tag: SaxesTagNS): void {
    this.#depth--;
    this.#tagEnd = this.#parser.position;
    if (tag.local === 'failure' || tag.local === 'error') this.#open = undefined;
    if (tag.local === 'testsuite' || tag.local === 'testsuites') this.#suites.pop();
    if (tag.local === 'testcase' && this.#case) {
      this.#counts[this.#problems.length > 0 ? 'failed' : this.#isSkipped ? 'skipped' : 'passed']++;
      if (this.#problems.some(({ message }) => UNLOADED.test(message))) this.#counts.perhapsFiles++;
      for (const problem of this.#problems)
        if (this.#failures.length < MOST_FAILURES)
          this.#failures.push(caseFailure(this.#case, problem, [...this.#suites], this.#line));
        else this.#dropped++;
      this.#case = undefined;
    }
    if (this.#depth === 0) this.#isOver = true;
  }

  #text(text: string): void {
    if (this.#open && this.#open.text.length < MOST_TEXT) this.#open.text += text.slice(0, MOST_TEXT);
  }
}
