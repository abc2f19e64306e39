import { describe, expect, it } from 'vitest';
import type { Pattern } from '../../src/core/domain/pattern.js';
import { BUILT_IN } from '../../src/knowledge/catalogue/bundle.generated.js';
import { makeClause } from '../../src/knowledge/catalogue/clause.js';
import { PARSERS } from '../../src/knowledge/families.js';
import { prebuild } from '../../src/walk/prebuild.js';
import type { Prebuilt } from '../../src/walk/prebuilt.js';
import { Prefilter } from '../../src/walk/prefilter.js';

/** As it comes out of the built program. */
function stored(): Prebuilt {
  const { tables, inFailures, patterns } = prebuild(PARSERS, BUILT_IN);
  const literals = JSON.stringify(inFailures());
  return { tables: JSON.parse(JSON.stringify(tables)), inFailures: () => JSON.parse(literals), patterns };
}

function own(id: string, expression: string): Pattern {
  const [first] = BUILT_IN as readonly [Pattern];
  const any = [makeClause(expression)];
  return { ...first, id, own: true, when: { ...first.when, all: [], any, tools: [], kinds: [], loose: true } };
}

const numbers = (hits: ReadonlySet<number>): number[] => [...hits].sort((a, b) => a - b);

/** What is found in a text, and for whom. */
const foundBy = (prefilter: Prefilter, text: string): unknown => {
  const hits = numbers(prefilter.index.find(text));
  const { anchored, waking, loose, ...rest } = prefilter.sort(hits);
  const words = (some: readonly number[]) => some.map((hit) => prefilter.words[hit]).sort();
  const found = { anchored: numbers(anchored), waking: numbers(waking), loose: words(loose), ...rest };
  return { hits: words(hits), found, literals: [...prefilter.literalsIn(text)].sort() };
};

describe('the tables that are built into the program', () => {
  const built = new Prefilter(PARSERS, BUILT_IN);
  const restored = new Prefilter(PARSERS, [], stored());

  it('are those that it would make', () => {
    expect(restored.words).toEqual(built.words);
    expect(restored.index.ends).toEqual(built.index.ends);
    for (const word of built.words) expect(foundBy(restored, `a ${word} b`)).toEqual(foundBy(built, `a ${word} b`));
  });

  it('stand for other patterns too, when these are added', () => {
    // One with words of its own, one with a literal that only wakes or starts parsers, one with a literal of a built-in pattern.
    const more = [
      own('shop/gizmo', 'gizmo number \\d+ stands still – é'),
      own('shop/anchor', 'panicked at gizmo'),
      own('shop/known', 'Multiple head revisions are present'),
    ];
    const added = new Prefilter(PARSERS, more, stored());
    const whole = new Prefilter(PARSERS, [...BUILT_IN, ...more]);
    expect([...added.words].sort()).toEqual([...whole.words].sort());
    for (const text of [...more.flatMap(({ when }) => when.any[0]?.literals ?? []), ...built.words])
      expect(foundBy(added, text)).toEqual(foundBy(whole, text));
  });
});
