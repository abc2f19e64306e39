import { describe, expect, test } from 'vitest';
import { stepOf } from '../../../src/core/domain/section.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { ToldSections } from '../../../src/core/reading/told-sections.js';
import { growth, LINEAR } from '../../growth.js';

type ToldStep = ConstructorParameters<typeof ToldSections>[0][0];

const at = (second: number) => Date.UTC(2026, 10, 22, 4, 53, second);
const step = (number: number, name: string, from: number, to: number, outcome: ToldStep['outcome'] = 'passed') => ({
  number,
  name,
  outcome,
  started: at(from),
  ended: at(to),
});

/** Lines with the second they were printed at, and a tenth more for each of the same second. */
function sections(steps: readonly [ToldStep, ...ToldStep[]], lines: readonly (readonly [number, string])[]) {
  const told = new ToldSections(steps);
  const made = lines.map(([second, text], index) => {
    const time = new Date(at(second) + 10 + index).toISOString().replace('Z', '4567Z');
    return makeLine(index + 1, `${time} ${text}`, false);
  });
  for (const line of made) told.observe(line);
  const found = told.close().sections;
  return {
    found,
    lines: made,
    shown: found.map(({ first, name, outcome, told }) => [first, name, outcome, told?.startsStep]),
  };
}

const SETUP = step(1, 'Set up job', 1, 3);

describe('steps that GitHub tells of are found in the whole log', () => {
  test('by the marks printed when they started', () => {
    const { shown } = sections(
      [
        SETUP,
        step(2, 'Run actions/checkout@v4', 3, 5),
        step(3, 'Test', 6, 20, 'failed'),
        step(9, 'Post checkout', 21, 21),
      ],
      [
        [1, 'Current runner version'],
        [3, '##[group]Run actions/checkout@v4'],
        [4, 'Syncing repository'],
        [6, '##[group]Run pytest'],
        [12, 'E   assert 1 == 2'],
        [20, '##[error]Process completed with exit code 1.'],
        [21, 'Post job cleanup.'],
      ],
    );
    expect(shown).toEqual([
      [1, 'Set up job', 'passed', true],
      [2, 'Run actions/checkout@v4', 'passed', true],
      [4, 'Test', 'failed', true],
      [7, 'Post checkout', 'passed', true],
    ]);
  });

  test('in order, when several start within a second', () => {
    const { shown } = sections(
      [SETUP, step(2, 'One', 3, 3), step(3, 'Two', 3, 3), step(4, 'Three', 3, 9, 'failed')],
      [
        [1, 'setting up'],
        [3, '##[group]Run echo 1'],
        [3, '##[group]Run echo 2'],
        [3, '##[group]Run pytest'],
        [9, 'broken'],
      ],
    );
    expect(shown.map(([first, name]) => [first, name])).toEqual([
      [1, 'Set up job'],
      [2, 'One'],
      [3, 'Two'],
      [4, 'Three'],
    ]);
  });

  test('by its command, where an action prints marks of its own', () => {
    const { shown } = sections(
      [SETUP, step(2, 'Composite', 3, 5), step(3, 'Run pytest', 5, 9, 'failed')],
      [
        [1, 'setting up'],
        [3, '##[group]Run ./action'],
        [5, '##[group]Run inner one'],
        [5, '##[group]Run pytest'],
        [9, 'broken'],
      ],
    );
    expect(shown.at(-1)).toEqual([4, 'Run pytest', 'failed', true]);
  });
});

describe('what is not certain is not claimed', () => {
  const ambiguous = () =>
    sections(
      [SETUP, step(2, 'Composite', 3, 5), step(3, 'Test', 5, 9, 'failed')],
      [
        [1, 'setting up'],
        [3, '##[group]Run ./action'],
        [5, '##[group]Run inner'],
        [5, 'who prints this?'],
        [5, '##[group]Run pytest'],
        [8, 'broken'],
      ],
    );

  test('lines between two marks that could be the beginning belong to either step', () => {
    const { found, lines, shown } = ambiguous();
    expect(shown.slice(2)).toEqual([
      [3, 'Composite or Test', 'unknown', false],
      [5, 'Test', 'failed', false],
    ]);
    expect(stepOf(found[2]!, lines[3]!.time)).toBeUndefined();
    expect(stepOf(found[3]!, lines[5]!.time)?.number).toBe(3);
  });

  test('a step without a mark is told by the time of its lines', () => {
    const { found, lines, shown } = sections(
      [SETUP, step(2, 'Odd', 4, 8, 'failed')],
      [
        [2, 'setting up'],
        [4, 'no mark at all'],
        [7, 'broken'],
      ],
    );
    expect(shown).toEqual([[1, 'Set up job or Odd', 'unknown', true]]);
    expect(lines.map(({ time }) => stepOf(found[0]!, time)?.number)).toEqual([1, 2, 2]);
    expect(stepOf(found[0]!, undefined)).toBeUndefined();
  });

  test('marks of another time are not taken for beginnings', () => {
    const { shown } = sections(
      [SETUP, step(2, 'Test', 30, 40, 'failed')],
      [
        [1, 'setting up'],
        [5, '##[group]Run something printed by a program'],
      ],
    );
    expect(shown).toEqual([[1, 'Set up job or Test', 'unknown', true]]);
  });

  test('a log full of marks takes as long as it is', () => {
    const steps = Array.from({ length: 1000 }, (_, index) => step(index + 2, `Step ${index}`, 5, 5));
    const marked = (length: number) =>
      sections(
        [SETUP, ...steps],
        Array.from({ length }, () => [5, '##[group]Run x'] as const),
      );
    expect(growth(marked, 5_000)).toBeLessThan(LINEAR);
  });
});
