import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { likelyException } from '../python/index.js';
import type { Short } from './pytest-line.js';
import type { Tally } from './pytest-tally.js';

/** A failure of which only the summary line is left (`--tb=no`, cut logs). */
export function aloneFailure(line: Line, short: Short): Failure {
  const raised = likelyException(short.message);
  const code = raised?.code ?? (/^assert\b/.test(short.message) ? 'AssertionError' : undefined);
  const file = short.nodeid.split('::')[0] ?? '';
  return new Excerpt().add(line, true).failure({
    tool: 'pytest',
    kind: short.verdict === 'ERROR' && !short.nodeid.includes('::') ? 'collection' : 'test',
    name: short.nodeid,
    ...(code !== undefined && { code }),
    message: short.message || `${short.nodeid} failed`,
    location: { file },
    facts: {
      phase: phaseOf(short),
      ...(raised && { exception: raised.exception, rootException: raised.exception, rootMessage: raised.message }),
    },
  });
}

function phaseOf(short: Short): string {
  if (short.verdict !== 'ERROR') return 'call';
  return short.nodeid.includes('::') ? 'setup' : 'collect';
}

/** A failure of which only the progress line is left: the session was killed. */
export function progressOnly(line: Line, nodeid: string): Failure {
  const file = nodeid.split('::')[0] ?? '';
  return new Excerpt().add(line, true).failure({
    tool: 'pytest',
    kind: 'test',
    name: nodeid,
    message: `${nodeid} failed`,
    location: { file },
    facts: { phase: 'call', told: 'progress' },
  });
}

/** Coverage below its threshold; `wrapper` where tests failed too. */
export function coverageFailure(excerpt: Excerpt, role: Failure['role']): Failure {
  const message = excerpt.lines.at(-1)?.text.replace(/^(?:FAIL|ERROR:) /, '') ?? '';
  return excerpt.failure({ tool: 'pytest', kind: 'session', role, code: 'coverage', message, facts: {} });
}

/** Exit code 5. Where all tests were deselected somebody asked for that: it is a failure only if nothing else is. */
export function nothingRan(line: Line, total: Tally): Failure {
  const deselected = (total['deselected'] ?? 0) > 0;
  return new Excerpt().add(line, true).failure({
    tool: 'pytest',
    kind: 'session',
    role: deselected ? 'wrapper' : 'cause',
    code: '5',
    message: line.text.replace(/^=+ | =+$/g, ''),
    facts: { exitCode: 5, ...(deselected && { deselected: total['deselected'] ?? 0 }) },
  });
}
