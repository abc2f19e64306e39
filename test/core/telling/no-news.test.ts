import { expect, test } from 'vitest';
import { isNoNews } from '../../../src/core/telling/score.js';

test.each([
  ' Container kelp-reef-1  Started',
  ' Network kelp_default  Creating',
  '--------------------',
  '   2 | >>> RUN test -s ledger.csv',
  ' > [2/2] RUN test -s ledger.csv:',
  'deploy/Dockerfile.tern:2',
  '[stage-0 2/2] RUN test -n "$KEY"',
])('no news of a failure: %s', (line) => {
  expect(isNoNews(line)).toBe(true);
});

test.each([
  ' Container kelp-reef-1  Error',
  'Container kelp-reef-1 is unhealthy',
  'Network kelp_default was not found',
])('news: %s', (line) => {
  expect(isNoNews(line)).toBe(false);
});
