import { expect, test } from 'vitest';
import { preCommit } from '../../../src/knowledge/lint/pre-commit.js';
import { nodeGyp } from '../../../src/knowledge/node/node-gyp.js';
import { recorded, runParser } from '../run-parser.js';

test('a pre-commit hook that failed wraps what its tool printed', () => {
  const [failure, ...others] = runParser(preCommit, recorded('lint/pre-commit')).failures;
  expect(others).toEqual([]);
  expect(failure).toMatchObject({
    role: 'wrapper',
    kind: 'lint',
    name: 'prices-sorted',
    facts: { exitCode: 1 },
    span: { first: 1 },
  });
});

test('a hook that changed files', () => {
  const log =
    'trim trailing whitespace....Failed\n- hook id: trailing-whitespace\n- exit code: 1\n- files were modified by this hook\n\nFixing a.txt\n\ncheck yaml....Passed';
  expect(runParser(preCommit, log).failures).toMatchObject([
    { kind: 'format', message: expect.stringContaining('changed files') },
  ]);
});

test('hooks that passed, and dots of other programs', () => {
  expect(runParser(preCommit, recorded('lint/pre-commit-passes')).failures).toEqual([]);
  expect(runParser(preCommit, 'connecting....Failed\ntrying the mirror').failures).toEqual([]);
});

test('node-gyp: the reason, the package, the compiler line before it', () => {
  const [failure, ...others] = runParser(nodeGyp, recorded('npm/native-addon')).failures;
  expect(others).toEqual([]);
  expect(failure).toMatchObject({
    tool: 'npm',
    code: 'node-gyp',
    name: 'payments',
    message: expect.stringContaining('failed with exit code: 2'),
  });
  expect(failure?.lines.some(({ text }) => text.includes('prices/table.h'))).toBe(true);
});
