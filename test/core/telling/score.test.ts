import { expect, test } from 'vitest';
import { scoreOf, TELLING_WORDS } from '../../../src/core/telling/score.js';
import { growth, LINEAR } from '../../growth.js';

// A line of 120 dashes and an error took seconds, one of 600 did not end.
test.each(['-', '.-', '. ', 'a.'])('a rule of %j before an error costs no more than its length', (rule) => {
  const lines = (size: number) => Array.from({ length: size }, () => `${rule.repeat(250)} error: x y z`);
  expect(growth((size) => lines(size).map(scoreOf), 200)).toBeLessThan(LINEAR);
});

test('a line that only says that there is an error weighs half of one that says which', () => {
  expect(scoreOf('build step error:')?.value).toBeLessThan(
    scoreOf('build step error: the scale is not there')?.value ?? 0,
  );
});

test('a heading over the words of another program weighs less than those', () => {
  const words = scoreOf('/w/kiln.h:10:3: error: a template argument list is expected')?.value ?? 0;
  expect(scoreOf('Error output from Xcode build:')?.value).toBeLessThan(words);
  expect(scoreOf('Failure details (kiln):')?.value).toBeLessThan(words);
});

test('that the linker failed tells nothing, what it missed does', () => {
  expect(scoreOf('collect2: error: ld returned 1 exit status')).toBeUndefined();
  expect(scoreOf('clang: error: linker command failed with exit code 1 (use -v to see invocation)')).toBeUndefined();
  expect(scoreOf('ld: symbol(s) not found for architecture x86_64')).toBeDefined();
});

test('a margin makes no news of what a tool says after a failure', () => {
  expect(scoreOf(' c++: error: linker command failed with exit code 1 (use -v to see invocation)')).toBeUndefined();
  expect(scoreOf('  ninja: build stopped: subcommand failed.')).toBeUndefined();
});

test('what a statement does in a conflict is none; an exception of Elixir is an error by its name', () => {
  expect(scoreOf('INSERT INTO "kilns" ("heat") VALUES ($1) ON CONFLICT ("id") DO NOTHING')).toBeUndefined();
  expect(scoreOf('CONFLICT (content): Merge conflict in kiln.ex')).toBeDefined();
  expect(scoreOf('     ** (Kiln.DoorError) it is open')?.reason).toBe('names an error');
});

test('that an analysis was aborted tells nothing, the rule that bazel refused does', () => {
  expect(scoreOf("ERROR: Analysis of target '//kiln:all' failed; build aborted: no")).toBeUndefined();
  expect(scoreOf('ERROR: /work/kiln/BUILD:31:11: $(CC) not defined')).toBeDefined();
});

test.each([
  'yes: standard output: Broken pipe',
  "The path 'dist/*' does not exist",
  'conda.exe is not recognized as the name of a cmdlet',
  '[    2.1] Oops: 0002 [#1] SMP',
  'Segmentation fault (core dumped)',
])('%j says what could not be done', (line) => {
  expect(scoreOf(line)).toBeDefined();
  expect(TELLING_WORDS.some((word) => line.toLowerCase().includes(word))).toBe(true);
});

test('the mark of a failure before a tally of none tells nothing', () => {
  expect(scoreOf('✖ 1 problem (0 errors, 1 warning)')).toBeUndefined();
  expect(scoreOf('✖ 3 problems (2 errors, 1 warning)')).toBeDefined();
  expect(scoreOf('✖ 2 failed, 0 errors')).toBeDefined();
});

test.each([
  ['    let error = glGetError()', undefined],
  ['tar: Error is not recoverable: exiting now', undefined],
  ['# Looks like you failed 1 test of 4.', undefined],
])('%j tells nothing', (line, score) => {
  expect(scoreOf(line)).toBe(score);
});

test.each(["#   Failed test 'heat is warm'", 'Heat: Test Failed at /w/Kiln/test/runtests.jl:12'])(
  '%j tells of a test',
  (line) => {
    expect(scoreOf(line)?.reason).toBe('says that a test or a task failed');
  },
);
