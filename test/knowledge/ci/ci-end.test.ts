import { expect, test } from 'vitest';
import { ciEnd } from '../../../src/knowledge/ci/ci-end.js';
import { runParser } from '../run-parser.js';

const failures = (text: string) => runParser(ciEnd, text).failures;

test.each([
  ['The command "npm test" exited with 1.', 'travis', 1],
  ['The command "npm ci" failed and exited with 137 during .', 'travis', 137],
  ['Done. Your build exited with 1.', 'travis', 1],
  ['ERROR: Job failed: exit code 2', 'gitlab', 2],
  ['Exited with code exit status 1', 'circleci', 1],
  ['ERROR: script returned exit code 1', 'jenkins', 1],
  ['Command exited with code 1', 'appveyor', 1],
  ['🚨 Error: The command exited with status 1', 'buildkite', 1],
  ['Error: Command "npm run build" exited with 1', 'vercel', 1],
  ["Failed during stage 'building site': Build script returned non-zero exit code: 2", 'netlify', 2],
  ['Failed: Error while executing user command. Exited with error code: 1', 'cloudflare', 1],
  ['ERROR: build step 0 "gcr.io/cloud-builders/docker" failed: step exited with non-zero status: 1', 'cloud-build', 1],
])('%s', (text, system, exitCode) => {
  expect(failures(text)).toMatchObject([{ role: 'wrapper', kind: 'ci', facts: { system, exitCode } }]);
});

test('Jenkins says only that it failed', () => {
  expect(failures('Finished: FAILURE')).toMatchObject([{ role: 'wrapper', facts: { system: 'jenkins' } }]);
});

test.each([
  'ERROR: Job failed: execution took longer than 1h0m0s seconds',
  'The job exceeded the maximum time limit for jobs, and has been terminated.',
  'Too long with no output (exceeded 10m0s): context deadline exceeded',
])('%s names its cause', (text) => {
  expect(failures(text)).toMatchObject([{ role: 'cause', code: 'timeout' }]);
});

test.each([
  'The command "npm test" exited with 0.',
  'Done. Your build exited with 0.',
  'Finished: SUCCESS',
  'The command "false" failed. Retrying, 2 of 3.',
  'she exited with 3 apples',
])('%s is no failure', (text) => {
  expect(failures(text)).toEqual([]);
});

test('what GitLab does after a job is none of its output', () => {
  const [failure] = failures(
    '$ ./fire\ncold\nCleaning up project directory and file based variables\nERROR: Job failed: exit code 3',
  );
  expect(failure?.lines.map(({ number }) => number)).toEqual([1, 2, 4]);
});

test('what was printed last is kept', () => {
  const [failure] = failures('$ npm test\none\nError: no price\nThe command "npm test" exited with 1.');
  expect(failure).toMatchObject({ name: 'npm test', key: [4] });
  expect(failure?.lines.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
});
