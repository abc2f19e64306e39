import type { Line } from '../../core/domain/line.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';
import {
  isClosing,
  isCoverageFailure,
  isErrorTitle,
  progressFailure,
  sectionOf,
  shortFrame,
  shortSummary,
} from './pytest-line.js';
import { explained, SessionReading } from './pytest-session.js';
import { isProgress, type Tally, tally } from './pytest-tally.js';

/** pytest's terminal report: one session, from its header (or its first section) to its closing line. */
export const pytestText: Parser = {
  name: 'pytest-text',
  anchors: [
    'test session starts',
    '= FAILURES =',
    '= ERRORS =',
    'short test summary info',
    'no tests ran in ',
    'no tests collected',
    ' deselected in ',
    ' passed in ',
    '.py::',
    '.py:',
    'Required test coverage of ',
    'ERROR at setup of ',
    'ERROR at teardown of ',
    'ERROR collecting ',
  ],
  beside: { '.py::': ['FAILED', 'ERROR'], '.py:': ['Error', 'Exception', 'Failed', ': in '] },
  wakes: [
    '====',
    '!!!!',
    '――――',
    'no tests ',
    ...[
      'passed',
      'failed',
      'error',
      'errors',
      'skipped',
      'deselected',
      'xfailed',
      'xpassed',
      'rerun',
      'tests',
      'test',
    ].flatMap((word) => [` ${word} in `, ` ${word}, `]),
    ' warning in ',
    ' warnings in ',
    'Coverage failure: total of ',
    'run-last-failure: rerun previous',
    'INTERNALERROR>',
    'asyncio: mode=',
    '##[error]Process completed',
    '##[group]Run ',
    'Post job cleanup.',
    'travis_fold:',
  ],
  start(line, before) {
    const text = line.text;
    if (/^=+ test session starts =+$/i.test(text) || /^Test session starts \(platform/.test(text))
      return new SessionReading(line, 'progress', true);
    const section = sectionOf(text);
    if (section === 'FAILURES' || section === 'ERRORS') return new SessionReading(line, section);
    if (section === 'summary' || shortSummary(text)?.nodeid.includes('.py::'))
      return new SessionReading(line, 'summary').behead(before);
    if (isErrorTitle(text)) return new SessionReading(line, 'ERRORS');
    if (progressFailure(text) !== undefined) return new SessionReading(line, 'progress');
    if (isClosing(text) && explained(before).length > 0) return new SessionReading(line, 'FAILURES').pasted(before);
    const framed = shortFrame(text);
    if (framed !== undefined) return new SessionReading(line, 'FAILURES').framed(before, framed);
    const total = tally(text);
    if (total?.ran === 0 || isCoverageFailure(text)) return new SessionReading(line, 'progress');
    return total === undefined ? undefined : quietSuccess(line, total, before);
  },
};

/** `3 passed in 0.12s` after `-q`, which prints no header: what the tests printed just above were no failures. */
function quietSuccess(line: Line, total: Tally, before: readonly Line[]): Reading | undefined {
  if (!total.passed || total.failed || total.errors || !before.some(({ text }) => isProgress(text))) return undefined;
  return stated(undefined, [{ tool: 'python', line: line.number, since: before[0]?.number ?? line.number }]);
}
