import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BranchFiles } from '../../../src/world/github/branch-files.js';
import { connect } from '../../../src/world/github/client.js';
import { LoopbackGitHub, WORKFLOW_TOKEN } from './loopback.js';

describe('the files of a branch', () => {
  let github: LoopbackGitHub;
  beforeEach(async () => {
    github = await LoopbackGitHub.start();
    github.state.branches.set('release/1.x', { name: 'release/1.x', protected: true, sha: 'f'.repeat(40) });
    github.state.files.set('release/1.x', {
      '.github/whydunit.yml': 'ä: "✓"\n'.repeat(100),
      'p/a.yaml': 'a',
      'p/b c#?.yaml': 'b',
    });
  });
  afterEach(async () => {
    await github.stop();
    expect(github.complaints).toEqual([]);
  });
  const files = (branch = 'release/1.x') =>
    BranchFiles.of(connect(WORKFLOW_TOKEN.value, github.origin), 'octo/app', branch);

  it('are read as they stand there, all of one commit', async () => {
    const branch = await files();
    expect(await branch.text('.github/whydunit.yml')).toBe('ä: "✓"\n'.repeat(100));
    expect(await branch.text('nowhere.yml')).toBeUndefined();
    expect(await branch.matching(['p/*.yaml'])).toEqual([
      { path: 'p/a.yaml', text: 'a' },
      { path: 'p/b c#?.yaml', text: 'b' },
    ]);
    expect(
      github.seen.filter(({ path }) => path.includes('ref=')).every(({ path }) => path.includes('f'.repeat(40))),
    ).toBe(true);
  });

  it('are refused where a glob leads to too many, or the branch is not there; that it leads to none is told', async () => {
    const branch = await files();
    expect(await branch.matching(['q/*.yaml'])).toEqual([]);
    expect(branch.notes).toEqual([expect.stringContaining('q/*.yaml')]);
    github.state.files.set(
      'release/1.x',
      Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`p/${index}.yaml`, ''])),
    );
    await expect((await files()).matching(['p/*.yaml'])).rejects.toMatchObject({ kind: 'too-large' });
    await expect(files('nowhere')).rejects.toMatchObject({ status: 404 });
  });
});
