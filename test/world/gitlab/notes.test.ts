import { describe, expect, test } from 'vitest';
import { keepNote } from '../../../src/world/gitlab/notes.js';
import { LoopbackGitLab } from './loopback.js';

const MARK = '<!-- whydunit test -->';
const it = test.extend<{ gitlab: LoopbackGitLab }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of what a fixture needs from here
  gitlab: async ({}, use) => {
    const gitlab = await LoopbackGitLab.start();
    await use(gitlab);
    await gitlab.stop();
    expect(gitlab.complaints).toEqual([]);
  },
});
const at = ({ apiUrl }: LoopbackGitLab, token = 'glpat-bot') => ({ apiUrl, project: '5', iid: 11, token });
const note = (text: string, begin = true) => ({ body: `${MARK}\n\n${text}\n`, begin });

describe('the note on a GitLab merge request', () => {
  it('is begun once, changed in place, and left alone where nothing changed', async ({ gitlab }) => {
    expect(await keepNote(at(gitlab), MARK, note('fine', false))).toEqual({ did: 'nothing' });
    expect(gitlab.notes).toEqual([]);
    expect(await keepNote(at(gitlab), MARK, note('two failed'))).toEqual({ did: 'created' });
    expect(await keepNote(at(gitlab), MARK, note('two failed'))).toEqual({ did: 'nothing' });
    expect(await keepNote(at(gitlab), MARK, note('fine', false))).toEqual({ did: 'updated' });
    expect(gitlab.notes.map(({ body }) => body)).toEqual([`${MARK}\n\nfine\n`]);
  });

  it('is found behind a hundred others, and nobody else’s is touched', async ({ gitlab }) => {
    await keepNote(at(gitlab), MARK, note('first'));
    for (let index = 0; index < 150; index++) gitlab.add(`${MARK}\n\nnot ours ${index}`);
    gitlab.add(`${MARK}\n\nassigned to`, 7, true);
    expect(await keepNote(at(gitlab), MARK, note('second'))).toEqual({ did: 'updated' });
    expect(gitlab.notes.filter(({ body }) => body.includes('second'))).toHaveLength(1);
    expect(gitlab.notes).toHaveLength(152);
  });

  it('gives no command, whatever a log holds and however its fences are', async ({ gitlab }) => {
    const evil = ['```` text', '```', '/merge', '````', '', '/close', '<details>', '/approve', '</details>'].join('\n');
    await keepNote(at(gitlab), MARK, note(evil));
    await keepNote(at(gitlab), MARK, note(`${evil}\n/label ~x`));
    expect(gitlab.acted).toEqual([]);
    // The imitation does act on such lines.
    gitlab.add('');
    await fetch(`${gitlab.apiUrl}/projects/5/merge_requests/11/notes`, {
      method: 'POST',
      headers: { 'PRIVATE-TOKEN': 'glpat-bot', 'Content-Type': 'application/json' },
      body: JSON.stringify({ body: evil }),
    });
    expect(gitlab.acted.join('')).toContain('/merge');
  });

  it('says in one line why it could not be kept', async ({ gitlab }) => {
    gitlab.tokens.set('reader', { user: { id: 9, username: 'reader' }, mayWrite: false });
    await expect(keepNote(at(gitlab, 'none'), MARK, note('x'))).rejects.toThrow(/refused the token \(401\)/);
    await expect(keepNote(at(gitlab, 'reader'), MARK, note('x'))).rejects.toThrow(/scope api/);
    await expect(keepNote({ ...at(gitlab), iid: 12 }, MARK, note('x'))).rejects.toThrow(/no such merge request/);
    gitlab.failures.push(502);
    await expect(keepNote(at(gitlab), MARK, note('x'))).rejects.toThrow(/answered 502/);
    await expect(keepNote({ ...at(gitlab), apiUrl: 'http://127.0.0.1:9/api/v4' }, MARK, note('x'))).rejects.toThrow(
      /did not answer/,
    );
  });
});
