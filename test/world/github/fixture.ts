import { test } from 'vitest';
import { LoopbackGitHub } from './loopback.js';

/** A test with a GitHub of its own, where pull request 7 is open. It fails when anything was not as GitHub describes it. */
export const it = test.extend<{ github: LoopbackGitHub }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of what a fixture needs from here
  github: async ({}, use) => {
    const github = await LoopbackGitHub.start();
    github.state.addPullRequest(7);
    await use(github);
    await github.stop();
    if (github.complaints.length > 0) throw new Error(github.complaints.join('\n'));
  },
});
