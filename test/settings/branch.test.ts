import { describe, expect, it } from 'vitest';
import { branchOf, isReviewed } from '../../src/settings/branch.js';

const run = (over: Readonly<Record<string, string | undefined>> = {}) => ({
  GITHUB_ACTIONS: 'true',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REF_PROTECTED: 'true',
  GITHUB_SHA: 'a1',
  ...over,
});
const OTHER = { GITHUB_REF: 'refs/heads/other', GITHUB_REF_PROTECTED: 'false' };

describe('whether what is checked out is reviewed', () => {
  it.each<[what: string, over: Readonly<Record<string, string | undefined>>, head: string | undefined, is: boolean]>([
    ['a push to a protected branch', {}, 'a1', true],
    ['a push to a protected branch, without git', {}, undefined, true],
    ['a push to the default branch', { GITHUB_REF_PROTECTED: 'false' }, 'a1', true],
    ['a push to a protected branch that is not the default one', { GITHUB_REF: 'refs/heads/release/1' }, 'a1', true],
    ['a push to a branch that anybody may push to', OTHER, 'a1', false],
    ['a push with another commit checked out', {}, 'b2', false],
    ['a schedule', { GITHUB_EVENT_NAME: 'schedule' }, undefined, true],
    ['a dispatch with its own commit', { GITHUB_EVENT_NAME: 'workflow_dispatch' }, 'a1', true],
    ['a dispatch that checked out something else', { GITHUB_EVENT_NAME: 'workflow_dispatch' }, 'b2', false],
    ['a dispatch, without git', { GITHUB_EVENT_NAME: 'workflow_dispatch' }, undefined, false],
    ['a dispatch from outside, without git', { GITHUB_EVENT_NAME: 'repository_dispatch' }, undefined, false],
    ['a pull request', { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' }, 'a1', false],
    ['a pull request with its base', { GITHUB_EVENT_NAME: 'pull_request_target' }, 'a1', false],
    ['a comment', { GITHUB_EVENT_NAME: 'issue_comment' }, 'a1', false],
    ['a merge queue', { GITHUB_EVENT_NAME: 'merge_group' }, 'a1', false],
    ['what another run started', { GITHUB_EVENT_NAME: 'workflow_run' }, 'a1', false],
    ['a tag', { GITHUB_REF: 'refs/tags/v1' }, 'a1', false],
    ['no branch', { GITHUB_REF: undefined }, 'a1', false],
    ['a laptop', { GITHUB_ACTIONS: undefined, GITHUB_REF: undefined }, undefined, true],
  ])('%s', (_, over, head, is) => {
    expect(isReviewed(run(over), 'main', head)).toBe(is);
  });

  it('none is by being called as the default branch where nobody says which that is', () => {
    expect(isReviewed(run({ GITHUB_REF_PROTECTED: 'false' }), undefined, 'a1')).toBe(false);
  });
});

it('a branch has the name that its ref holds', () => {
  expect(branchOf(run({ GITHUB_REF: 'refs/heads/a/b' }))).toEqual({ name: 'a/b', protected: true });
  expect(branchOf(run({ GITHUB_REF: 'refs/heads/', ...{} }))).toBeUndefined();
  expect(branchOf(run({ GITHUB_REF: 'x/refs/heads/a' }))).toBeUndefined();
  expect(branchOf(run({ GITHUB_EVENT_NAME: 'pushed' }))).toBeUndefined();
});
