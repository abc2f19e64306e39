import { expect, test } from 'vitest';
import { changeOf } from '../../src/settings/event.js';

const COMMIT = {
  timestamp: '2026-11-22T04:50:00+01:00',
  author: { name: 'Mona Lisa', email: 'mona@example.com', username: 'mona' },
};

test.each([
  ['a push', { head_commit: COMMIT, sender: { login: 'hubot' } }, { author: 'mona', committedAt: COMMIT.timestamp }],
  ['a pull request', { pull_request: { user: { login: 'dependabot[bot]' } } }, { author: 'dependabot[bot]' }],
  [
    'the end of a run',
    { workflow_run: { actor: { login: 'octo' }, head_commit: { ...COMMIT, author: { name: 'Mona Lisa' } } } },
    { author: 'octo', committedAt: COMMIT.timestamp },
  ],
  [
    'a commit of nobody GitHub knows',
    { head_commit: { ...COMMIT, author: { name: 'Mona Lisa' } } },
    { committedAt: COMMIT.timestamp },
  ],
  ['a schedule', { schedule: '0 3 * * *' }, {}],
  ['nonsense', { head_commit: 7, pull_request: [], workflow_run: { actor: { login: 'two words' } } }, {}],
  ['nothing', undefined, {}],
])('%s tells whose change it is by login alone, and when it was made', (_, payload, told) => {
  expect(changeOf(payload)).toEqual(told);
});
