import type { Findings } from '../../../src/core/classify/findings.js';
import type { Failure } from '../../../src/core/domain/failure.js';
import type { Pattern } from '../../../src/core/domain/pattern.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { Telling } from '../../../src/core/telling/telling.js';
import { makeClause } from '../../../src/knowledge/catalogue/clause.js';

/** A failure of these lines, the first one at `first`. */
export function failure(text: string, what: Partial<Failure> & { first?: number } = {}): Failure {
  const { first = 1, ...rest } = what;
  const lines = text.split('\n').map((line, index) => makeLine(first + index, line, false));
  return {
    tool: 'python',
    kind: 'exception',
    role: 'cause',
    message: lines[0]?.text ?? '',
    facts: {},
    span: { first, last: first + lines.length - 1 },
    channel: '',
    lines,
    omitted: 0,
    key: [first],
    ...rest,
  };
}

export function findings(failures: readonly Failure[], what: Partial<Findings> = {}): Findings {
  const sections: Findings['sections'] = [{ name: '', first: 1, outcome: 'unknown' }];
  return {
    source: 'a.log',
    outcome: 'unknown',
    sections,
    failures,
    recoveries: [],
    loose: [],
    tail: [],
    endedWell: false,
    telling: new Telling([]),
    ...what,
  };
}

interface Words {
  readonly all?: readonly string[];
  readonly any?: readonly string[];
  readonly none?: readonly string[];
  readonly missing?: string;
}

/** A pattern with these expressions. */
export function pattern(
  id: string,
  words: Words,
  what: Partial<Omit<Pattern, 'when'>> & { when?: Partial<Pattern['when']> } = {},
): Pattern {
  const { when, ...rest } = what;
  const clauses = (expressions: readonly string[] = []): Pattern['when']['all'] => expressions.map(makeClause);
  return {
    id,
    title: id,
    severity: 'P1',
    cause: 'code',
    status: 'stable',
    when: {
      tools: [],
      kinds: [],
      codes: [],
      facts: {},
      all: clauses(words.all),
      any: clauses(words.any),
      none: clauses(words.none),
      ...(words.missing !== undefined && { missing: makeClause(words.missing) }),
      ...when,
    },
    explains: [],
    yieldsTo: [],
    groupBy: [],
    rootCause: 'root',
    fix: [{ text: 'fix' }],
    verify: [],
    prevention: ['prevent'],
    preserve: [],
    see: [],
    ...rest,
  };
}
