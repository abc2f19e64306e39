import { expect, it } from 'vitest';
import { matchPattern } from '../../../src/core/classify/match.js';
import type { Failure } from '../../../src/core/domain/failure.js';
import type { Pattern } from '../../../src/core/domain/pattern.js';
import { failure, pattern } from './failures.js';

const loose = (text: string): Failure => failure(text, { tool: 'log', kind: 'output' });

/** Matches as if every literal stood in every line. */
function match(tried: Pattern, on: Failure) {
  const { all, any, none } = tried.when;
  const literals = new Set([...all, ...any, ...none].flatMap((clause) => clause.literals));
  return matchPattern(
    tried,
    on,
    on.lines.map(() => literals),
  );
}

const scoped = (words: Parameters<typeof pattern>[1], when: Partial<Pattern['when']> = {}): Pattern =>
  pattern('kiln/cracked', words, { when: { tools: ['npm'], kinds: ['command'], ...when } });

it("tries words that are a tool's own on lines of no known tool", () => {
  const tried = scoped({ any: ['the kiln has no firing programme for (?<clay>\\w+)'] });
  expect(match(tried, loose('the kiln has no firing programme for stoneware'))).toMatchObject({
    place: 'loose',
    captures: { clay: 'stoneware' },
  });
});

it("leaves the operating system's words and short ones to those whose scope they are in", () => {
  for (const words of ['(?<path>\\S+): [Pp]ermission denied', 'TypeError: (?<what>.+)'])
    expect(match(scoped({ any: [words] }), loose('/srv/kiln: Permission denied TypeError: x'))).toBeUndefined();
});

it('tries only the alternatives that carry their own words', () => {
  const tried = scoped({ any: ['the kiln has no firing programme', 'kiln: .+'] });
  expect(match(tried, loose('kiln: warm'))).toBeUndefined();
  expect(match(tried, loose('the kiln has no firing programme'))).toBeDefined();
});

it('does as a pattern says, and asks for its facts unless it says so', () => {
  const words = { any: ['the kiln has no firing programme'] };
  const line = loose('the kiln has no firing programme');
  expect(match(scoped(words, { loose: false }), line)).toBeUndefined();
  expect(match(scoped(words, { facts: { heat: '> 900' } }), line)).toBeUndefined();
  expect(match(scoped(words, { facts: { heat: '> 900' }, loose: true }), line)).toBeDefined();
  expect(match(scoped({ any: ['kiln: .+'] }, { loose: true }), loose('kiln: cracked'))).toBeDefined();
});

it('leaves a parsed failure of another tool alone', () => {
  const tried = scoped({ any: ['the kiln has no firing programme'] });
  expect(match(tried, failure('the kiln has no firing programme'))).toBeUndefined();
});

it('takes no line that is marked below a warning, also where a pattern reads logs', () => {
  const tried = scoped({ any: ['no such kiln: (?<kiln>\\w+)'] }, { tools: ['log'], kinds: [] });
  expect(match(tried, loose('[ERROR] no such kiln: k2'))).toBeDefined();
  expect(match(tried, loose('[INFO] waited until it said: no such kiln: k2'))).toBeUndefined();
});
