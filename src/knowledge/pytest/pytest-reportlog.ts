import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { isRecord, jsonObject } from '../../core/json.js';
import type { Parser } from '../../core/parse/parser.js';
import { PytestBlock } from './pytest-block.js';

/** The parts of pytest-reportlog's entries that we read; anything else may stand in them. */
interface Entry {
  readonly $report_type?: unknown;
  readonly nodeid?: unknown;
  readonly outcome?: unknown;
  readonly when?: unknown;
  readonly longrepr?: unknown;
  readonly sections?: unknown;
}

/** Lines of one explanation that are read. */
const MOST_LINES = 500;

/** pytest-reportlog: one JSON object on each line, one for each phase of each test. */
export const pytestReportlog: Parser = {
  name: 'pytest-reportlog',
  anchors: ['"outcome": "failed"', '"outcome":"failed"'],
  start(line) {
    const failure = line.text.startsWith('{') ? read(line) : undefined;
    return failure && { next: () => 'refused', end: () => ({ failures: [failure] }) };
  },
};

function read(line: Line): Failure | undefined {
  const entry: Entry | undefined = jsonObject(line.text);
  const type = entry?.$report_type;
  if (entry?.outcome !== 'failed' || (type !== 'TestReport' && type !== 'CollectReport' && type !== 'SubTestReport'))
    return undefined;
  const nodeid = typeof entry.nodeid === 'string' ? entry.nodeid : '';
  const when = type === 'CollectReport' ? 'collect' : String(entry.when);
  const block = new PytestBlock(titleOf(nodeid, when), when === 'call' ? 'FAILURES' : 'ERRORS').head(line);
  for (const text of [...explanation(entry.longrepr), ...captured(entry.sections)].slice(0, MOST_LINES))
    block.add({ ...line, text, printed: text });
  const failure = block.failure();
  // The raw line says everything at once and is no quotation; what it holds is. All of it has the same number, and of
  // one raw line only the first text is quoted: the statement goes first.
  const lines = failure.lines.slice(1);
  const statement =
    lines.find(({ text }) => text.startsWith('E ') && text.includes(failure.message)) ??
    lines.find(({ text }) => text.includes(failure.message));
  return {
    ...failure,
    lines: statement === undefined ? lines : [statement, ...lines.filter((one) => one !== statement)],
  };
}

function titleOf(nodeid: string, when: string): string {
  if (when === 'collect') return `ERROR collecting ${nodeid}`;
  return when === 'setup' || when === 'teardown' ? `ERROR at ${when} of ${nodeid}` : nodeid;
}

/** The text of pytest's representation of an exception: a string, or a chain of tracebacks. */
function explanation(longrepr: unknown): string[] {
  if (typeof longrepr === 'string') return longrepr.split('\n');
  if (!isRecord(longrepr)) return [];
  const chain = Array.isArray(longrepr['chain'])
    ? longrepr['chain']
    : [[longrepr['reprtraceback'], longrepr['reprcrash'], null]];
  return chain.flatMap((link: unknown) =>
    Array.isArray(link) ? [...traceback(link[0]), ...(typeof link[2] === 'string' ? ['', link[2], ''] : [])] : [],
  );
}

function traceback(value: unknown): string[] {
  const entries = isRecord(value) && Array.isArray(value['reprentries']) ? value['reprentries'] : [];
  return entries.flatMap((entry: unknown) => {
    const data = isRecord(entry) && isRecord(entry['data']) ? entry['data'] : {};
    const lines = Array.isArray(data['lines'])
      ? data['lines'].filter((text): text is string => typeof text === 'string')
      : [];
    const place = isRecord(data['reprfileloc']) ? data['reprfileloc'] : undefined;
    return place === undefined
      ? lines
      : [...lines, `${String(place['path'])}:${String(place['lineno'])}: ${String(place['message'])}`];
  });
}

function captured(sections: unknown): string[] {
  if (!Array.isArray(sections)) return [];
  return sections.flatMap((section: unknown) =>
    Array.isArray(section) ? [`----- ${String(section[0])} -----`, ...String(section[1]).split('\n')] : [],
  );
}
