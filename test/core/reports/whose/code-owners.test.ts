import { expect, it } from 'vitest';
import { codeOwners } from '../../../../src/core/reports/whose/code-owners.js';
import { growth, LINEAR } from '../../../growth.js';

/** GitHub's own example of the file, shortened (docs.github.com, about code owners). */
const EXAMPLE = `
# Lines that begin with a hash are comments.
*       @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
/build/logs/ @doctocat
docs/* docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
file\\ with\\ blanks.txt @blank
`;

it.for<[path: string, owners: string]>([
  ['README.md', '@global-owner1 @global-owner2'],
  ['src/deep/a.js', '@js-owner'],
  ['cmd/main.go', 'docs@example.com'],
  ['build/logs/a/b.txt', '@octocat'],
  ['deeply/nested/logs', '@octocat'],
  ['tools/apps/x.rs', '@octocat'],
  ['docs/a.md', '@doctocat'],
  ['scripts/a.sh', '@doctocat @octocat'],
  ['apps/github/x', ''],
  ['apps/githubber', '@octocat'],
  ['file with blanks.txt', '@blank'],
])('%s belongs to %s', ([path, owners]) => {
  expect(codeOwners(EXAMPLE)(path).join(' ')).toBe(owners);
});

it('a single star stays in its folder', () => {
  const owners = codeOwners('docs/* @docs\n');
  expect(owners('docs/getting-started.md')).toEqual(['@docs']);
  expect(owners('docs/build-app/troubleshooting.md')).toEqual([]);
});

it('only what can be an owner is one, and sections of GitLab are none', () => {
  const text =
    '[Database] @dba\n^[Docs][2] @docs\n* @ok <!-- @org/<b> @@x [link](https://evil.example) !no @org/team\n';
  expect(codeOwners(text)('a')).toEqual(['@ok', '@org/team']);
  expect(codeOwners('* @a @b @c @d @e @f @g')('a')).toHaveLength(5);
});

it('takes time that grows with the rules only, and no longer rules than names can be', () => {
  const line = `${'*a'.repeat(45)}b @x\n`;
  expect(growth((n) => codeOwners(line.repeat(n))('a'.repeat(200)), 500)).toBeLessThan(LINEAR);
  expect(codeOwners(`${'*a'.repeat(60)} @x`)('aaaa')).toEqual([]);
});
