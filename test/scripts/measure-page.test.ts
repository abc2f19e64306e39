import { describe, expect, it } from 'vitest';
import { type CatalogueMeasure, measurePage, measureText } from '../../scripts/measure-page.js';
import { Tallies } from '../../scripts/tally.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';

const { patterns } = await loadCatalogue([]);
const [first, second] = patterns as [(typeof patterns)[number], (typeof patterns)[number]];

function measured(): CatalogueMeasure {
  const recorded = new Tallies();
  recorded.add(first.id, first.id);
  recorded.add('passed', 'passed');
  return {
    patterns: [first, second],
    rows: [
      { row: first.id, isPresent: true },
      { row: 'no/such', isPresent: false },
    ],
    recorded,
    wrong: ['x/run is a/b, and c/d is said of it'],
    fired: [],
    passing: 1,
  };
}

describe('the measure of the catalogue', () => {
  it('lets patterns without a recorded run stand out', () => {
    const text = measureText(measured());
    expect(text).toMatch(new RegExp(`^  ${first.id} .* 1 +1 +0$`, 'm'));
    expect(text).toMatch(new RegExp(`^! ${second.id} .* 0 +0 +0$`, 'm'));
    const [, without = '', having = ''] = measurePage(measured()).split(/^## With/m);
    expect(without).toContain(second.id);
    expect(without).not.toContain(`\`${first.id}\``);
    expect(having).toContain(first.id);
  });

  it('names missing rows and wrong wins, and counts them', () => {
    const text = measureText(measured());
    expect(text).toContain('missing row: no/such');
    expect(text).toContain('won wrongly: x/run is a/b, and c/d is said of it');
    expect(text).toMatch(/^Rows of the plan present +1 of 2$/m);
    expect(text).toMatch(/^Recorded runs won by a wrong pattern +1$/m);
    expect(measurePage(measured())).toContain('- `no/such`');
  });

  it('puts a corpus beside the recorded runs', () => {
    const corpus = new Tallies();
    corpus.add(first.id, first.id);
    expect(measureText(measured(), corpus)).toMatch(new RegExp(`^  ${first.id} .* 1 +1 +0  \\| +1 +1 +0$`, 'm'));
  });
});
