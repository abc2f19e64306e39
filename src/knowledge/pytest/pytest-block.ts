import type { Facts, Failure, FailureKind, Location } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import {
  type Asked,
  asked,
  DoctestExample,
  fileFrame,
  isChainSentence,
  isGroup,
  isProjectFile,
  likelyException,
  PythonChain,
  type PythonException,
  pytestEntry,
  refusedField,
  statement,
  withLookup,
} from '../python/index.js';
import { isSameFile } from './pytest-line.js';

/** One exception of the chain that pytest shows in a block. */
interface Segment {
  raised: PythonException | undefined;
  /** Text of its `E` lines, without the mark. */
  readonly stated: string[];
  project: Location | undefined;
  deepest: Location | undefined;
  /** It came while the one before was being handled. */
  readonly isDuring: boolean;
  /** Number of the line that states it. */
  line: number | undefined;
}

/** How pytest finds its files; a test that a class inherits may stand in any other. */
const TEST_FILE = /(?:^|[\\/])(?:tests?_[^\\/]{1,200}|[^\\/]{0,200}_?tests?)\.py$/;
const MOST_SEGMENTS = 50;
const MOST_STATED = 40;
const KEY_LINES_EACH = 5;
const CAPTURED = /^-+ (?:Captured|Live|generated|Hypothesis|benchmark)\b.* -+$/;
/** First lines of a block that say nothing about the cause. */
const PREAMBLE =
  /^(?:_+ .+ _+$|\[gw\d+\] |Traceback:?$|Hint: make sure|file |\w+ = |_ _ )|^\s*$|^linux -- Python|^(?:win32|darwin) -- Python/;

/**
 * One failed test, fixture or module as pytest explains it, in any `--tb` style: collects its lines and reads off
 * the exception it ended with, the one it began with, and the place in the project.
 */
export class PytestBlock {
  readonly #excerpt = new Excerpt();
  readonly #segments: Segment[] = [emptySegment()];
  readonly title: string;
  /** The title without what says where it failed. */
  readonly name: string;
  readonly section: 'FAILURES' | 'ERRORS';
  #captured = false;
  #inStated = false;
  #native: PythonChain | undefined;
  #fallback = '';
  /** What stands above the reason, and states the failure only where none is given. */
  readonly #leads: Line[] = [];
  #nodeid: string | undefined;
  /** The test that an xdist worker died in. */
  #worked: string | undefined;
  #summaryLine: Line | undefined;
  #summarised: PythonException | undefined;
  #file: string | undefined;
  /** Where the test is the examples of a docstring or of a text file. */
  readonly #example: DoctestExample | undefined;
  /** The test's function is shown, its place comes below. */
  #isShown = false;

  constructor(title: string, section: 'FAILURES' | 'ERRORS') {
    this.title = title;
    this.name = title.replace(/^ERROR (?:at setup of|at teardown of|collecting) /, '');
    this.section = section;
    this.#example = title.startsWith('[doctest] ') ? new DoctestExample() : undefined;
  }

  /** Takes the rule with the title in it; what failed around a test is said there. */
  head(header: Line): this {
    this.#excerpt.add(header);
    if (this.title.startsWith('ERROR ') && header.text.includes(this.title)) this.#leads.push(header);
    return this;
  }

  get claimed(): boolean {
    return this.#nodeid !== undefined;
  }

  /** The full id as the block itself tells it. */
  get ownName(): string | undefined {
    return this.#worked;
  }

  /** Takes the test's full id from its line in the short summary. */
  claim(nodeid: string, summary: Line, message: string): void {
    this.#nodeid = nodeid;
    this.#summaryLine = summary;
    this.#summarised = likelyException(message);
  }

  /** Takes the test's full id from its line of the progress. */
  called(nodeid: string): void {
    this.#nodeid = nodeid;
  }

  /** Whether the block itself says that it is of another file than this one. */
  isElsewhere(file: string): boolean {
    const own = this.#nodeid?.split('::', 1)[0] ?? this.#file;
    return own !== undefined && !isSameFile(own, file);
  }

  /** Takes the test's file from the letters of the progress. */
  standsIn(file: string): void {
    this.#file = file;
  }

  /** The test's own file, where the traceback shows its function; undefined where it does not. */
  get file(): string | undefined {
    return this.#file;
  }

  /** What the last line of `--tb=line` says beside the place. */
  closing: string | undefined;

