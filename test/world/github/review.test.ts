import { describe, expect, it } from 'vitest';
import type { GitHub } from '../../../src/world/github/client.js';
import { type Remark, writeReview } from '../../../src/world/github/review.js';

const PATCH = ['@@ -1,3 +1,4 @@', ' fn a() {', '-    old();', '+    ship(order);', '+    pay();', ' }'].join('\n');
const remark = (over: Partial<Remark> = {}): Remark => ({
  file: 'src/a.rs',
  first: 2,
  last: 2,
  original: '    ship(order);',
  body: 'Read it.',
  ...over,
});

/** Writes remarks into the review of a pull request whose diff is one file; what was asked of GitHub to be written. */
async function written(remarks: readonly Remark[], said: readonly { path: string; body: string; user: string }[] = []) {
  const reviews: { comments: readonly Record<string, unknown>[]; commit_id: string }[] = [];
  const github = {
    graphql: async () => ({ viewer: { login: 'us' } }),
    rest: {
      pulls: {
        listReviewComments: async () => ({
          data: said.map(({ user, ...each }) => ({ ...each, user: { login: user } })),
        }),
        createReview: async (review: (typeof reviews)[number]) => reviews.push(review),
      },
    },
  } as unknown as GitHub;
  const count = await writeReview(github, {
    repository: 'octo/app',
    pullRequest: 7,
    sha: 'a1',
    remarks,
    files: [{ filename: 'src/a.rs', patch: PATCH }],
  });
  return { count, comments: reviews.flatMap(({ comments }) => comments) };
}

describe('a remark is written', () => {
  it('on lines that the diff shows with the very text it replaces', async () => {
    expect(await written([remark()])).toEqual({
      count: 1,
      comments: [{ path: 'src/a.rs', body: 'Read it.', line: 2, side: 'RIGHT' }],
    });
    const two = remark({ last: 3, original: '    ship(order);\n    pay();' });
    expect((await written([two])).comments).toEqual([
      { path: 'src/a.rs', body: 'Read it.', line: 3, side: 'RIGHT', start_line: 2, start_side: 'RIGHT' },
    ]);
    expect((await written([remark({ first: 1, last: 1, original: 'fn a() {' })])).count).toBe(1);
  });

  it.each<[what: string, over: Partial<Remark>]>([
    ['lines that hold something else', { original: '    ship(other);' }],
    ['lines that hold more', { original: '    ship(order)' }],
    ['lines that went', { original: '    old();' }],
    ['lines beside the diff', { first: 9, last: 9 }],
    ['another file', { file: 'src/b.rs' }],
    ['more lines than it tells of', { last: 3 }],
    ['fewer lines than it tells of', { original: '    ship(order);\n    pay();' }],
    ['lines of which one holds something else', { last: 3, original: '    ship(order);\n    pay(all);' }],
  ])('never on %s', async (_, over) => {
    expect(await written([remark(over)])).toEqual({ count: 0, comments: [] });
  });

  it('once, as long as it is our own that stands there', async () => {
    const said = (user: string, body = 'Read it.') => [{ path: 'src/a.rs', body, user }];
    expect((await written([remark()], said('us'))).count).toBe(0);
    expect((await written([remark()], said('us', 'Read it.\r\n'))).count).toBe(0);
    expect((await written([remark()], said('them'))).count).toBe(1);
    expect((await written([remark()], said('us', 'Another.'))).count).toBe(1);
    expect((await written([])).count).toBe(0);
  });
});
