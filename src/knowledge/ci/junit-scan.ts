import { fromUtf8, standsAt, utf8 } from '../../core/bytes.js';

/** What the test cases that were passed over came to. */
export interface Counts {
  passed: number;
  skipped: number;
  seconds: number;
}

/** Where in a report the text goes on: between cases, in one, in what it printed, or in a section of that. */
export interface State {
  readonly place: 'between' | 'case' | 'output' | 'section';
  /** The case's tag as it was written, while one is open. */
  readonly head: Uint8Array;
  /** How long it took. */
  readonly seconds: number;
  readonly isSkipped: boolean;
  readonly output: '' | 'system-out' | 'system-err';
}

const [QUOTE, AND, SLASH, SMALLER, EQUAL, GREATER, BRACKET] = [0x22, 0x26, 0x2f, 0x3c, 0x3d, 0x3e, 0x5d];
const CASE = utf8('<testcase');
const CASE_END = utf8('</testcase>');
const SKIPPED = utf8('<skipped');
const OUTPUTS = [
  { name: 'system-out', open: utf8('<system-out'), close: utf8('</system-out>') },
  { name: 'system-err', open: utf8('<system-err'), close: utf8('</system-err>') },
] as const;
const SECTION = utf8('<![CDATA[');
const ENTITIES = ['&lt;', '&gt;', '&amp;', '&quot;', '&apos;'].map(utf8);
const TIME = utf8('time');

/** What a byte may be: white space, or part of a name … */
const IS_SPACE = 1;
const IS_NAME = 2;
/** Ends a value, or what is plain in a text. */
const ENDS_VALUE = 4;
const ENDS_TEXT = 8;
const KINDS = new Uint8Array(256);
for (const byte of utf8(' \t\n\v\f\r')) KINDS[byte] = IS_SPACE;
for (const byte of utf8('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-')) KINDS[byte] = IS_NAME;
for (const byte of [QUOTE, SMALLER, AND]) KINDS[byte]! |= ENDS_VALUE;
for (const byte of [SMALLER, AND, BRACKET]) KINDS[byte]! |= ENDS_TEXT;

/** No case is open. */
const BETWEEN: State = {
  place: 'between',
  head: new Uint8Array(0),
  seconds: 0,
  isSkipped: false,
  output: '',
};

/**
 * Ways over bytes, each from where the last one that was kept had come to: as far as there is nothing but what is passed over.
 * One for all ways, since a report has as many as lines.
 */
export class CaseScan {
  readonly #counts: Counts;
  #kept = BETWEEN;
  #bytes: Uint8Array = BETWEEN.head;
  #at = 0;
  #end = 0;
  #place: State['place'] = 'between';
  #head: Uint8Array = BETWEEN.head;
  /** Where the open case's tag lies, while it lies in these bytes. */
  #headStart = -1;
  #headEnd = -1;
  #isSkipped = false;
  #output: State['output'] = '';
  /** How long the open case took. */
  #seconds = 0;
  #passed = 0;
  #skipped = 0;
  #allSeconds = 0;

  /** @param counts to which it adds what was kept */
  constructor(counts: Counts) {
    this.#counts = counts;
  }

