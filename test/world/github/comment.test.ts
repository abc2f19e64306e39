import { describe, expect, it } from 'vitest';
import type { GitHub } from '../../../src/world/github/client.js';
import { type Contents, keepComment } from '../../../src/world/github/comment.js';

const MARK = '<!-- kept -->';
/** What is said is a set of words; a text without `said:` cannot be read. */
const contents: Contents<readonly string[]> = {
  read: (body) => /^said: (.*)$/m.exec(body)?.[1]?.split(' '),
  join: (a, b) => [...new Set([...a, ...b])].sort(),
  holds: (held, wanted) => wanted.every((word) => held.includes(word)),
  write: (state) => `${MARK}\nsaid: ${state.join(' ')}`,
};
interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

/** Keeps the comment of a pull request on which these stand already; all comments afterwards. */
async function kept(...standing: readonly (readonly [login: string, body: string])[]) {
  const all: Comment[] = standing.map(([login, body], at) => ({ id: at + 1, user: { login }, body }));
  const shown = (comment: Comment) => ({
    ...comment,
    html_url: `https://x.test/${comment.id}`,
    updated_at: '2026-11-22T04:53:00Z',
  });
  const github = {
    hook: { before: () => undefined },
    graphql: async () => ({ viewer: { login: 'us' } }),
    paginate: {
      iterator: async function* () {
        yield { data: all.map(shown) };
      },
    },
    rest: {
      issues: {
        listComments: {},
        getComment: async ({ comment_id }: { comment_id: number }) => ({
          data: shown(all.find(({ id }) => id === comment_id)!),
        }),
        createComment: async ({ body }: { body: string }) => {
          all.push({ id: all.length + 1, user: { login: 'us' }, body });
          return { data: shown(all.at(-1)!) };
        },
        updateComment: async ({ comment_id, body }: { comment_id: number; body: string }) => {
          all.find(({ id }) => id === comment_id)!.body = body;
        },
      },
    },
  } as unknown as GitHub;
  const comment = {
    repository: 'octo/app',
    pullRequest: 7,
    mark: MARK,
    contents,
    mine: ['mine'],
    create: true,
    crowd: false,
    isOurs: () => false,
  };
  const { did } = await keepComment(github, comment, {
    clock: { now: () => 0, pause: async () => undefined },
    random: () => 0,
  });
  return { did, bodies: all.map(({ body }) => body) };
}
const MINE = `${MARK}\nsaid: mine`;

describe('the comment that is kept', () => {
  it('is our own with our memory in it, and what it said stays', async () => {
    expect(await kept(['us', `${MARK}\nsaid: before`])).toEqual({
      did: 'updated',
      bodies: [`${MARK}\nsaid: before mine`],
    });
    expect(await kept()).toEqual({ did: 'created', bodies: [MINE] });
    expect(await kept(['us', MINE])).toEqual({ did: 'nothing', bodies: [MINE] });
  });

  it.each<[what: string, login: string, body: string]>([
    ['of another account that wears our mark', 'them', `${MARK}\nsaid: before`],
    ['of our account without our memory', 'us', `${MARK}\nwritten by another step`],
    ['whose mark does not come first', 'us', `see\n${MARK}\nsaid: before`],
    ['with another mark', 'us', '<!-- other -->\nsaid: before'],
  ])('is none %s: it stays as it is, and says nothing to us', async (_, login, body) => {
    expect(await kept([login, body])).toEqual({ did: 'created', bodies: [body, MINE] });
  });
});
