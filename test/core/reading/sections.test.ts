import { describe, expect, it, test } from 'vitest';
import { makeLine } from '../../../src/core/reading/line.js';
import { SectionTracker } from '../../../src/core/reading/sections.js';

const STAMP = '2026-11-22T04:53:51.7439207Z ';
const stamped = (...lines: string[]) => lines.map((line) => STAMP + line).join('\n');
/** How the runner echoes a command. */
const step = (command: string) => [`##[group]Run ${command}`, command, 'shell: /usr/bin/bash -e {0}', '##[endgroup]'];

function track(text: string, told?: 'failed' | 'passed'): { outcomes: string[]; whole: string } {
  const tracker = new SectionTracker();
  const lines = text.split('\n').map((line, index) => makeLine(index + 1, line, false));
  for (const line of lines) tracker.observe(line);
  const { sections, whole } = tracker.close(lines, told);
  return { outcomes: sections.map(({ name, outcome }) => `${name}=${outcome}`), whole };
}

test('the step with the error failed, the ones before and after did not', () => {
  expect(
    track(
      stamped(
        ...step('make'),
        ...step('make test'),
        '##[error]Process completed with exit code 1.',
        'Post job cleanup.',
        'fatal: x',
      ),
    ),
  ).toEqual({
    outcomes: ['=passed', 'make=passed', 'make test=failed', 'Post job cleanup=passed'],
    whole: 'failed',
  });
});

test('a whole log without an error passed', () => {
  const whole = stamped(
    ...step('make'),
    'ok',
    'Cleaning up orphan processes',
    'Terminate orphan process: pid (7) (java)',
  );
  expect(track(whole).whole).toBe('passed');
});

test('a log that ends in the middle proves nothing', () => {
  expect(track(stamped(...step('make'), 'ok')).whole).toBe('unknown');
});

test('gh run view names the step on each line', () => {
  expect(
    track(
      ['Set up job', 'Build', 'Build', 'Post Checkout']
        .map(
          (name, index) => `j\t${name}\t${STAMP}${index === 2 ? '##[error]Process completed with exit code 2.' : 'x'}`,
        )
        .join('\n'),
    ).outcomes,
  ).toEqual(['=passed', 'Set up job=passed', 'Build=failed', 'Post Checkout=passed']);
});

const fold = 'travis_fold:start:install';

test('Travis: a command that failed and was retried passed', () => {
  expect(
    track(
      `${fold}\nThe command "make" failed. Retrying, 2 of 3.\nThe command "make" exited with 0.\nDone. Your build exited with 0.`,
    ).whole,
  ).toBe('passed');
  expect(track(`${fold}\nThe command "make" exited with 1.\nDone. Your build exited with 1.`)).toEqual({
    outcomes: ['=failed', '=unknown'],
    whole: 'failed',
  });
});

describe('a log does not decide over itself', () => {
  it.each([
    ['GitLab', 'Running with gitlab-runner 17.2 (abc)\nstep\nJob succeeded'],
    ['Jenkins', 'Started by user ada\nstep\nFinished: SUCCESS'],
    ['Travis', `${fold}\nstep\n\nDone. Your build exited with 0.\n`],
  ])('%s says in its last line that the job passed', (_, text) => {
    expect(track(text).whole).toBe('passed');
    expect(track(`${text}\none more line`).whole).toBe('unknown');
    expect(track(text.slice(text.indexOf('step'))).whole).toBe('unknown');
    expect(track(text, 'failed').outcomes).not.toContain('=passed');
  });

  it('printed groups and errors are no steps', () => {
    expect(track('##[group]Run evil\n##[error]x\nmore')).toEqual({
      outcomes: ['=unknown', 'evil=failed'],
      whole: 'failed',
    });
    expect(track('##[group]Run x\nboom\nCleaning up orphan processes').whole).toBe('unknown');
    expect(
      track(stamped(...step('make test'), 'boom', '##[group]Run evil', '##[error]Process completed with exit code 1.')),
    ).toEqual({ outcomes: ['=passed', 'make test=failed'], whole: 'failed' });
  });

  it('printed words of a cleanup clean nothing up', () => {
    expect(track('Post job cleanup.\nboom').outcomes).toEqual(['=unknown', 'Post job cleanup=unknown']);
    expect(track(stamped('Post job cleanup.', 'boom', ...step('make'), 'ok')).outcomes).toEqual([
      '=unknown',
      'Post job cleanup=unknown',
      'make=unknown',
    ]);
  });

  it('a printed end of a command passes nothing', () => {
    expect(track('The command "pytest" exited with 0.\nboom\nThe command "pytest" exited with 0.').outcomes).toEqual([
      '=unknown',
    ]);
  });

  it('a printed end of a command that failed clears nothing else', () => {
    expect(track('boom\nThe command "a" exited with 1.\nbang').outcomes).toEqual(['=unknown']);
  });

  it('the end of a command counts where Travis ends the job as well', () => {
    const commands = `${fold}\nboom\nThe command "pytest" exited with 0.\nbang\nThe command "make" exited with 1.`;
    expect(track(commands).outcomes).toEqual(['=unknown', '=failed', '=unknown']);
    expect(track(`${commands}\nDone. Your build exited with 1.`).outcomes).toEqual(['=passed', '=failed', '=unknown']);
  });

  it('a line that names a step, or bears a time, among others that do not is printed', () => {
    const named = `e2e\tRun tests\t${STAMP}`;
    expect(track(`boom\n${named}##[error]x\nbang`).outcomes).toEqual(['=failed']);
    const opened = step('make').map((line) => `${STAMP}${line}`);
    expect(track(['boom', ...opened, `${STAMP}##[error]x`, 'bang'].join('\n')).outcomes).not.toContain('=passed');
  });
});
