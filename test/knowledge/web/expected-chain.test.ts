import { describe, expect, it } from 'vitest';
import { expectedChain } from '../../../src/knowledge/web/expected-chain.js';
import { runParser } from '../run-parser.js';

const read = (...lines: string[]) => runParser(expectedChain, lines.join('\n')).failures.map(({ message }) => message);
const planned = (session: string) => `Scheduling auto-pause alarm ${session}`;
const triggered = (session: string) => `Auto-pause alarm triggered ${session}`;
const completed = (session: string) => `Pause completed ${session}`;
const OPEN = 'The alarm fired, and the pause was not completed';

describe('the way of each session to its pause', () => {
  it.each([
    ['id=a1', 'id=b2'],
    ['for oven-1', 'for oven-2'],
    ['session "7f3a"', 'session "9c1b"'],
  ])('is followed by itself: %s beside %s', (broken, well) => {
    const mixed = [planned(broken), planned(well), triggered(broken), triggered(well), completed(well)];
    expect(read(...mixed)).toEqual([OPEN]);
    expect(read(...mixed, completed(broken))).toEqual([]);
  });

  it('a trouble counts for the session that it names', () => {
    const trouble = 'Error: snapshot failed: 503 id=a1';
    expect(read(planned('id=a1'), planned('id=b2'), trouble, triggered('id=b2'), completed('id=b2'))).toEqual([
      'The pause was planned, and its alarm did not fire',
    ]);
  });

  it('lines without a name belong to the session that was named before, or to the only one', () => {
    expect(read(planned('id=a1'), triggered(''), completed(''))).toEqual([]);
    expect(read(planned(''), triggered(''), completed('id=a1'))).toEqual([]);
    expect(read(planned(''), triggered(''))).toEqual([OPEN]);
  });
});
