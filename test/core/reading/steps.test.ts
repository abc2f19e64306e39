import { describe, expect, it } from 'vitest';
import { makeLine } from '../../../src/core/reading/line.js';
import { SectionTracker } from '../../../src/core/reading/sections.js';

const STAMP = '2026-11-22T04:53:51.7439207Z ';
const FAILED = '##[error]Process completed with exit code 1.';

function track(lines: readonly string[], told?: 'failed' | 'passed') {
  const tracker = new SectionTracker();
  const made = lines.map((line, index) => makeLine(index + 1, line, false));
  const at = made.map((line) => tracker.observe(line));
  const { sections, whole } = tracker.close(made, told);
  return {
    at,
    whole,
    shown: sections.map(({ name, job, first, outcome, isDoubtful }) =>
      [job, name, first, outcome, isDoubtful ? 'doubtful' : '']
        .filter((each) => each !== undefined)
        .join(' ')
        .trim(),
    ),
  };
}
const stamped = (...lines: string[]) => lines.map((line) => STAMP + line);
const named = (step: string, ...lines: string[]) => lines.map((line) => `ci\t${step}\t${STAMP}${line}`);
const shown = (...lines: string[]) => track(lines).shown;

describe('steps that are named on each line', () => {
  it('are told apart by their names, and come back to one that was left', () => {
    const { at, shown: all } = track([...named('a', 'x'), ...named('b', 'x', FAILED), ...named('a', 'y')]);
    expect(at).toEqual([1, 2, 2, 1]);
    expect(all).toEqual([' 1 passed doubtful'.trim(), 'ci a 1 passed', 'ci b 2 failed']);
  });
  it('are of a job each', () => {
    const lines = [`one\ta\t${STAMP}x`, `two\ta\t${STAMP}${FAILED}`];
    expect(shown(...lines).slice(1)).toEqual(['one a 1 passed', 'two a 2 failed']);
  });
  it('passed where they only clean up, whatever is known of the others', () => {
    expect(shown(...named('Post a', 'x'), ...named('Complete job', 'x'), ...named('b', 'x')).slice(1)).toEqual([
      'ci Post a 1 passed',
      'ci Complete job 2 passed',
      'ci b 3 unknown',
    ]);
    expect(shown(...named('Posted', 'x')).slice(1)).toEqual(['ci Posted 1 unknown']);
  });
  it('are found as in a raw log where the name is not known', () => {
    const { shown: all } = track([
      ...named(
        'UNKNOWN STEP',
        '##[group]Run make',
        'shell: bash',
        '##[endgroup]',
        'x',
        '##[group]Run make test',
        'shell: bash',
        '##[endgroup]',
        FAILED,
      ),
    ]);
    expect(all.slice(1)).toEqual(['make 1 passed doubtful', 'make test 5 failed']);
  });
  it('open no others within them', () => {
    expect(
      shown(...named('a', '##[group]Run make', 'shell: bash', '##[endgroup]', 'Post job cleanup.', 'x')).slice(1),
    ).toEqual(['ci a 1 unknown']);
  });
});

