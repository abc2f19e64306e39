import type { Line } from '../../core/domain/line.js';
import { Aftermath } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** `    at name (file:1:2)`, `    at file:1:2`; JVM frames end in one number. */
const FRAME = {
  test: (text: string): boolean =>
    /^\s{2,40}at \S/.test(text) &&
    /:\d{1,7}:\d{1,7}\)?(?: \{)?$/.test(text.slice(-24)) &&
    !OF_RUST.test(text.slice(-24)),
};
/** The places of a Rust backtrace are printed alike. */
const OF_RUST = /\.rs:\d{1,7}:\d{1,7}$/;
/** What stands behind a logger's own stamp: `31 Mar 15:53:53 - TypeError: x`. */
const STAMPED =
  /^.{0,80}[\s\]>|-] (?<name>[A-Z][\w$.]{0,80}(?:Error|Exception)|Error)(?: \[(?<code>\w{1,60})\])?: (?<message>.{1,1000})$/;
/** Only says that another program failed, whose own words stand elsewhere (actions/toolkit, node:child_process, execa). */
const OF_CHILD =
  /^(?:The process '.{1,400}' failed (?:with exit code \d+|because )|Command failed(?: with exit code \d+[^:]{0,80})?: )/;
const ANY_FRAME = /^\s{2,}at \S/;
/** `TypeError: x`, `Error [ERR_X]: y`, `Uncaught Error: z`, `AggregateError`, `⨯ message` (Next.js). */
const HEADER =
  /^\s{0,4}(?:(?:\{|[\w.-]{1,40} :|\[\w+\]|\(node:\d+\)|⨯|×|❌|✖|ERROR|error:?|Uncaught|Unhandled \w+:?|UnhandledPromiseRejectionWarning:|thrown:) ){0,3}(?<name>[A-Z][\w$.]{0,80}(?:Error|Exception|Rejection|Exit)|Error|[A-Z]\w{0,60}Error)(?: \[(?<code>\w{1,60})\])?(?:: (?<message>.{0,1000}))?$/;
const CAUSE =
  /^\s{1,40}\[(?:cause|errors)\]: (?:(?<name>[A-Z][\w$.]{0,80})(?: \[(?<code>\w{1,60})\])?: (?<message>.{0,500})|\{)/;
const CODE = /^\s{1,40}code: '(?<code>[A-Z][A-Z0-9_]{2,60})'/;
/** The header of an error nobody caught: `file:line`, a source line, a caret. */
const CARET = /^\s{0,400}[\^~]{1,400}\s?$/;
const MOST_HEADER = 15;
const MOST_LINES = 300;
const MOST_TRACES = 10;
/** How soon after a printed trace something must say that the command failed. */
const PATIENCE = 12;

/**
 * Errors with a stack as Node.js prints them, causes read to the root. An error that ended the process is a failure; one
 * that was only printed is one when the text ends or says that the command failed soon after.
 */
export const nodeTrace: Parser = {
  name: 'node-trace',
  anchors: ['    at '],
  start(line, before) {
    const head = FRAME.test(line.text) ? headerIndex(before, line) : undefined;
    if (head === undefined) return undefined;
    const warning = before[head - 1];
    return warning !== undefined && WARNS.test(warning.text) && warning.step === line.step
      ? new WarnedReading(warning)
      : new NodeReading(line, before);
  },
};

/** A line that only warns, and says that it does: the error below it was handled. */
const WARNS = /^\s{0,4}(?:\S{1,4} )?(?:\[[\w:.-]{0,30}warn(?:ing)?\]|warn(?:ing)?:|WARN(?:ING)?\b)/i;

/** The stack of an error that a program warns of and goes on. Neither it nor a word of it tells of a failure. */
class WarnedReading implements Reading {
  readonly #warning: Line;
  #last: Line;

  constructor(warning: Line) {
    this.#warning = warning;
    this.#last = warning;
  }

  next(line: Line): 'more' | 'refused' {
    if (!ANY_FRAME.test(line.text) || line.number - this.#warning.number > MOST_LINES) return 'refused';
    this.#last = line;
    return 'more';
  }

  end(): Findings {
    const since = this.#warning.number;
    const line = Math.max(this.#last.last, since + 2);
    return { failures: [], recoveries: [{ channel: this.#warning.channel, line, since }] };
  }
}

class NodeReading implements Reading {
  readonly #traces: Trace[];
  #recent: Line[] = [];
  #wait: Aftermath | undefined;
  #outcome: 'failed' | 'passed' | 'open' = 'open';

  constructor(line: Line, before: readonly Line[]) {
    this.#traces = [new Trace(line, before)];
  }

  next(line: Line): 'more' | 'refused' {
    const trace = this.#traces.at(-1) as Trace;
    if (this.#wait === undefined) {
      if (trace.take(line)) return 'more';
      if (trace.isUncaught) return 'refused';
      this.#wait = new Aftermath(PATIENCE);
    }
    // A line that merely stands above a frame may be another program's, whose words are mixed with this stack.
    const head = FRAME.test(line.text) ? headerIndex(this.#recent, line) : undefined;
    if (head !== undefined && isError(this.#recent[head])) return this.#another(line);
    const outcome = this.#wait.judge(line.text);
    if (outcome !== 'open') {
      this.#outcome = outcome;
      return 'refused';
    }
    this.#recent = [...this.#recent.slice(-MOST_HEADER * 2), line];
    return 'more';
  }

  end(): Findings {
    const isOver = this.#outcome !== 'passed';
    return { failures: this.#traces.filter((trace) => trace.isUncaught || isOver).map((trace) => trace.failure()) };
  }

  #another(line: Line): 'more' | 'refused' {
    if (this.#traces.length >= MOST_TRACES) return 'refused';
    this.#traces.push(new Trace(line, this.#recent));
    this.#recent = [];
    this.#wait = undefined;
    return 'more';
  }
}

class Trace {
  readonly #excerpt = new Excerpt();
  readonly #header: RegExpExecArray | null = null;
  readonly #message: string;
  #location: { file: string; line: number; column: number } | undefined;
  #code: string | undefined;
  #cause: { name: string; message: string } | undefined;
  #depth = 0;
  /** All frames lie in npm, which broke while it told of an error. */
  #isNpms = true;
  #isClosed = false;
  isUncaught = false;

  constructor(line: Line, before: readonly Line[]) {
    const start = headerIndex(before, line) ?? before.length;
    const head = before[start];
    const excerptStart = Math.max(0, sourceExcerpt(before, start));
    this.isUncaught = excerptStart < start;
    for (const each of before.slice(excerptStart)) this.#excerpt.add(each, each === head);
    this.#header = head ? (HEADER.exec(head.text) ?? STAMPED.exec(head.text)) : null;
    this.#message = (this.#header?.groups?.['message'] ?? head?.text ?? line.text).trim().slice(0, 1000);
    this.#code = this.#header?.groups?.['code'];
    if (head && /^\s{0,4}Uncaught /.test(head.text)) this.isUncaught = true;
    this.#frame(line);
  }

  /** Takes the line if it belongs to the error. */
  take(line: Line): boolean {
    const text = line.text;
    if (this.#excerpt.size > MOST_LINES) return false;
    if (/^Node\.js v\d/.test(text)) {
      this.isUncaught = true;
      this.#excerpt.add(line);
      this.#isClosed = true;
      return true;
    }
    if (text.trim() === '') {
      if (this.#depth === 0) this.#isClosed ||= true;
      return true;
    }
    if (ANY_FRAME.test(text) && !(this.#isClosed && this.#depth === 0)) {
      this.#frame(line);
      return true;
    }
    if (this.#depth > 0) return this.#detail(line);
    if (/^Emitted 'error' event|^\s{2,}\.\.\. \d+ (?:more|lines matching)/.test(text)) {
      this.#excerpt.add(line);
      this.isUncaught ||= text.startsWith('Emitted');
      return true;
    }
    return false;
  }

  failure() {
    const name = this.#cause?.name ?? this.#header?.groups?.['name'];
    return this.#excerpt.failure({
      tool: 'node',
      kind: 'exception',
      ...((OF_CHILD.test(this.#message) || this.#isNpms) && { role: 'wrapper' as const }),
      message: this.#message,
      ...(this.#code && { code: this.#code }),
      ...(this.#location && { location: this.#location }),
      facts: {
        ...(name && { exception: name }),
        ...(this.#cause && { cause: `${this.#cause.name}: ${this.#cause.message}` }),
      },
    });
  }

  #frame(line: Line): void {
    this.#isNpms &&= /[\\/]node_modules[\\/]npm[\\/]/.test(line.text);
    const isOwn = !/node:internal|node:events|node:net|\bnode_modules\b|\(internal\//.test(line.text);
    const place = /(?:\(|at (?:async )?)(?:file:\/\/)?([^()]{1,500}):(\d{1,7}):(\d{1,7})\)?(?: \{)?$/.exec(line.text);
    // Before Node.js 16 its own modules are shown by their bare names (`events.js`).
    if (isOwn && place && this.#location === undefined && /^(?!node:).*[\\/]/.test(place[1] as string)) {
      this.#location = { file: place[1] as string, line: Number(place[2]), column: Number(place[3]) };
      this.#excerpt.add(line, true);
    } else this.#excerpt.add(line);
    if (line.text.endsWith(' {')) this.#depth++;
  }

  #detail(line: Line): boolean {
    const text = line.text;
    if (!/^[\s}\]]/.test(text)) return false;
    const cause = CAUSE.exec(text);
    const isRoot = cause?.groups?.['name'] !== undefined;
    this.#excerpt.add(line, isRoot);
    if (isRoot) {
      this.#cause = { name: cause.groups?.['name'] as string, message: cause.groups?.['message'] as string };
      this.#code = cause.groups?.['code'] ?? this.#code;
    }
    const code = CODE.exec(text)?.groups?.['code'];
    if (code && (this.#code === undefined || this.#depth > 1)) this.#code = code;
    if (/[{[]$/.test(text)) this.#depth++;
    if (/^\s*[}\]],?$/.test(text)) this.#depth--;
    if (this.#depth === 0) this.#isClosed = true;
    return true;
  }
}

/** Whether a line names an error, as a header does. */
function isError(line: Line | undefined): boolean {
  return (
    line !== undefined && (HEADER.test(line.text) || STAMPED.test(line.text) || /^\s{0,4}(?:⨯|×|✖|❌)/.test(line.text))
  );
}

/**
 * Where in `before` the error's first line stands: its message may have several lines. Undefined where no line can be
 * it; deeply indented stacks belong to a test runner's report.
 */
function headerIndex(before: readonly Line[], frame: Line): number | undefined {
  const last = before.length - 1;
  for (let i = last; i >= 0 && i > last - MOST_HEADER; i--) {
    const line = before[i] as Line;
    if (line.step !== frame.step || line.text.startsWith('##[')) break;
    if (HEADER.test(line.text)) return i;
  }
  const boxed = aboveBox(before, last);
  if (boxed !== undefined) return boxed;
  const previous = before[last];
  const isHeader =
    previous && previous.step === frame.step && /^\s{0,4}[^\s#]/.test(previous.text) && /^\s{2,4}at /.test(frame.text);
  return isHeader ? last : undefined;
}

/** The line above a box that ends at `last`: Playwright frames its advice and prints the stack below. */
function aboveBox(before: readonly Line[], last: number): number | undefined {
  if (!before[last]?.text.trimStart().startsWith('╚')) return undefined;
  for (let i = last - 1; i > 0 && i > last - MOST_HEADER; i--)
    if (before[i]?.text.trimStart().startsWith('╔')) return i - 1;
  return undefined;
}

/** Where the source excerpt above an uncaught error starts; `start` when there is none. */
function sourceExcerpt(before: readonly Line[], start: number): number {
  let i = start - 1;
  while (i >= 0 && i > start - 4 && (before[i] as Line).text.trim() === '') i--;
  const isCaret = i >= 1 && CARET.test((before[i] as Line).text);
  for (let j = i; j >= 0 && j > i - (isCaret ? 5 : 2); j--) {
    if (
      /^(?:file:\/\/|node:|internal\/|\/|[A-Za-z]:[\\/]|[\w./-]{1,200}\.[cm]?[jt]sx?:).{0,300}:\d{1,7}$/.test(
        (before[j] as Line).text.slice(0, 900),
      )
    )
      return j;
  }
  return isCaret ? i - 1 : start;
}
