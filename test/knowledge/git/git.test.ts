import { describe, expect, test } from 'vitest';
import { git } from '../../../src/knowledge/git/git.js';
import { recorded, runParser } from '../run-parser.js';

const failures = (text: string) => runParser(git, text).failures;

test.each([
  ['repo-missing-https', "repository 'http://127.0.0.1:8471/acme/payments.git/' not found"],
  ['auth-ssh', 'git@127.0.0.1: Permission denied (publickey).'],
  ['host-key-changed', 'Host key verification failed.'],
  ['branch-missing-clone', 'Remote branch release/2 not found in upstream origin'],
  ['network-dns', 'Could not resolve host: git.acme.invalid'],
  ['push-rejected', 'failed to push some refs'],
  ['bad-url-scheme', 'remote-htps'],
])('%s: one failure, with the reason and not what follows from it', (scenario, message) => {
  const found = failures(recorded(`git/${scenario}`));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    tool: 'git',
    kind: 'command',
    role: 'cause',
    message: expect.stringContaining(message),
  });
});

describe('prefixes', () => {
  const log = (prefix: string) =>
    `${prefix}Cloning into 'x'...\n${prefix}Permission denied (publickey).\n${prefix}fatal: Could not read from remote repository.`;
  test.each(['     [exec] ', 'npm ERR! ', 'npm error '])('%s', (prefix) => {
    expect(failures(log(prefix))).toMatchObject([{ message: 'Permission denied (publickey).' }]);
  });
  test('a message over two lines', () => {
    expect(failures('fatal: remote error: \n  Repository not found.')).toMatchObject([
      { message: 'Repository not found.' },
    ]);
  });
});

describe('silence', () => {
  test('a probe that fails in a good build', () => {
    expect(failures(recorded('git/probe-passes'))).toEqual([]);
  });
  test.each([
    "fatal: No url found for submodule path 'x' in .gitmodules",
    'fatal: no tag exactly matches',
    'fatal: [web1]: FAILED! => {}',
  ])('%s, when work goes on', (line) => {
    expect(failures(`${line}\na\nb\nc\nd\ne\nf`)).toEqual([]);
  });
  test('in the runner’s clean-up', () => {
    expect(
      failures(
        "Post job cleanup.\n[command]/usr/bin/git version\nfatal: unable to access 'https://x/': Could not resolve host: x",
      ),
    ).toEqual([]);
  });
  test('when it is tried again', () => {
    expect(
      failures(
        "fatal: unable to access 'https://x/': Could not resolve host: x\nThe process '/usr/bin/git' failed with exit code 128\nWaiting 15 seconds before trying again",
      ),
    ).toHaveLength(1);
    expect(
      failures(
        "fatal: unable to access 'https://x/': Could not resolve host: x\nWaiting 15 seconds before trying again",
      ),
    ).toEqual([]);
  });
});

test('an unknown fatal line counts when the command is said to have failed', () => {
  expect(failures('fatal: something new in git 3\n##[error]Process completed with exit code 128.')).toMatchObject([
    { message: 'something new in git 3' },
  ]);
});

test('a missing submodule entry counts only then', () => {
  const line = "fatal: No url found for submodule path 'x' in .gitmodules";
  expect(failures(line)).toEqual([]);
  expect(failures(`${line}\n##[warning]The process '/usr/bin/git' failed with exit code 128`)).toEqual([]);
  expect(failures(`${line}\n##[error]The process '/usr/bin/git' failed with exit code 128`)).toHaveLength(1);
});

test('a merge that stops at a conflict', () => {
  const log =
    'Auto-merging prices.js\nCONFLICT (content): Merge conflict in prices.js\nAutomatic merge failed; fix conflicts and then commit the result.';
  expect(failures(log)).toMatchObject([{ span: { first: 1, last: 3 } }]);
});

test('Ansible says fatal of a host, which is not git', () => {
  expect(failures('fatal: [kiln1]: FAILED! => {"changed": false, "msg": "no such package"}')).toEqual([]);
});

test('a rejected branch belongs to the push, also where its blank was lost', () => {
  const [failure] = failures(
    "To https://git.example/kiln.git\n! [rejected]         main -> main (non-fast-forward)\nerror: failed to push some refs to 'https://git.example/kiln.git'",
  );
  expect(failure?.lines.map(({ text }) => text)).toContain('! [rejected]         main -> main (non-fast-forward)');
});