  /** Takes the `place: statement` line that ends a failure in `--tb=line`; older versions print nothing else of it. */
  close(line: Line, stated: string): void {
    this.closing = stated;
    this.#captured = false;
    this.add(line);
    if (!this.#segments.some((segment) => segment.stated.length > 0)) this.#readStated(stated);
    this.#excerpt.markKey(line);
  }

  add(line: Line): void {
    if (CAPTURED.test(line.text)) this.#captured = true;
    const hadFallback = this.#fallback !== '';
    const states = this.#captured ? false : this.#read(line.text);
    if (states) this.#last().line ??= line.number;
    this.#excerpt.add(line, states);
    if (!hadFallback && this.#fallback !== '' && !/^[\s>]/.test(line.text)) this.#leads.push(line);
  }

  /** Takes in one line of the explanation; true when it states the failure. */
  #read(text: string): boolean {
    if (this.#example?.take(text)) return true;
    if (this.#native !== undefined) return this.#readNative(text);
    if (text.startsWith('Traceback (most recent call last):') || /^\s*\+ Exception Group Traceback/.test(text)) {
      this.#native = new PythonChain();
      return this.#readNative(text);
    }
    if (isChainSentence(text)) {
      this.#inStated = false;
      if (this.#segments.length < MOST_SEGMENTS) this.#segments.push(emptySegment(text.startsWith('During')));
      return false;
    }
    if (/^E(?:\s|$)/.test(text)) return this.#readStated(text.slice(1).trim());
    this.#inStated = false;
    if (/^[ >]\s+(?:async )?def /.test(text)) this.#isShown = text.includes(` ${this.#function}(`);
    const entry = pytestEntry(text);
    if (entry !== undefined) return this.#readEntry(entry.location, entry.rest);
    if (this.#fallback !== '' || this.#example !== undefined || PREAMBLE.test(text)) return false;
    // The title of a worker that died is the test's file; its last words are the test.
    this.#worked = /^worker '[^']{1,40}' crashed while running '(.{1,500})'$/.exec(text)?.[1];
    this.#fallback = text.trim();
    return false;
  }

  #readStated(text: string): boolean {
    const segment = this.#last();
    if (!this.#inStated && segment.stated.length > 0) segment.stated.length = 0;
    this.#inStated = true;
    if (segment.stated.length < MOST_STATED) segment.stated.push(text);
    segment.raised ??= likelyException(text);
    // A SyntaxError names the file it could not read among its own lines.
    segment.project = fileFrame(text) ?? segment.project;
    return segment.stated.length <= KEY_LINES_EACH && text !== '';
  }

  #readEntry(location: Location, rest: string): boolean {
    const segment = this.#last();
    segment.deepest = location;
    const isTest = this.#isShown || rest.startsWith(`in ${this.#function}`);
    if (isTest && this.phase === 'call' && TEST_FILE.test(location.file)) this.#file ??= location.file;
    this.#isShown = false;
    if (isProjectFile(location.file)) segment.project = location;
    const ends = rest !== '' && !rest.startsWith('in ') && segment.stated.length > 0;
    if (ends && segment.raised === undefined && /^[A-Za-z_]\w*$/.test(rest))
      segment.raised = named(rest, segment.stated[0] ?? '');
    return ends || (rest === '' && segment.stated.length > 0);
  }

  /** `--tb=native` and exception groups: the interpreter's own words. */
  #readNative(text: string): boolean {
    const chain = this.#native;
    if (chain === undefined) return false;
    const before = chain.raised.length;
    const step = chain.offer(text);
    if (step === 'over') {
      this.#native = undefined;
      return false;
    }
    const frame = fileFrame(text.replace(/^[\s|+]+/, ''));
    if (frame !== undefined) this.#readEntry(frame, 'in native');
    const raised = chain.raised[before];
    if (raised === undefined || isGroup(raised)) return step === 'stated';
    const segment = this.#last();
    if (segment.raised !== undefined && raised.depth === 0 && this.#segments.length < MOST_SEGMENTS)
      this.#segments.push(emptySegment());
    const target = this.#last();
    target.raised ??= raised;
    target.project ??= raised.location && isProjectFile(raised.location.file) ? raised.location : undefined;
    if (target.stated.length === 0) target.stated.push(statement(raised));
    return true;
  }

  #last(): Segment {
    return this.#segments[this.#segments.length - 1] as Segment;
  }

  /** The failure this block tells of; `message` stands in where the block itself says nothing. */
  failure(message = ''): Failure {
    const shown = this.#segments.filter((segment) => segment.stated.length > 0);
    const leads = shown.length === 0 ? this.#leads : this.#leads.filter(() => this.phase !== 'collect');
    for (const line of leads) this.#excerpt.markKey(line);
    const root = shown[asked(shown.map(toldBy))];
    const final = shown.at(-1);
    const location = pick([root, final, ...this.#segments]);
    const raised = final?.raised;
    const stated = final === undefined ? this.#example?.message : firstStatement(final);
    const code =
      raised?.code ??
      this.#summarised?.code ??
      (stated !== undefined && /^assert\b/.test(stated) ? 'AssertionError' : undefined) ??
      (this.#example?.message === undefined ? undefined : 'DocTestFailure');
    const failure = this.#excerpt.failure({
      tool: 'pytest',
      kind: this.kind,
      // A failure titled with its place is run again by the file.
      name: this.#nodeid ?? this.#worked ?? this.#ownId ?? this.name.replace(/(\.py):\d+$/, '$1'),
      ...(code !== undefined && { code }),
      message: stated ?? (message || this.#fallback || this.title),
      ...(location && { location }),
      facts: this.#facts(root, final, code),
    });
    const first = root === shown[0] ? undefined : root?.line;
    const key = first === undefined ? failure.key : failure.key.filter((number) => number >= first);
    if (this.#summaryLine === undefined) return withLookup({ ...failure, key });
    return {
      ...withLookup(failure),
      lines: [...failure.lines, this.#summaryLine],
      key: [...key, this.#summaryLine.number],
    };
  }

  get kind(): FailureKind {
    return this.title.startsWith('ERROR collecting ') ? 'collection' : 'test';
  }

  /** The name of the test's function. */
  get #function(): string {
    return this.name.replace(/\[.*$/, '').replace(/ .*$/, '').split('.').at(-1) ?? '';
  }

  /** The full id put together, where nothing but the traceback tells the file. */
  get #ownId(): string | undefined {
    if (this.#file === undefined || this.#file.startsWith('/')) return undefined;
    const doctest = /^\[doctest\] (\S+)$/.exec(this.name)?.[1];
    if (doctest !== undefined) return `${this.#file}::${doctest}`;
    const match = /^([A-Za-z_][\w.]*)(\[.*\])?$/.exec(this.name);
    return match === null ? undefined : `${this.#file}::${(match[1] as string).replaceAll('.', '::')}${match[2] ?? ''}`;
  }

  get phase(): 'setup' | 'teardown' | 'collect' | 'call' {
    if (this.title.startsWith('ERROR at setup of ')) return 'setup';
    if (this.title.startsWith('ERROR at teardown of ')) return 'teardown';
    return this.title.startsWith('ERROR collecting ') ? 'collect' : 'call';
  }

  #facts(root: Segment | undefined, final: Segment | undefined, code: string | undefined): Facts {
    const exception = final?.raised?.exception ?? code;
    const rootException = root?.raised?.exception ?? (root === final ? exception : undefined);
    const field = [root, final].map(fieldOf).find((name) => name !== undefined);
    return {
      phase: this.phase,
      ...(field !== undefined && { field }),
      ...(exception !== undefined && { exception }),
      ...(rootException !== undefined && { rootException }),
      ...(root !== undefined && { rootMessage: root.raised?.message ?? firstStatement(root) }),
    };
  }
}

function emptySegment(isDuring = false): Segment {
  return { raised: undefined, stated: [], project: undefined, deepest: undefined, isDuring, line: undefined };
}

function toldBy({ raised, project, deepest, isDuring }: Segment): Asked {
  const location = project ?? deepest;
  return {
    ...(raised && { code: raised.code }),
    ...(location && { location }),
    ...(isDuring && { during: true }),
  };
}

/** pytest leaves the class out of the `E` line for plain asserts and names it beside the location. */
function named(code: string, stated: string): PythonException {
  return { exception: code, code, message: stated };
}

/** The line that names the exception, else the first one: a SyntaxError shows the source above it. */
function firstStatement(segment: Segment): string {
  const code = segment.raised?.exception;
  const naming = code === undefined ? undefined : segment.stated.find((text) => text.startsWith(code));
  return naming ?? segment.stated.find((text) => text !== '') ?? '';
}

function fieldOf(segment: Segment | undefined): string | undefined {
  if (segment?.raised === undefined) return undefined;
  const { exception } = segment.raised;
  const index = segment.stated.findIndex((text) => text.startsWith(exception));
  return refusedField(segment.raised, segment.stated[index + 1]);
}

function pick(segments: readonly (Segment | undefined)[]): Location | undefined {
  const known = segments.filter((segment) => segment !== undefined);
  return (
    known.map((segment) => segment.project).find((place) => place !== undefined) ??
    known.map((segment) => segment.deepest).find((place) => place !== undefined)
  );
}
