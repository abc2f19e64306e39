import type { Facts, Failure, Location } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';
import { isProjectFile } from './python-frame.js';

/** One exception of a chain as structlog writes it. Source: structlog/tracebacks.py, `Stack` and `Frame`. */
const STACK =
  /(?<q>["'])exc_type\k<q>: ?(?:"(?<type>[\w.]{1,200})"|'(?<type1>[\w.]{1,200})'), ?["']exc_value["']: ?(?:"(?<value>(?:[^"\\]|\\.){0,2000})"|'(?<value1>(?:[^'\\]|\\.){0,2000})')/g;
const FRAME = /["']filename["']: ?["'](?<file>[^"']{1,500})["'], ?["']lineno["']: ?(?<line>\d{1,7})/g;
const MOST_STACKS = 20;
/** Longer lines are not read: the exception stands at the front of its field. */
const LONGEST = 64 * 1024;

/**
 * A traceback that a logger wrote as data, in JSON or as Python prints a list: `exception=[{'exc_type': 'KeyError', …}]`. The
 * first of the list ended the work, the last one is where it began.
 */
export const structuredTrace: Parser = {
  name: 'structured-trace',
  anchors: ['"exc_type":', "'exc_type':"],
  start(line) {
    const failure = traceIn(line);
    return failure && stated(failure);
  },
};

interface Raised {
  readonly exception: string;
  readonly message: string;
  readonly location: Location | undefined;
}

function traceIn(line: Line): Failure | undefined {
  const text = (line.verbatim ?? line.text).slice(0, LONGEST);
  const heads = [...text.matchAll(STACK)].slice(0, MOST_STACKS);
  const chain = heads.map((head, index) => raised(head, text.slice(head.index, heads[index + 1]?.index)));
  const [final] = chain;
  const root = chain.at(-1);
  if (final === undefined || root === undefined) return undefined;
  const location = [root.location, final.location].find((place) => place !== undefined);
  const facts: Facts = {
    exception: final.exception,
    rootException: root.exception,
    rootMessage: root.message,
  };
  return new Excerpt().add(line, true).failure({
    tool: 'python',
    kind: 'exception',
    code: final.exception.slice(final.exception.lastIndexOf('.') + 1),
    message: final.message === '' ? final.exception : `${final.exception}: ${final.message}`,
    facts,
    ...(location && { location }),
  });
}

function raised({ groups = {} }: RegExpExecArray, text: string): Raised {
  const frames = [...text.matchAll(FRAME)].map(({ groups: at = {} }) => ({
    file: at['file'] as string,
    line: Number(at['line']),
  }));
  return {
    exception: (groups['type'] ?? groups['type1']) as string,
    message: (groups['value'] ?? groups['value1'] ?? '').replace(/\\(["'\\])/g, '$1'),
    location: frames.findLast(({ file }) => isProjectFile(file)) ?? frames.at(-1),
  };
}
