/** What the test cases that were passed over came to. */
export interface Counts {
  passed: number;
  skipped: number;
  seconds: number;
}

/** Where in a report the text goes on: between cases, in one, in what it printed, or in a section of that. */
type Place = 'between' | 'case' | 'output' | 'section';

interface State {
  readonly place: Place;
  /** The case's tag, its name as it was written, while one is open. */
  readonly head: string;
  readonly isSkipped: boolean;
  readonly output: string;
}

const BETWEEN: State = { place: 'between', head: '', isSkipped: false, output: '' };

const SPACE = /\s*/y;
const ATTRIBUTES = '(?:\\s+[\\w.-]+="[^"<&]*")*';
const CASE = new RegExp(`<testcase${ATTRIBUTES}\\s*(/?)>`, 'y');
/** A line that is one case which printed nothing: such are most. */
const ONE_CASE = new RegExp(`^\\s*<testcase${ATTRIBUTES}\\s*/>\\s*$`);
const SKIPPED = new RegExp(`<skipped${ATTRIBUTES}\\s*/>`, 'y');
const OUTPUT = /<(system-(?:out|err))\s*(\/?)>/y;
const ENTITY = /&(?:lt|gt|amp|quot|apos);/y;
const MARKUP = /[<&]/g;
const SECONDS = /\stime="([^"]*)"/;
const CASE_END = '</testcase>';
const SECTION = '<![CDATA[';
const SECTION_END = ']]>';

/**
 * Passes over the cases of a JUnit report that passed or were skipped, and over what they printed, and only counts them: of a
 * report's cases hardly any failed, and a reader of all XML takes many times as long. Whatever else it meets, also what is
 * no good XML, it leaves to that reader.
 */
export class PassedCases {
  readonly #counts: Counts;
  #state = BETWEEN;

  /** @param counts to which it adds */
  constructor(counts: Counts) {
    this.#counts = counts;
  }

  /** Passes over a whole text; or over nothing of it, where something in it is another's to read. */
  takes(text: string): boolean {
    if (this.#state === BETWEEN && ONE_CASE.test(text)) {
      this.#counts.passed++;
      this.#counts.seconds += secondsOf(text);
      return true;
    }
    const scan = new Scan(text, this.#state, this.#counts);
    scan.run();
    if (scan.at < text.length) return false;
    this.#keep(scan);
    return true;
  }

  /** Passes over a text's beginning, and gives what is left for the reader of XML, with the beginning of a case that it left open. */
  restOf(text: string): string {
    const scan = new Scan(text, this.#state, this.#counts);
    scan.run();
    if (scan.at < text.length) {
      const opened = openedBy(scan.state);
      scan.state = BETWEEN;
      this.#keep(scan);
      return opened + text.slice(scan.at);
    }
    this.#keep(scan);
    return '';
  }

  #keep({ state, passed, skipped, seconds }: Scan): void {
    this.#state = state;
    Object.assign(this.#counts, { passed, skipped, seconds });
  }
}

function secondsOf(tag: string): number {
  return Math.max(0, Number(SECONDS.exec(tag)?.[1]) || 0);
}

/** What is open in a state, as it could have been written. */
function openedBy({ place, head, isSkipped, output }: State): string {
  if (place === 'between') return '';
  const opened = head + (isSkipped ? '<skipped/>' : '');
  if (place === 'case') return opened;
  return `${opened}<${output}>${place === 'section' ? SECTION : ''}`;
}

/** One way over a text, from a state on: as far as there is nothing but what is passed over. */
class Scan {
  readonly #text: string;
  state: State;
  at = 0;
  passed: number;
  skipped: number;
  seconds: number;

  constructor(text: string, state: State, { passed, skipped, seconds }: Counts) {
    this.#text = text;
    this.state = state;
    this.passed = passed;
    this.skipped = skipped;
    this.seconds = seconds;
  }

  run(): void {
    while (this.at < this.#text.length && this.#step());
  }

  /** Goes on by one piece of markup or one text; false where it is not to be passed over. */
  #step(): boolean {
    const { place } = this.state;
    if (place === 'section') return this.#section();
    if (place === 'output') return this.#output();
    this.#match(SPACE);
    if (this.at === this.#text.length) return true;
    return place === 'between' ? this.#case() : this.#inCase();
  }

  #case(): boolean {
    const match = this.#match(CASE);
    if (match === null) return false;
    this.state = { ...BETWEEN, place: 'case', head: match[0] };
    if (match[1] === '/') this.#end();
    return true;
  }

  #inCase(): boolean {
    if (this.#text.startsWith(CASE_END, this.at)) {
      this.at += CASE_END.length;
      this.#end();
      return true;
    }
    const output = this.#match(OUTPUT);
    if (output !== null) {
      if (output[2] === '') this.state = { ...this.state, place: 'output', output: output[1] as string };
      return true;
    }
    if (this.#match(SKIPPED) === null) return false;
    this.state = { ...this.state, isSkipped: true };
    return true;
  }

  #output(): boolean {
    const text = this.#text;
    MARKUP.lastIndex = this.at;
    const end = MARKUP.exec(text)?.index ?? text.length;
    const said = text.slice(this.at, end);
    // A section's end alone is an error; one that may be cut is looked at by who knows.
    if (said.includes(SECTION_END) || (end === text.length && said.endsWith(']'))) return false;
    this.at = end;
    if (end === text.length) return true;
    const close = `</${this.state.output}>`;
    if (text.startsWith(close, end)) {
      this.at += close.length;
      this.state = { ...this.state, place: 'case' };
    } else if (text.startsWith(SECTION, end)) {
      this.at += SECTION.length;
      this.state = { ...this.state, place: 'section' };
    } else return this.#match(ENTITY) !== null;
    return true;
  }

  #section(): boolean {
    const end = this.#text.indexOf(SECTION_END, this.at);
    if (end < 0 && this.#text.endsWith(']')) return false;
    this.at = end < 0 ? this.#text.length : end + SECTION_END.length;
    if (end >= 0) this.state = { ...this.state, place: 'output' };
    return true;
  }

  #end(): void {
    const { head, isSkipped } = this.state;
    if (isSkipped) this.skipped++;
    else this.passed++;
    this.seconds += secondsOf(head);
    this.state = BETWEEN;
  }

  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.at;
    const match = expression.exec(this.#text);
    if (match !== null) this.at += match[0].length;
    return match;
  }
}
