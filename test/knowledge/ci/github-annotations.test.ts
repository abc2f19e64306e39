import { describe, expect, test } from 'vitest';
import { githubAnnotations } from '../../../src/knowledge/ci/github-annotations.js';
import { runParser } from '../run-parser.js';

const failures = (...lines: string[]) => runParser(githubAnnotations, lines.join('\n')).failures;

describe('the end of a command is a wrapper that shows what was printed last', () => {
  const job = [
    '##[group]Run ./check.sh',
    './check.sh',
    'shell: /usr/bin/bash -e {0}',
    'env:',
    '  LEVEL: 2',
    '##[endgroup]',
    'checking prices',
    '',
    '##[group]details',
    'price of apples: missing',
    '##[endgroup]',
    '##[error]Process completed with exit code 3.',
    'Post job cleanup.',
  ];

  test('without empty lines, group markers and the echo of the command', () => {
    const [failure, ...others] = failures(...job);
    expect(others).toEqual([]);
    expect(failure).toMatchObject({ tool: 'github', kind: 'ci', role: 'wrapper', facts: { exitCode: 3 } });
    expect(failure?.lines.map(({ text }) => text)).toEqual([
      'checking prices',
      'price of apples: missing',
      '##[error]Process completed with exit code 3.',
    ]);
  });

  test('not beyond the step', () => {
    const [, second] = failures(
      '##[group]Run one',
      'shell: bash',
      '##[endgroup]',
      'one',
      '##[error]Process completed with exit code 1.',
      '##[group]Run two',
      'shell: bash',
      '##[endgroup]',
      'two',
      '##[error]Process completed with exit code 2.',
    );
    expect(second?.lines.map(({ text }) => text)).toEqual(['two', '##[error]Process completed with exit code 2.']);
  });

  test.each([
    ["##[error]The process '/usr/bin/git' failed with exit code 128", 128],
    ["##[error]Bash exited with code '1'.", 1],
    ["##[error]PowerShell exited with code '2'.", 2],
    ['##[error]Process completed with exit code -1073741515.', -1073741515],
  ])('%s', (line, exitCode) => {
    expect(failures(line)).toMatchObject([{ role: 'wrapper', facts: { exitCode } }]);
  });
});

test.each([
  ['Resource not accessible by integration', 'permission'],
  ['The operation was canceled.', 'cancelled'],
  ['The job running on runner GitHub Actions 2 has exceeded the maximum execution time of 360 minutes.', 'timeout'],
  ['The job has exceeded the maximum execution time of 45m0s', 'timeout'],
  ["The action 'Run tests' has timed out after 10 minutes.", 'timeout'],
  [
    'The runner has received a shutdown signal. This can happen when the runner service is stopped, or a manually started runner is canceled.',
    'runner-lost',
  ],
  ['The hosted runner lost communication with the server. Anything in your workflow', 'runner-lost'],
  ['Input required and not supplied: token', 'missing-input'],
  ['Unable to resolve action `acme/setup@v9`, unable to find version `v9`', 'unresolved-action'],
  ['Unable to download artifact(s): Artifact not found for name: dist', 'artifact'],
  ['API rate limit exceeded for installation ID 1.', 'rate-limit'],
  [
    'This request has been automatically failed because it uses a deprecated version of `actions/cache: v2`.',
    'deprecated',
  ],
])('%s names its cause', (text, code) => {
  expect(failures(`##[error]${text}`)).toMatchObject([{ role: 'cause', kind: 'ci', code }]);
});

test('an unprocessed command carries file, line and column', () => {
  expect(failures('::error file=src/a.ts,line=3,col=5,title=x::no price')).toMatchObject([
    { message: 'no price', location: { file: 'src/a.ts', line: 3, column: 5 } },
  ]);
});

test('a script that would print one, an empty one and a linter table are left alone', () => {
  expect(
    failures(
      'echo "::error::no price"',
      '##[error]',
      '##[error]  3:5  error  no price  no-price',
      '##[warning]no price',
    ),
  ).toEqual([]);
});

test.each(['[notice] A new release of pip is available: 24.0 -> 25.1', '[warning] the cache is old'])(
  'what says itself that it is no error is none: %j',
  (words) => {
    expect(failures('setting up', `##[error]${words}`, 'done')).toEqual([]);
  },
);
