import { expect, test } from 'vitest';
import { Aftermath, saysFailed } from '../../../src/core/parse/ending.js';

test.each([
  'Dockerfile:5',
  'deploy/api.Dockerfile:12',
  'ERROR: failed to solve: process "/bin/sh -c curl x" did not complete successfully: exit code: 22',
])('the end of a failed image build says that the command before it failed: %s', (line) => {
  expect(saysFailed(line)).toBe(true);
});

test.each(['Dockerfile', 'see Dockerfile:5 for the base image', 'COPY Dockerfile:5 /', '------'])(
  '%s says nothing',
  (line) => {
    expect(saysFailed(line)).toBe(false);
  },
);

test('the build’s excerpt of the Dockerfile comes soon enough', () => {
  const aftermath = new Aftermath(4);
  expect(['------', 'Dockerfile:5'].map((line) => aftermath.judge(line))).toEqual(['open', 'failed']);
});