  /** Goes as far as it can; returns the place where something else begins. Nothing is kept of it yet. */
  run(bytes: Uint8Array, start: number, end: number): number {
    const { place, head, seconds, isSkipped, output } = this.#kept;
    this.#place = place;
    this.#head = head;
    this.#seconds = seconds;
    this.#isSkipped = isSkipped;
    this.#output = output;
    this.#headStart = -1;
    this.#passed = this.#counts.passed;
    this.#skipped = this.#counts.skipped;
    this.#allSeconds = this.#counts.seconds;
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
    while (this.#at < end && this.#step());
    return this.#at;
  }

  /** Counts what the last way came to: the next one goes on from there. */
  keep(): void {
    this.#counts.passed = this.#passed;
    this.#counts.skipped = this.#skipped;
    this.#counts.seconds = this.#allSeconds;
    this.#kept = this.#place === 'between' ? BETWEEN : this.#open;
  }

  get #open(): State {
    const head = this.#headStart < 0 ? this.#head : this.#bytes.slice(this.#headStart, this.#headEnd);
    return { place: this.#place, head, seconds: this.#seconds, isSkipped: this.#isSkipped, output: this.#output };
  }

  /** Where the next way begins. */
  get state(): State {
    return this.#kept;
  }

  /** Lets the next way begin between two cases. */
  close(): void {
    this.#kept = BETWEEN;
  }

  /** Goes on by one piece of markup or one text; false where it is not to be passed over. */
  #step(): boolean {
    if (this.#place === 'section') return this.#passSection();
    if (this.#place === 'output') return this.#passOutput();
    this.#at = this.#behindSpace(this.#at);
    if (this.#at === this.#end) return true;
    return this.#place === 'between' ? this.#passCase() : this.#passInCase();
  }

  #passCase(): boolean {
    const start = this.#at;
    if (!this.#isAt(CASE, start)) return false;
    this.#seconds = 0;
    const behind = this.#behindTag(start + CASE.length);
    if (behind < 0) return false;
    this.#at = behind;
    this.#headStart = start;
    this.#headEnd = behind;
    this.#isSkipped = false;
    this.#output = '';
    this.#place = 'case';
    if (this.#bytes[behind - 2] === SLASH) this.#endCase();
    return true;
  }

  #passInCase(): boolean {
    const at = this.#at;
    if (this.#isAt(CASE_END, at)) {
      this.#at += CASE_END.length;
      this.#endCase();
      return true;
    }
    for (const { name, open } of OUTPUTS) {
      if (!this.#isAt(open, at)) continue;
      let behind = this.#behindSpace(at + open.length);
      const isEmpty = this.#bytes[behind] === SLASH && behind < this.#end;
      if (isEmpty) behind++;
      if (behind >= this.#end || this.#bytes[behind] !== GREATER) return false;
      this.#at = behind + 1;
      if (!isEmpty) {
        this.#place = 'output';
        this.#output = name;
      }
      return true;
    }
    return this.#passSkipped(at);
  }

  #passSkipped(at: number): boolean {
    const seconds = this.#seconds;
    const behind = this.#isAt(SKIPPED, at) ? this.#behindTag(at + SKIPPED.length) : -1;
    this.#seconds = seconds;
    if (behind < 0 || this.#bytes[behind - 2] !== SLASH) return false;
    this.#at = behind;
    this.#isSkipped = true;
    return true;
  }

  #passOutput(): boolean {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.#at;
    for (; at < end; at++) {
      if ((KINDS[bytes[at] as number]! & ENDS_TEXT) === 0) continue;
      if (bytes[at] !== BRACKET) break;
      // A section's end alone is an error; one that may be cut is looked at by who knows.
      if (at + 1 === end || (at + 2 < end && bytes[at + 1] === BRACKET && bytes[at + 2] === GREATER)) return false;
    }
    this.#at = at;
    return at === end || this.#passMarkup(at);
  }

  /** What may stand in a text that a case printed: its end, a section of it, an entity. */
  #passMarkup(at: number): boolean {
    const close = OUTPUTS.find(({ name }) => name === this.#output)!.close;
    if (this.#isAt(close, at)) {
      this.#at += close.length;
      this.#place = 'case';
      return true;
    }
    if (this.#isAt(SECTION, at)) {
      this.#at += SECTION.length;
      this.#place = 'section';
      return true;
    }
    const entity = ENTITIES.find((each) => this.#isAt(each, at));
    this.#at += entity?.length ?? 0;
    return entity !== undefined;
  }

  #passSection(): boolean {
    const bytes = this.#bytes;
    const end = this.#end;
    for (let at = this.#at; ; at++) {
      at = bytes.indexOf(BRACKET, at);
      if (at < 0 || at >= end) {
        this.#at = end;
        return true;
      }
      if (at + 1 === end) return false;
      if (at + 2 >= end || bytes[at + 1] !== BRACKET || bytes[at + 2] !== GREATER) continue;
      this.#at = at + 3;
      this.#place = 'output';
      return true;
    }
  }

  #endCase(): void {
    if (this.#isSkipped) this.#skipped++;
    else this.#passed++;
    this.#allSeconds += this.#seconds;
    this.#place = 'between';
    this.#head = BETWEEN.head;
    this.#headStart = -1;
  }

  /** Where a tag ends, from behind its name on; below zero where it holds anything but plain attributes. */
  #behindTag(from: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    for (let at = from; ; ) {
      const begin = this.#behindSpace(at);
      if (begin >= end) return -1;
      if (bytes[begin] === GREATER) return begin + 1;
      if (bytes[begin] === SLASH) return begin + 1 < end && bytes[begin + 1] === GREATER ? begin + 2 : -1;
      if (begin === at) return -1;
      let equal = begin;
      while (equal < end && KINDS[bytes[equal] as number] === IS_NAME) equal++;
      if (equal === begin || equal + 1 >= end || bytes[equal] !== EQUAL || bytes[equal + 1] !== QUOTE) return -1;
      let close = equal + 2;
      while (close < end && (KINDS[bytes[close] as number]! & ENDS_VALUE) === 0) close++;
      if (close >= end || bytes[close] !== QUOTE) return -1;
      if (equal - begin === TIME.length && this.#isAt(TIME, begin)) this.#seconds = numberIn(bytes, equal + 2, close);
      at = close + 1;
    }
  }

  #behindSpace(from: number): number {
    let at = from;
    while (at < this.#end && KINDS[this.#bytes[at] as number] === IS_SPACE) at++;
    return at;
  }

  #isAt(wanted: Uint8Array, at: number): boolean {
    return at + wanted.length <= this.#end && standsAt(this.#bytes, wanted, at);
  }
}

/** More digits are not read as one whole number. */
const MOST_DIGITS = 15;

/** What a number that is not below zero is worth, as JavaScript reads it; 0 for what is none. */
function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  let point = -1;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit >= 0 && digit <= 9) value = 10 * value + digit;
    else if (bytes[at] === 0x2e && point < 0) point = at;
    else return otherNumber(bytes, start, end);
  }
  const places = point < 0 ? 0 : end - 1 - point;
  // Both are exact, so that the quotient is the number nearest to what was written.
  return end - start <= MOST_DIGITS ? value / 10 ** places : otherNumber(bytes, start, end);
}

function otherNumber(bytes: Uint8Array, start: number, end: number): number {
  return Math.max(0, Number(fromUtf8(bytes.subarray(start, end))) || 0);
}
