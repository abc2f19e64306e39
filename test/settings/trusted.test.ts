import { describe, expect, it } from 'vitest';
import { plain } from '../../src/core/render/safe/terminal.js';
import { trustedRules } from '../../src/settings/rules/trusted.js';
import type { GitHub } from '../../src/world/github/client.js';

const asked = { repository: 'octo/app', patterns: [], packs: { token: '' } as never };

/** What is known of the rules where GitHub answers a question for the branch like this. */
function rules(getBranch: (branch: unknown) => Promise<unknown>, branch?: string) {
  const github = { rest: { repos: { get: async () => ({ data: { default_branch: 'main' } }), getBranch } } };
  return trustedRules(github as unknown as GitHub, { ...asked, ...(branch && { branch }) });
}

describe('rules on a base branch that cannot be read', () => {
  it.each([403, 404, 500])('are a problem, and the built-in ones count: %d', async (status) => {
    const { problems, rules: known } = await rules(() => Promise.reject(Object.assign(new Error('no'), { status })));
    expect(problems.map(plain)).toEqual([expect.stringMatching(/^the rules on the base branch are not known: /)]);
    expect(known.patterns.patterns.length).toBeGreaterThan(100);
    expect(known.waiving.waivers).toEqual([]);
  });

  it('are asked for on the branch that counts, else on the default one', async () => {
    const seen: unknown[] = [];
    const getBranch = (branch: unknown) => {
      seen.push(branch);
      return Promise.reject(new Error('no'));
    };
    await rules(getBranch);
    await rules(getBranch, 'release');
    expect(seen).toMatchObject([{ branch: 'main' }, { branch: 'release' }]);
  });
});
