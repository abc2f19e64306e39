import { expect, it } from 'vitest';
import { readGuides } from '../../scripts/guide-rows.js';
import { readScenario, scenarioIds } from '../../scripts/scenario.js';

it('every row of the guides that is an answer has two independent inputs, or more', () => {
  const recorded = scenarioIds().map((id) => readScenario(id).expect);
  const thin = readGuides().flatMap(({ name, rows }) =>
    rows.flatMap(({ row, expect: answer, runs, logs }) => {
      if (answer === undefined) return [];
      // A run that passed proves nothing of a row by itself.
      const ofAll = answer === 'passed' ? 0 : recorded.filter((each) => each === answer).length;
      return (runs?.length ?? ofAll) + logs.length < 2 ? [`${name}: ${row}`] : [];
    }),
  );
  expect(thin).toEqual([]);
});
