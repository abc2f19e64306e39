import { describe, expect, it } from 'vitest';
import { commentOn } from '../../../src/commands/comment/merge-request.js';
import type { Console } from '../../../src/commands/console.js';
import { redisReport, report } from '../../core/render/reports.js';
import { LoopbackGitLab } from '../../world/gitlab/loopback.js';

/** What a job of this name says of itself. */
async function says(gitlab: LoopbackGitLab, job: string, has: 'failed' | 'passed'): Promise<void> {
  const env = {
    CI_API_V4_URL: gitlab.apiUrl,
    CI_PROJECT_ID: '5',
    CI_MERGE_REQUEST_IID: '11',
    GITLAB_TOKEN: 'glpat-bot',
  };
  const red = redisReport();
  const run = { ...red.run, job };
  const told = has === 'failed' ? { ...red, run } : report({ run, status: 'passed', diagnoses: [] });
  expect(await commentOn(told, { env } as unknown as Console)).toBeUndefined();
}

describe('the note of a job on a merge request', () => {
  it.each([
    ['signs that its hidden line cannot hold', 'deploy', 'de>ploy'],
    ['letters of another script', 'тесты', 'сборка'],
    ['no letters at all', 'job 🚀', 'job 🔥'],
    ['strokes of a comment', 'a-b', 'a--b'],
    ['brackets around its cell', 'test: [1]', 'test: (1)'],
  ])('is not taken over by a job whose name differs in %s', async (_, job, other) => {
    const gitlab = await LoopbackGitLab.start();
    await says(gitlab, job, 'failed');
    await says(gitlab, other, 'passed');
    expect(gitlab.notes).toHaveLength(1);
    expect(gitlab.notes[0]?.body).not.toContain('Resolved');
    await says(gitlab, other, 'failed');
    expect(gitlab.notes).toHaveLength(2);
    await says(gitlab, job, 'passed');
    expect(gitlab.notes.map(({ body }) => body.includes('Resolved')).sort()).toEqual([false, true]);
    await gitlab.stop();
    expect(gitlab.complaints).toEqual([]);
  });

  it('begins with the plain name where that can be written', async () => {
    const gitlab = await LoopbackGitLab.start();
    await says(gitlab, 'test 1/3', 'failed');
    expect(gitlab.notes[0]?.body).toMatch(/^<!-- whydunit test 1\/3 -->\n/);
    await gitlab.stop();
  });
});
