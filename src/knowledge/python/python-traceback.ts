import type { Facts, Failure, Location } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { saysRetry } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { wentOn } from '../../core/parse/logged.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { isNoNews } from '../../core/telling/score.js';
import { withLookup } from './key-lookup.js';
import { type ChainEnds, chainEnds, PythonChain } from './python-chain.js';
import { refusedField } from './python-exception.js';
import { isProjectFile } from './python-frame.js';

/** Most lines of a PowerShell error record. */
const POWERSHELL_LINES = 12;
const HEADER = 'Traceback (most recent call last):';
/** The interpreter and the logging module print these and go on: nothing failed. */
const HARMLESS = [
  'Exception ignored ',
  '--- Logging error ---',
  'Error in atexit._run_exitfuncs',
  'Error in sys.excepthook',
];
/** Lines before a traceback that say in which part of the program it happened. */
const ANNOUNCED =
  /Exception in (?:ASGI application|thread|callback|worker|default exception handler)|exception was never retrieved|^future: <Task|^handle: <|Exception on \/|(?:^|[\s[:=])(?:ERROR|CRITICAL|FATAL|Error|Fatal)\b/;

/** Which words stand in front of every line of a traceback: none, indentation, or what a runner put there. */
function prefixOf(header: string): string | undefined {
  const at = header.indexOf(HEADER);
  if (at < 0) return undefined;
  const before = header.slice(0, at).replace(/(?:[|+] {0,2}|Exception Group ){1,20}$/, '');
  return before;
}

/** `Traceback (most recent call last):` anywhere, to the exceptions it began and ended with. */
export const pythonTraceback: Parser = {
  name: 'python-traceback',
  anchors: ['Traceback (most recent call last)', '", line '],
  start(line, before) {
    if (isBeheaded(line, before)) return new TracebackReading(line, '', before, undefined);
    const prefix = prefixOf(line.text);
    if (prefix === undefined || /^(?:E\s|INTERNALERROR>)/.test(line.text)) return undefined;
    const last = before.at(-1);
    if (last !== undefined && HARMLESS.some((words) => last.text.includes(words))) return undefined;
    if (HARMLESS.some((words) => prefix.includes(words))) return undefined;
    return new TracebackReading(line, prefix, announcement(before), prefix.trim() === '' ? last?.text : line.text);
  },
};

/** Beyond this the first line of a traceback would be among the lines at hand, had there been one. */
const TOP_LINES = 50;

/** The text begins inside a traceback: the end of a longer log was kept (`docker logs --tail`). */
function isBeheaded(line: Line, before: readonly Line[]): boolean {
  if (!/^ {2}File "[^"]{1,500}", line \d{1,7}, in /.test(line.text) || before.length > TOP_LINES) return false;
  return before.every(
    (earlier) => earlier.text.trim() === '' || (earlier.text.startsWith('  ') && !earlier.text.includes(HEADER)),
  );
}

/** numpy explains an incompatible module at length, above the traceback. */
const EXPLAINED = 'A module that was compiled using NumPy';
const EXPLAINED_LINES = 12;

/** Up to two lines directly above that introduce the traceback, e.g. `ERROR:    Exception in ASGI application`. */
function announcement(before: readonly Line[]): Line[] {
  const near = before.slice(-EXPLAINED_LINES);
  const explained = near.findIndex((line) => line.text.startsWith(EXPLAINED));
  if (explained >= 0) return near.slice(explained);
  const lines: Line[] = [];
  for (let index = before.length - 1; index >= 0 && lines.length < 2; index--) {
    const line = before[index];
    if (line === undefined || !ANNOUNCED.test(line.text) || /^[\s_=]/.test(line.text)) break;
    lines.unshift(line);
  }
  return lines;
}

class TracebackReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #chain = new PythonChain();
  readonly #announced: readonly Line[];
  #prefix: string;
  /** Lines that may be notes of the exception, or what somebody else printed. */
  #unsure: Line[] = [];
  /** The lines that name the exceptions of the chain, in its order. */
  readonly #stated: Line[] = [];
  #second = true;
  /** Whether another line came that is not of the traceback; if none did, its end may have been cut off. */
  #refused = false;
  #frames = 0;
  readonly #above: string | undefined;
  #below: Line | undefined;
  /** PowerShell explains where the error stream came from, between the first line and the rest. */
  #shell = 0;

  /** @param above the line that may say who printed it: the one before it, or its own where it has a stamp */
  constructor(header: Line, prefix: string, announced: readonly Line[], above: string | undefined) {
    this.#prefix = prefix;
    this.#above = above;
    this.#announced = announced;
    for (const line of announced) this.#excerpt.add(line);
    this.#excerpt.add(header);
    const text = header.text.slice(prefix.length);
    if (!text.includes(HEADER)) this.#chain.offer(HEADER);
    this.#chain.offer(text);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (
      this.#second &&
      this.#shell < POWERSHELL_LINES &&
      (this.#shell > 0 || /^At (?:line:\d+|\S.*:\d+) char:\d+/.test(line.text))
    ) {
      this.#shell = line.text.includes('FullyQualifiedErrorId') ? POWERSHELL_LINES : this.#shell + 1;
      this.#excerpt.add(line);
      return 'more';
    }
    if (this.#second) {
      if (this.#shell > 0 && line.text.trim() === '') return 'more';
      this.#second = false;
      // A logger puts its stamp before the first line only.
      if (!line.text.startsWith(this.#prefix)) this.#prefix = '';
    }
    const text = this.#without(line.text);
    const step = text === undefined ? 'over' : this.#chain.offer(text);
    if (text === undefined || step === 'over') {
      this.#refused = true;
      this.#below = line;
      return 'refused';
    }
    if (text.startsWith('  File "')) this.#frames++;
    this.#unsure.push(line);
    if (step !== 'maybe' && (text.trim() !== '' || this.#unsure.length === 1)) this.#commit(step === 'stated');
    return 'more';
  }

  /** Takes what has proved to belong to the traceback; `stated` marks the last line. */
  #commit(stated: boolean): void {
    const last = this.#unsure.at(-1);
    for (const line of this.#unsure) this.#excerpt.add(line);
    if (stated && last) this.#stated.push(last);
    this.#unsure = [];
  }

  #without(text: string): string | undefined {
    if (text.startsWith(this.#prefix)) return text.slice(this.#prefix.length);
    return text.trim() === '' ? '' : undefined;
  }

  end(): Findings {
    const ends = chainEnds(this.#chain.raised);
    const announced = this.#announced.map((line) => line.text.trim()).join(' ');
    const isTold = this.#frames > 0 || (announced !== '' && !isNoNews(announced));
    if (ends === undefined && !this.#refused && isTold) return this.#cutOff(announced);
    if (ends === undefined || isExit(ends)) return { failures: [] };
    // What stands before the root only asked for something.
    for (const line of this.#stated.slice(this.#chain.raised.indexOf(ends.root))) this.#excerpt.markKey(line);
    return { failures: [withLookup(tracebackFailure(this.#excerpt, ends, { announced, fate: this.#fate() }))] };
  }

  #fate(): string | undefined {
    const below = [...this.#unsure, ...(this.#below ? [this.#below] : [])].find(({ text }) => text.trim() !== '');
    if (OF_TASK.test(this.#above ?? '')) return 'ended its task, and the worker went on';
    return below && fateOf(this.#above, below.text);
  }

  /** The text ends before the exception is named; what announced the traceback may still tell. */
  #cutOff(announced: string): Findings {
    for (const line of this.#unsure) this.#excerpt.add(line);
    const message =
      announced === ''
        ? 'A traceback whose end is not in the log; take more lines below it (grep -A 200)'
        : announced.slice(0, 1000);
    return {
      failures: [
        this.#excerpt.failure({
          tool: 'python',
          kind: 'exception',
          message,
          facts: announced === '' ? {} : { announced: announced.slice(0, 200) },
        }),
      ],
    };
  }
}

/** Somebody asked the program to stop: that is no failure of its own. */
function isExit(ends: ChainEnds): boolean {
  return ends.final.code === 'SystemExit' && /^0?$/.test(ends.final.message);
}

/** Celery's worker tells how a task of it ended, and takes the next. */
const OF_TASK = /\bTask \S{1,200}\[[\w-]{1,60}\] raised unexpected: /;

/** How a program outlived an exception; undefined where nothing shows that it did. */
function fateOf(above: string | undefined, below: string): string | undefined {
  if (above !== undefined && /^Exception in thread (?!MainThread\b)\S/.test(above))
    return 'ended its thread, and the program itself went on';
  return wentOn(above, below) || saysRetry(below) ? 'was caught, and the program went on' : undefined;
}

/** What is known of a traceback beside its exceptions. */
interface Around {
  readonly announced: string;
  readonly fate: string | undefined;
}

function tracebackFailure(excerpt: Excerpt, ends: ChainEnds, { announced, fate }: Around): Failure {
  const location = chainLocation(ends);
  const isWrapper = isOfCommand(ends);
  return excerpt.failure({
    tool: 'python',
    kind: 'exception',
    ...(isWrapper && { role: 'wrapper' }),
    code: ends.final.code,
    message: statement(ends.final),
    ...(location && { location }),
    facts: {
      ...(isWrapper ? {} : chainFacts(ends)),
      ...(announced !== '' && { announced: announced.slice(0, 200) }),
      ...(fate !== undefined && { fate }),
    },
  });
}

/** How a program says that a command it ran ended badly (subprocess, setuptools, torch's extensions, mock). */
const COMMAND_ENDED =
  /\breturned non-zero exit status\b|\b(?:exited|failed|ended) with (?:exit )?(?:code|status)\b|\bdied with <Signals|^Command failed\b|^\W*(?:ERROR\W+)?[Aa]bort(?:ed|ing)(?: \w{1,20})?[.!]?$|^Error compiling objects for extension$/;

/** Where a chain begins with a command that ended badly, what that printed says why, and the traceback does not. */
function isOfCommand({ root }: ChainEnds): boolean {
  return root.code === 'CalledProcessError' || COMMAND_ENDED.test(root.message);
}

/** The deepest place in the project's own files: where the chain began if that is there, else where it ended. */
export function chainLocation(ends: ChainEnds): Location | undefined {
  const places = [ends.root.location, ends.final.location].filter((place) => place !== undefined);
  return places.find((place) => isProjectFile(place.file)) ?? places[0];
}

/** `exception`, `rootException` and `rootMessage` of a chain, and the `field` pydantic refused; the root's are the exception's own where nothing was chained. */
export function chainFacts(ends: ChainEnds): Facts {
  const field = refusedField(ends.root, ends.root.detail) ?? refusedField(ends.final, ends.final.detail);
  return {
    exception: ends.final.exception,
    rootException: ends.root.exception,
    rootMessage: ends.root.message,
    ...(field !== undefined && { field }),
  };
}

/** `ValueError: no such flag`, as printed. */
export function statement(raised: { readonly exception: string; readonly message: string }): string {
  return raised.message === '' ? raised.exception : `${raised.exception}: ${raised.message}`;
}
