import { describe, expect, it } from 'vitest';
import type { Match } from '../../../../src/core/classify/match.js';
import { Alike } from '../../../../src/core/classify/matching/alike.js';
import type { Pattern } from '../../../../src/core/domain/pattern.js';
import { failure, pattern } from '../failures.js';

const MANY = 1_000;

/** The pattern, and how often its expression was asked for. */
function counted(wanted: Pattern): { readonly pattern: Pattern; readonly tried: () => number } {
  let tried = 0;
  const [clause] = wanted.when.any as [Pattern['when']['any'][number]];
  const counting = {
    ...clause,
    get expression() {
      tried++;
      return clause.expression;
    },
  };
  return { pattern: { ...wanted, when: { ...wanted.when, any: [counting] } }, tried: () => tried };
}

/** The ids of what each text matches, the words of all patterns standing in all of them. */
function matched(texts: readonly string[], patterns: readonly Pattern[]): string[][] {
  const alike = new Alike();
  const literals = [new Set(patterns.flatMap(({ when }) => when.any.flatMap((clause) => clause.literals)))];
  return texts.map((text) => alike.matches(failure(text), patterns, literals).map((match: Match) => match.pattern.id));
}

const RED = Array.from({ length: MANY }, (_, index) => `lamp ${index} went out: red`);
const red = pattern('lamp/red', { any: ['went out: red'] }, { severity: 'P1' });

describe('many failures with the same words in them', () => {
  it('are not tried on what matched none of the first hundred', () => {
    const blue = counted(pattern('lamp/blue', { any: ['went out: blue'] }, { severity: 'P1' }));
    expect(matched(RED, [red, blue.pattern])).toEqual(RED.map(() => ['lamp/red']));
    expect(blue.tried()).toBe(100);
  });

  it('are tried on everything where what matched before does not', () => {
    const blue = counted(pattern('lamp/blue', { any: ['went out: blue'] }, { severity: 'P1' }));
    expect(matched([...RED, 'lamp 7 went out: blue'], [red, blue.pattern]).at(-1)).toEqual(['lamp/blue']);
  });

  it('are all tried on what may be worse, wherever that is', () => {
    const both = 'lamp 7 went out: red went out: black';
    const black = pattern('lamp/black', { any: ['went out: black'] }, { severity: 'P1', severityAt: { start: 'P0' } });
    expect(matched([...RED, both], [red, black]).at(-1)).toEqual(['lamp/red', 'lamp/black']);
  });

  it('are all tried on all where what matched is a draft, which closes no gate', () => {
    const draft = pattern('lamp/draft', { any: ['went out: red'] }, { severity: 'P0', status: 'draft' });
    const both = 'lamp 7 went out: red went out: blue';
    const blue = pattern('lamp/blue', { any: ['went out: blue'] }, { severity: 'P3' });
    expect(matched([...RED, both], [draft, blue]).at(-1)).toEqual(['lamp/draft', 'lamp/blue']);
  });

  it('are all tried on all where nothing matched so far', () => {
    const blue = pattern('lamp/blue', { any: ['went out: blue'] }, { severity: 'P3' });
    expect(matched([...RED, 'lamp 7 went out: blue'], [blue]).at(-1)).toEqual(['lamp/blue']);
  });
});
