import type { Location } from '../../core/domain/failure.js';
import { isGroup, type PythonException, statedException } from './python-exception.js';
import { fileFrame, isProjectFile } from './python-frame.js';

/** One exception of a chain, with the frames that led to it. */
export interface Raised extends PythonException {
  /** Deepest frame in the project's own files, else the deepest of all. */
  readonly location?: Location;
  /** It came while the exception before it was being handled, and does not say that it follows from it. */
  readonly during?: true;
  /** How deep inside exception groups; 0 outside of any. */
  readonly depth: number;
  /** The second line of its message, where there is one: pydantic names the field there. */
  detail?: string;
}

const HEADER = 'Traceback (most recent call last):';
const CHAINED = [
  'The above exception was the direct cause of the following exception',
  'During handling of the above exception, another exception occurred',
];
const MOST_RAISED = 50;
const MOST_CONTINUATION = 40;

/** Whether a line joins two exceptions of a chain. */
export function isChainSentence(text: string): boolean {
  return CHAINED.some((sentence) => text.startsWith(sentence));
}

/**
 * What the traceback's text says: `inside` belongs to it, `stated` names an exception, `over` is not part of it,
 * `maybe` is a note of the exception if the chain goes on after it, and somebody else's words if not.
 */
export type Step = 'inside' | 'stated' | 'maybe' | 'over';

/** Most lines of notes (`add_note`) between an exception and the next one of its chain. */
const MOST_NOTES = 4;

/**
 * Walks one traceback as the interpreter prints it: frames, carets, chained causes, exception groups and notes.
 * Offer the lines without any logger's or runner's prefix, the `Traceback …` line first.
 */
export class PythonChain {
  readonly #raised: Raised[] = [];
  #state: 'opening' | 'frames' | 'message' | 'between' = 'opening';
  #blanks = 0;
  #continuation = 0;
  #notes = 0;
  #depth = 0;
  #isDuring = false;
  #project: Location | undefined;
  #deepest: Location | undefined;

  /** In the order printed: the first one outside of a group is where it began. */
  get raised(): readonly Raised[] {
    return this.#raised;
  }

  offer(text: string): Step {
    const inGroup = /^(\s*)[|+]/.exec(text);
    if (inGroup !== null && (this.#depth > 0 || text.includes(HEADER)))
      return this.#group(text, inGroup[1]?.length ?? 0);
    this.#depth = 0;
    return this.#walk(text);
  }

  /** Exception groups are drawn with `+` and `|` in front of what would stand there otherwise. */
  #group(text: string, indent: number): Step {
    this.#depth = indent + 1;
    const rest = text.slice(indent).replace(/^[|+] ?/, '');
    if (rest.startsWith('-')) {
      this.#state = 'between';
      return 'inside';
    }
    const step = this.#walk(rest);
    return step === 'over' ? 'inside' : step;
  }

  #walk(text: string): Step {
    if (text.trim() === '') return this.#blank();
    const blanks = this.#blanks;
    this.#blanks = 0;
    if (text.endsWith(HEADER) || text.startsWith(`${HEADER}  File`)) return this.#open();
    if (this.#state === 'frames' || this.#state === 'between') return this.#frame(text);
    if (this.#state === 'message') return this.#afterMessage(text, blanks);
    return 'over';
  }

  #blank(): Step {
    this.#blanks++;
    return this.#blanks > 2 ? 'over' : 'inside';
  }

  #open(): Step {
    if (this.#state === 'message' && this.#depth === 0) return 'over';
    this.#state = 'frames';
    this.#project = undefined;
    this.#deepest = undefined;
    return 'inside';
  }

  #frame(text: string): Step {
    const frame = fileFrame(text);
    if (frame !== undefined) {
      this.#deepest = frame;
      if (isProjectFile(frame.file)) this.#project = frame;
      this.#state = 'frames';
      return 'inside';
    }
    // Markers under a source line stand at the margin where a console broke the line.
    if (/^(?:\s|[~^]+$)/.test(text)) return 'inside';
    const stated = statedException(text);
    if (stated === undefined) return 'over';
    const location = this.#project ?? this.#deepest;
    if (this.#raised.length < MOST_RAISED)
      this.#raised.push({
        ...stated,
        ...(location && { location }),
        ...(this.#isDuring && { during: true }),
        depth: this.#depth,
      });
    this.#isDuring = false;
    this.#state = 'message';
    this.#continuation = 0;
    this.#notes = 0;
    return 'stated';
  }

  #afterMessage(text: string, blanks: number): Step {
    if (isChainSentence(text)) {
      this.#state = 'between';
      this.#isDuring = text.startsWith('During');
      return 'inside';
    }
    const last = this.#raised[this.#raised.length - 1];
    if (last === undefined || ++this.#continuation > MOST_CONTINUATION) return 'over';
    if (this.#notes === 0 && continuesMessage(last, text, blanks)) {
      last.detail ??= text.trim();
      return 'inside';
    }
    return blanks === 0 && ++this.#notes <= MOST_NOTES ? 'maybe' : 'over';
  }
}

/** Words with which the second and later lines of well-known multi-line messages begin. */
const CONTINUATIONS = [
  '[SQL: ',
  '[parameters: ',
  '(Background on this error at',
  'LINE ',
  'DETAIL: ',
  'HINT: ',
  'CONTEXT: ',
  'connection to server ',
  'ERROR:    Application startup failed',
];

function continuesMessage(last: PythonException, text: string, blanks: number): boolean {
  if (CONTINUATIONS.some((words) => text.startsWith(words))) return true;
  if (blanks > 0) return false;
  if (/^\s/.test(text)) return true;
  if (last.code === 'ValidationError') return /^[A-Za-z0-9_.\-[\]]+$/.test(text);
  return last.message.endsWith(':');
}

/** The chain's two ends: what ended the program, and where it began. */
export interface ChainEnds {
  readonly final: Raised;
  readonly root: Raised;
}

/** An exception of a chain, as far as it tells whether it was only an answer. */
export type Asked = Partial<Pick<Raised, 'code' | 'location' | 'during'>>;

/** With these a library asks whether something is there already, and then makes it. */
const ANSWERS = new Set(['AttributeError', 'KeyError', 'IndexError', 'LookupError', 'StopIteration']);

/** How many of a chain's first exceptions are only a library's answer that it has something to make: what came of that is the trouble. */
export function asked(leaves: readonly Asked[]): number {
  const first = leaves.findIndex(({ code, location }, index) => {
    const next = leaves[index + 1];
    const isAnswer = ANSWERS.has(code ?? '') && location !== undefined && !isProjectFile(location.file);
    return !isAnswer || next?.during !== true || ANSWERS.has(next.code ?? '');
  });
  return Math.max(0, first);
}

/** Picks the ends of a chain; a group is stood for by the first exception it holds. Undefined when nothing was stated. */
export function chainEnds(raised: readonly Raised[]): ChainEnds | undefined {
  const leaves = raised.filter((one) => !isGroup(one));
  const root = leaves[asked(leaves)] ?? raised[0];
  const last = raised.filter((one) => one.depth === 0).at(-1) ?? raised[0];
  if (root === undefined || last === undefined) return undefined;
  return { root, final: isGroup(last) ? root : last };
}
