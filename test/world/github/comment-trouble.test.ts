import { describe, expect, it } from 'vitest';
import { commentTrouble } from '../../../src/world/github/comment-trouble.js';
import { isForbidden } from '../../../src/world/github/trouble.js';

const answered = (status: number, message: string) => Object.assign(new Error(message), { status });
const BRANCH = { pullRequest: 7, fork: false };

describe('why there is no comment', () => {
  it.each([
    [answered(403, 'Resource not accessible by integration'), 'permissions: pull-requests: write'],
    [answered(403, 'Resource not accessible by personal access token'), 'permissions: pull-requests: write'],
    [answered(401, 'Bad credentials'), 'refused the token'],
    [answered(404, 'Not Found'), 'not found'],
    [answered(403, 'Unable to create comment because issue is locked.'), 'locked'],
    [answered(429, 'Too many requests'), 'rate limit'],
    [answered(403, 'You have exceeded a secondary rate limit'), 'rate limit'],
    [answered(502, 'Server Error'), 'GitHub answered 502, Server Error.'],
    [new Error('something else'), 'something else.'],
  ])('%s', (error, words) => {
    expect(commentTrouble(error, BRANCH)).toContain(words);
  });

  it('names the missing permission and the two workflows for a fork', () => {
    const text = commentTrouble(answered(403, 'Resource not accessible by integration'), {
      pullRequest: 7,
      fork: true,
    });
    expect(text).toMatch(/pull-requests: write.*two workflows.*workflow_run/);
  });

  it('is one line without anything that could act', () => {
    const text = commentTrouble(answered(500, `a\r\n::error::b\u001b[31m${'x'.repeat(10_000)}`), BRANCH);
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    expect(text.length).toBeLessThan(500);
  });

  it('tells a missing permission from other refusals', () => {
    expect(isForbidden(answered(403, 'Resource not accessible by integration'))).toBe(true);
    expect(isForbidden(answered(403, 'rate limit'))).toBe(false);
    expect(isForbidden('Resource not accessible by integration')).toBe(false);
  });
});