describe('steps of a raw log', () => {
  const step = (command: string, shell = 'shell: /usr/bin/bash -e {0}') => [
    `##[group]Run ${command}`,
    command,
    ...(shell ? [shell] : []),
    '##[endgroup]',
  ];
  it('begin where the runner echoes a command with its shell, or an action', () => {
    expect(shown(...stamped(...step('make'), 'x', FAILED)).slice(1)).toEqual(['make 1 failed']);
    for (const action of ['actions/checkout@v4', 'a/b/c@0a1b', './local', '../local', 'docker://alpine'])
      expect(shown(...stamped(...step(action, ''), 'x', ...step('make'), FAILED)).slice(1)).toEqual([
        `${action} 1 passed doubtful`,
        'make 5 failed',
      ]);
  });
  it('do not begin where one of them is missing', () => {
    expect(shown(...stamped(...step('make'), ...step('print', ''), FAILED)).slice(1)).toEqual(['make 1 failed']);
    expect(shown(...stamped(...step('make'), '##[group]Run print', 'shell: bash', FAILED)).slice(1)).toEqual([
      'make 1 failed',
    ]);
    expect(
      shown(...stamped(...step('make'), ' ##[group]Run print', 'shell: bash', '##[endgroup]', FAILED)).slice(1),
    ).toEqual(['make 1 failed']);
  });
  it('fail by an error, and not by one that only warns', () => {
    const ends = (error: string) => shown(...stamped(...step('make'), error)).slice(1);
    expect(ends('##[error]x')).toEqual(['make 1 failed']);
    for (const harmless of [
      'No files were found with the provided path: a',
      'x (node:12) Warning',
      '[notice] x',
      '[warning] x',
      '[info] x',
      '[debug] x',
    ])
      expect([harmless, ...ends(`##[error]${harmless}`)]).toEqual([harmless, 'make 1 unknown']);
    expect(ends('##[error]see No files were found with the provided path')).toEqual(['make 1 failed']);
    expect(ends('Error: Process completed with exit code 1.')).toEqual(['make 1 failed']);
    expect(ends('Error: Process completed with exit code -1')).toEqual(['make 1 failed']);
    expect(ends('Error: Process completed with exit code 0.')).toEqual(['make 1 unknown']);
  });
  it('pass after a cleanup of the runner, unless another step begins after that', () => {
    expect(shown(...stamped(...step('make'), FAILED, 'Post job cleanup.', 'x')).slice(1)).toEqual([
      'make 1 failed',
      'Post job cleanup 6 passed doubtful',
    ]);
    expect(shown(...stamped('Post job cleanup.', 'x', ...step('make'), 'y')).slice(1)).toEqual([
      'Post job cleanup 1 unknown',
      'make 3 unknown',
    ]);
  });
});

describe('how a whole job ended', () => {
  const whole = (...lines: string[]) => track(lines).whole;
  const run = ['##[group]Run make', 'shell: bash', '##[endgroup]', 'x'];
  it('shows in the last lines of the runner', () => {
    expect(whole(...stamped(...run, 'Cleaning up orphan processes'))).toBe('passed');
    expect(
      whole(...stamped(...run, 'Cleaning up orphan processes', 'Terminate orphan process: pid 1', '##[warning]x')),
    ).toBe('passed');
    expect(whole(...stamped(...run, 'Cleaning up orphan processes', 'x'))).toBe('unknown');
    expect(whole(...stamped(...run, FAILED, 'Cleaning up orphan processes'))).toBe('failed');
    expect(whole(...stamped('x', 'Cleaning up orphan processes'))).toBe('unknown');
    expect(whole(...stamped(...run, 'see Cleaning up orphan processes'))).toBe('unknown');
  });
  it('shows in the words of another system', () => {
    for (const words of [
      'Done. Your build exited with 1.',
      'Finished: FAILURE',
      'Finished: UNSTABLE',
      'Finished: ABORTED',
      'ERROR: Job failed: exit code 1',
    ])
      expect([words, whole(words, 'x')]).toEqual([words, 'failed']);
    for (const words of [
      'Done. Your build exited with 0.',
      'Finished: SUCCESS',
      'Finished: FAILURES',
      'see ERROR: Job failed',
      'x Finished: FAILURE',
    ])
      expect([words, whole(words)]).toEqual([words, 'unknown']);
    expect(whole('The command "make" exited with 1.', 'x')).toBe('failed');
    expect(whole('The command "make" exited with 0.')).toBe('unknown');
    expect(whole('The command "make" exited with 1.', 'travis_fold:start:x', 'Done. Your build exited with 0.')).toBe(
      'passed',
    );
  });
  it('is what is known better, and then says nothing of its own', () => {
    expect(track(['Finished: FAILURE'], 'passed')).toMatchObject({ whole: 'unknown', shown: ['1 passed'] });
    expect(track(['travis_fold:start:x', 'Done. Your build exited with 0.'], 'failed')).toMatchObject({
      whole: 'unknown',
      shown: ['1 unknown'],
    });
  });
  it('is not told by another container’s line', () => {
    expect(whole('travis_fold:start:x', 'web-1  | Done. Your build exited with 0.')).toBe('unknown');
  });
});
