import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import type { Recovery } from '../../core/domain/recovery.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Nearby, Reading } from '../../core/parse/parser.js';
import { PytestBlock } from './pytest-block.js';
import { aloneFailure, coverageFailure, nothingRan, progressOnly } from './pytest-failures.js';
import { namedByLetters } from './pytest-letters.js';
import {
  isClosing,
  isCoverageFailure,
  isErrorTitle,
  isOfBlock,
  lineStyle,
  progressFailure,
  type Section,
  type Short,
  sectionOf,
  shortFrame,
  shortSummary,
  shownTest,
  withoutForeign,
} from './pytest-line.js';
import { type Tally, tally } from './pytest-tally.js';
import { bareTitle, blockOf } from './pytest-titles.js';

/** How long a session may print nothing of its own before we stop listening (a suite that prints what it does). */
const PATIENCE = 20_000;
/** The step that ran pytest is over, whether or not pytest came to its closing line. */
const STEP_OVER = /^(?:##\[error\]Process completed|##\[group\]Run |Post job cleanup\.|travis_fold:)/;
const MOST_FAILURES = 10_000;
/** The same where only a failure was pasted, not the session around it. */
const PATIENCE_PASTED = 200;
/** Lines kept of one failure before its place is named (`--tb=line`). */
const MOST_UNTITLED = 200;

/** What explains the failure that ends here, where nothing of the report but that was kept. */
export function explained(before: readonly Line[]): readonly Line[] {
  const over = before.findLastIndex(({ text }) => isClosing(text) || tally(text) !== undefined || STEP_OVER.test(text));
  return withoutForeign(before.slice(over + 1));
}

/** One session's report, from wherever it was begun to be read. */
export class SessionReading implements Reading {
  readonly #first: Line;
  readonly #headed: boolean;
  readonly #blocks: PytestBlock[] = [];
  #alone: { readonly line: Line; readonly short: Short }[] = [];
  readonly #progress: { readonly line: Line; readonly nodeid: string }[] = [];
  readonly #coverage = new Excerpt();
  readonly #stopped = new Excerpt();
  #section: Section;
  #width = 0;
  #block: PytestBlock | undefined;
  #untitled: Line[] = [];
  #quiet = 0;
  #closing: { readonly line: Line; readonly total: Tally } | undefined;
  #afterClosing = 0;
  #elsewhere = false;
  #rerunsLastFailed = false;
  /** How pytest-asyncio says that it runs, where it is installed. */
  #asyncio: string | undefined;
  #previous: 'FAILURES' | 'ERRORS' | undefined;
  /** What stands above the first section: the end of the progress. */
  #letters: readonly Line[] = [];
  /** What stands above the summary where the log was cut inside of a failure's block. */
  #beheaded: readonly Line[] = [];
  /** Whether it begins in the middle of a failure. */
  #headless = false;
  /** Where it begins with a frame in the short style: whether the error that such frames lead to has come. */
  #framed: 'open' | 'stated' | undefined;

  constructor(first: Line, section: Section, headed = false) {
    this.#first = first;
    this.#headed = headed;
    this.#section = section;
    if (section !== 'progress') this.#width = first.text.length;
    if (section === 'summary') this.#takeShort(first);
    if (section === 'ERRORS' && isErrorTitle(first.text)) this.#take(first);
    const total = headed ? undefined : tally(first.text);
    if (total !== undefined) this.#close(first, total);
    else if (isCoverageFailure(first.text)) this.#coverage.add(first, true);
    else if (section === 'progress' && !headed) this.#takeProgress(first);
  }

  /** Of its progress only failures matter, and how that ends. */
  get dozes(): boolean {
    return this.#section === 'progress' && this.#block === undefined && this.#closing === undefined;
  }

  next(line: Line, nearby?: Nearby): 'more' | 'done' | 'refused' {
    const text = line.text;
    if (this.#closing !== undefined) return this.#after(line);
    if (this.#section === 'progress' && sectionOf(text) !== undefined) this.#letters = nearby?.(line.channel) ?? [];
    if (/^=+ test session starts =+$/.test(text) || STEP_OVER.test(text)) return 'refused';
    if (++this.#quiet > (this.#headless ? PATIENCE_PASTED : PATIENCE)) return 'refused';
    if (text.startsWith('INTERNALERROR>')) this.#elsewhere = true;
    this.#asyncio ??= /^asyncio: mode=(?:Mode\.)?(strict|auto)\b/i.exec(text)?.[1]?.toLowerCase();
    if (this.#framed !== undefined && !this.#staysFramed(text)) return 'refused';
    const total = tally(text);
    if (
      total !== undefined &&
      (text.startsWith('=') || this.#width === 0 || (this.#section !== 'FAILURES' && this.#section !== 'ERRORS'))
    )
      return this.#close(line, total);
    if (isCoverageFailure(text)) this.#coverage.add(line, true);
    if (text.startsWith('!')) this.#takeStop(line);
    if (text.startsWith('=') && this.#openSection(text)) return 'more';
    this.#take(line);
    return 'more';
  }

  /** Takes the explanation above the line that ends a failure, where the report begins in the middle of it. */
  pasted(before: readonly Line[]): this {
    for (const line of [...explained(before), this.#first]) this.#takeUntitled(line, 'FAILURES');
    this.#headless = true;
    return this;
  }

  /** Takes a frame in the short style, whose failure's title may stand just above it. */
  framed(before: readonly Line[], functionName: string): this {
    const above = before.at(-1);
    const title = above === undefined ? undefined : this.#blockTitle(above.text);
    this.#framed = 'open';
    this.#headless = true;
    this.#width = 0;
    const file = this.#first.text.slice(0, this.#first.text.lastIndexOf('.py:') + 3);
    const [name, section] =
      functionName === '<module>'
        ? [`ERROR collecting ${file}`, 'ERRORS' as const]
        : [functionName, 'FAILURES' as const];
    this.#section = section;
    this.#block = new PytestBlock(title ?? name, title?.startsWith('ERROR ') ? 'ERRORS' : section);
    if (above !== undefined && title !== undefined) this.#block.head(above);
    this.#block.add(this.#first);
    this.#keep(this.#block);
    return this;
  }

  /** Below a frame stands its code, or the next one, and in the end the error; what else comes is no report of pytest's. */
  #staysFramed(text: string): boolean {
    if (/^E\s{3}/.test(text)) this.#framed = 'stated';
    if (tally(text) !== undefined || sectionOf(text) !== undefined) return true;
    return isOfBlock(text) || this.#blockTitle(text) !== undefined || isClosing(text) || shortFrame(text) !== undefined;
  }

  /** Takes the lines above a summary that no section came before: the rest of a block, and further blocks. */
  behead(before: readonly Line[]): this {
    const over = before.findLastIndex(({ text }) => tally(text) !== undefined || STEP_OVER.test(text));
    const report = before.slice(over + 1);
    if (!report.some((line) => /^E\s{3}/.test(line.text))) return this;
    const title = report.findIndex((line) => /^_{3,} [^_\s].{0,400} _{3,}$/.test(line.text));
    const [rest, blocks] = title < 0 ? [report, []] : [report.slice(0, title), report.slice(title)];
    this.#beheaded = withoutForeign(rest);
    const width = this.#width;
    this.#width = blocks[0]?.text.length ?? width;
    for (const line of blocks) this.#takeInBlock(line, blocks[0]?.text.includes(' ERROR ') ? 'ERRORS' : 'FAILURES');
    this.#block = undefined;
    this.#width = width;
    return this;
  }

  /** The block that lost its title is that of the last test in the summary that has none. */
  #beheadedBlock(): PytestBlock | undefined {
    const told = this.#beheaded.length > 0 ? this.#alone.pop() : undefined;
    if (told === undefined) return undefined;
    const { verdict, nodeid, message } = told.short;
    const where = nodeid.includes('::') ? 'at setup of' : 'collecting';
    const block =
      verdict === 'ERROR'
        ? new PytestBlock(`ERROR ${where} ${nodeid}`, 'ERRORS')
        : new PytestBlock(nodeid.split('::').slice(1).join('.'), 'FAILURES');
    for (const line of this.#beheaded) block.add(line);
    block.claim(nodeid, told.line, message);
    return block;
  }

  /** Lines directly after the closing one: why the session stopped, or why nothing ran. */
  #after(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (/^ERROR: /.test(text)) this.#elsewhere = true;
    const belongs = text.startsWith('!') || text.trim() === '' || /KeyboardInterrupt/.test(text);
    if (!belongs || ++this.#afterClosing > 4) return 'refused';
    this.#takeStop(line);
    return 'more';
  }

  #close(line: Line, total: Tally): 'more' {
    this.#closing = { line, total };
    return 'more';
  }

  /** A rule with a title. What a test printed may look like one: its width must be the report's. */
  #openSection(text: string): boolean {
    const section = sectionOf(text);
    if (section === undefined) return false;
    const within = this.#section === 'FAILURES' || this.#section === 'ERRORS' ? this.#section : undefined;
    if (within !== undefined && section === 'other' && Math.abs(text.length - this.#width) > 1) return false;
    this.#quiet = 0;
    this.#block = undefined;
    this.#previous = section === 'other' ? (within ?? this.#previous) : undefined;
    this.#section = section;
    if (section !== 'other') this.#width = text.length;
    return true;
  }

  #take(line: Line): void {
    const section = this.#section;
    if (section === 'FAILURES' || section === 'ERRORS') this.#takeInBlock(line, section);
    else if (section === 'summary') this.#takeShort(line);
    else if (section === 'progress') this.#takeProgress(line);
    else if (
      this.#previous !== undefined &&
      this.#blockTitle(line.text) !== undefined &&
      !/^_+ coverage: /.test(line.text)
    ) {
      this.#section = this.#previous;
      this.#takeInBlock(line, this.#previous);
    }
  }

  #blockTitle(text: string): string | undefined {
    if (text.startsWith('―')) return /^―+ (.+?) ―+$/.exec(text)?.[1];
    if (text.startsWith(' ')) return text.length >= this.#width - 3 ? bareTitle(text) : undefined;
    if (!text.startsWith('_') || !text.endsWith('_')) return undefined;
    const title = /^_+ (.+?) _+$/.exec(text)?.[1];
    if (title === undefined || /^[_ ]+$/.test(title)) return undefined;
    return text.length >= this.#width - 2 || text.startsWith('_ ') ? title : undefined;
  }

  #takeInBlock(line: Line, section: 'FAILURES' | 'ERRORS'): void {
    const title = this.#blockTitle(line.text);
    if (title !== undefined) return this.#openBlock(line, title, section);
    if (this.#block !== undefined) this.#block.add(line);
    else this.#takeUntitled(line, section);
  }

  /** `--tb=line` has no titles: what it says of a failure ends with its place. */
  #takeUntitled(line: Line, section: 'FAILURES' | 'ERRORS'): void {
    const place = lineStyle(line.text);
    if (place === undefined) {
      if (this.#untitled.length < MOST_UNTITLED) this.#untitled.push(line);
      return;
    }
    const block = new PytestBlock(shownTest(this.#untitled) ?? place.title, section);
    for (const earlier of this.#untitled) block.add(earlier);
    block.close(line, place.message);
    this.#untitled = [];
    this.#keep(block);
  }

  #openBlock(line: Line, title: string, section: 'FAILURES' | 'ERRORS'): void {
    this.#quiet = 0;
    this.#block = new PytestBlock(title, section).head(line);
    this.#keep(this.#block);
  }

  #keep(block: PytestBlock): void {
    if (this.#blocks.length < MOST_FAILURES) this.#blocks.push(block);
  }

  /** A line of the short summary names a failure that a block has told already, or tells of one alone. */
  #takeShort(line: Line): void {
    const short = shortSummary(line.text);
    if (short === undefined) return;
    this.#quiet = 0;
    if (!this.#claims(line, short) && this.#alone.length < MOST_FAILURES) this.#alone.push({ line, short });
  }

  /** Whether a block tells of the failure that a summary line names; before 4.4 the blocks stand below the summary. */
  #claims(line: Line, short: Short): boolean {
    const block = blockOf(this.#blocks, short);
    block?.claim(short.nodeid, line, short.message);
    return block !== undefined;
  }

  #takeProgress(line: Line): void {
    if (this.#blockTitle(line.text) !== undefined && line.text.startsWith('―'))
      return this.#openBlock(line, this.#blockTitle(line.text) ?? '', 'FAILURES');
    if (this.#block !== undefined) return this.#block.add(line);
    const nodeid = progressFailure(line.text);
    if (/\.py(?:::|\s)/.test(line.text)) this.#quiet = 0;
    if (line.text.startsWith('run-last-failure: rerun previous')) this.#rerunsLastFailed = true;
    if (nodeid !== undefined && this.#progress.length < MOST_FAILURES) this.#progress.push({ line, nodeid });
  }

  #takeStop(line: Line): void {
    if (/^!+ (?=.*(?:Exit: |KeyboardInterrupt)).* !+$/.test(line.text) && this.#stopped.size === 0)
      this.#stopped.add(line, true);
  }

  end(): Findings {
    const asyncioMode = this.#asyncio;
    const told = this.#tests().map((failure) =>
      asyncioMode === undefined ? failure : { ...failure, facts: { ...failure.facts, asyncioMode } },
    );
    const failures = [...told, ...this.#others(told.length > 0)];
    return { failures, recoveries: failures.length === 0 ? this.#recoveries() : [] };
  }

  #tests(): Failure[] {
    const total = this.#closing?.total;
    // A closing line without failures: what looked like one was printed by a test.
    const isPrinted = this.#headed || this.#framed !== undefined;
    if (total !== undefined && isPrinted && !total['failed'] && !total['errors'] && this.#alone.length === 0) return [];
    if (this.#framed === 'open') return [];
    this.#alone = this.#alone.filter(({ line, short }) => !this.#claims(line, short));
    // Without a summary the progress of `-v` has the full names.
    for (const { nodeid } of this.#progress) {
      const short = { nodeid, message: '' };
      const block =
        blockOf(this.#blocks, { ...short, verdict: 'FAILED' }) ?? blockOf(this.#blocks, { ...short, verdict: 'ERROR' });
      block?.called(nodeid);
    }
    const beheaded = this.#beheadedBlock();
    this.#claimInOrder();
    namedByLetters(this.#letters, this.#blocks);
    const failures = [
      ...(beheaded ? [beheaded.failure()] : []),
      ...this.#blocks.map((block) => block.failure()),
      ...this.#alone.map(({ line, short }) => aloneFailure(line, short)),
    ];
    return failures.length > 0 ? failures : this.#progress.map(({ line, nodeid }) => progressOnly(line, nodeid));
  }

  /**
   * `--tb=line` titles failures with the place they were raised at, which may be a library's, and a narrow summary has no
   * message: where as many names as failures are left, they are each other's, in order. Of a report without its head the
   * last are left.
   */
  #claimInOrder(): void {
    const blocks = this.#blocks.filter(({ claimed, closing }) => !claimed && closing !== undefined);
    const named = this.#alone.filter(({ short }) => short.verdict !== 'ERROR');
    const left = this.#headless ? named.slice(-blocks.length) : named;
    if (blocks.length === 0 || blocks.length !== left.length) return;
    for (const [index, { line, short }] of left.entries()) blocks[index]?.claim(short.nodeid, line, short.message);
    this.#alone = this.#alone.filter((one) => !left.includes(one));
  }

  /** What can be wrong with a session beyond its tests; only told as the cause when no test failed. */
  #others(failed: boolean): Failure[] {
    const others: Failure[] = [];
    const role = failed ? 'wrapper' : 'cause';
    if (this.#coverage.size > 0) others.push(coverageFailure(this.#coverage, role));
    if (this.#stopped.size > 0 && !failed) {
      const message = this.#stopped.lines[0]?.text.replace(/^!+ | !+$/g, '') ?? '';
      others.push(this.#stopped.failure({ tool: 'pytest', kind: 'session', code: 'Exit', message, facts: {} }));
    }
    if (this.#closing?.total['ran'] === 0 && !failed && !this.#elsewhere && this.#stopped.size === 0)
      others.push(nothingRan(this.#closing.line, this.#closing.total));
    return others;
  }

  #recoveries(): Recovery[] {
    const closing = this.#closing;
    if (closing === undefined || !(closing.total['passed'] ?? 0)) return [];
    const line = closing.line.number;
    // What a passing suite printed on the way were no failures; a rerun of the failed ones that passes takes them back.
    const printed: Recovery[] = this.#headed ? [{ tool: 'python', line, since: this.#first.number }] : [];
    return this.#rerunsLastFailed ? [...printed, { tool: 'pytest', line }] : printed;
  }
}
