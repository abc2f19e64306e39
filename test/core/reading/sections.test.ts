import { expect, test } from 'vitest';
import { makeLine } from '../../../src/core/reading/line.js';
import { SectionTracker } from '../../../src/core/reading/sections.js';

function track(text: string): { outcomes: string[]; whole: string } {
  const tracker = new SectionTracker();
  text.split('\n').forEach((line, index) => {
    tracker.observe(makeLine(index + 1, line, false));
  });
  const { sections, whole } = tracker.close();
  return { outcomes: sections.map(({ name, outcome }) => `${name}=${outcome}`), whole };
}

test('the step with the error failed, the ones before and after did not', () => {
  expect(
    track(
      [
        '##[group]Run make',
        '##[group]Run make test',
        '##[error]Process completed with exit code 1.',
        'Post job cleanup.',
        'fatal: x',
      ].join('\n'),
    ),
  ).toEqual({
    outcomes: ['=passed', 'make=passed', 'make test=failed', 'Post job cleanup=passed'],
    whole: 'failed',
  });
});

test('a whole log without an error passed', () => {
  expect(track('##[group]Run make\nok\nCleaning up orphan processes').whole).toBe('passed');
});

test('a log that ends in the middle proves nothing', () => {
  expect(track('##[group]Run make\nok').whole).toBe('unknown');
});

test('gh run view names the step on each line', () => {
  const stamp = '2026-11-22T04:53:51.7439207Z ';
  expect(
    track(
      ['Set up job', 'Build', 'Build', 'Post Checkout']
        .map(
          (step, index) => `j\t${step}\t${stamp}${index === 2 ? '##[error]Process completed with exit code 2.' : 'x'}`,
        )
        .join('\n'),
    ).outcomes,
  ).toEqual(['=passed', 'Set up job=passed', 'Build=failed', 'Post Checkout=passed']);
});

test('Travis: a command that failed and was retried passed', () => {
  expect(
    track(
      'The command "make" failed. Retrying, 2 of 3.\nThe command "make" exited with 0.\nDone. Your build exited with 0.',
    ).whole,
  ).toBe('passed');
  expect(track('The command "make" exited with 1.\nDone. Your build exited with 1.')).toEqual({
    outcomes: ['=failed', '=unknown'],
    whole: 'failed',
  });
});
