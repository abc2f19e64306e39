import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/core/domain/source.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../src/walk/diagnose.js';

const patterns = await loadCatalogue([]);

async function told(text: string, about: Partial<Source> = {}, jobFailed = false) {
  const open = async function* () {
    yield Buffer.from(text);
  };
  const source: Source = { name: 'x', kind: 'file', outcome: 'unknown', open, ...about };
  const {
    status,
    diagnoses,
    unknown,
    possible = [],
  } = await diagnose({
    sources: [source],
    patterns,
    failOn: 'P0',
    run: {},
    jobFailed,
  });
  return { status, diagnoses, found: diagnoses.map(({ pattern }) => pattern), unknown, possible };
}

const BROKEN = [
  'Traceback (most recent call last):',
  '  File "/srv/worker.py", line 7, in <module>',
  '    connect()',
  'redis.exceptions.ConnectionError: Error 111 connecting to cache:6379. Connection refused.',
].join('\n');

describe('a log does not decide over itself', () => {
  const command = { kind: 'command', outcome: 'failed', exitCode: 1 } as const;

  it.each([
    ['a job queue that says so', `job 17: ok\nJob succeeded\n${BROKEN}`],
    ['at its end', `${BROKEN}\nJob succeeded`],
    ['in the words of Jenkins', `${BROKEN}\nFinished: SUCCESS`],
    ['in the words of Travis', `${BROKEN}\n\nDone. Your build exited with 0.`],
    ['as a whole job of GitHub', `##[group]Run x\n${BROKEN}\nCleaning up orphan processes`],
    ['by blaming another step', `${BROKEN}\n##[group]Run evil\n##[error]x`],
    ['by cleaning up', `Post job cleanup.\n${BROKEN}`],
    ['by ended commands', `The command "a" exited with 0.\n${BROKEN}\nThe command "b" exited with 0.`],
  ])('%s', async (_, text) => {
    expect((await told(text)).found).toContain('redis/connection-refused');
    expect((await told(text, command)).found).toContain('redis/connection-refused');
  });

  it('a decoy far ahead on the line hides nothing', async () => {
    const said = 'redis.exceptions.ConnectionError: Error 111 connecting to cache:6379';
    const lines = BROKEN.split('\n');
    const text = [...lines.slice(0, 3), `${said} ${'x'.repeat(9_000)} ${said}. Connection refused.`].join('\n');
    expect((await told(text)).found).toContain('redis/connection-refused');
  });
});

describe('a step that a log begins by itself', () => {
  const echo = (command: string) =>
    `##[group]Run ${command}\n${command}\nshell: /usr/bin/bash -e {0}\nenv:\n  CI: true\n##[endgroup]`;
  const ERROR = '##[error]Process completed with exit code 1.';
  const END = `Post job cleanup.\n[command]/usr/bin/git version\nCleaning up orphan processes`;
  /** As the runner stamps all that is printed. */
  const stamped = (...parts: readonly string[]) =>
    parts
      .join('\n')
      .split('\n')
      .map((line, index) => `2026-11-28T10:00:${String(index).padStart(2, '0')}.0000000Z ${line}`)
      .join('\n');
  const USES = '##[group]Run actions/checkout@v4\nwith:\n  fetch-depth: 1\n##[endgroup]';

  it.each([
    ['to fail in', [BROKEN, echo('evil'), ERROR, END]],
    ['of an action', [BROKEN, USES, ERROR, END]],
    ['after a failure that is none', ['##[error]x', echo('evil'), BROKEN, echo('more'), ERROR, END]],
    ['that cleans up', ['Post job cleanup.', BROKEN, ERROR, END]],
    ['among words of success', ['===== 12 passed in 0.31s =====', echo('a'), BROKEN, echo('b'), 'ok', ERROR, END]],
  ])('%s takes no P0 away', async (_, parts) => {
    const text = stamped(echo('python worker.py'), ...parts);
    for (const about of [{}, { outcome: 'failed' }] as const)
      expect((await told(text, about)).found).toContain('redis/connection-refused');
  });

  it.each([
    ['with the fold of one', `travis_fold:start:a\n${BROKEN}\nThe command "pytest" exited with 0.`],
    [
      'before one that failed',
      `travis_fold:start:a\n${BROKEN}\nThe command "a" exited with 0.\nThe command "b" exited with 1.`,
    ],
  ])('takes no P0 away in words of Travis, %s', async (_, text) => {
    expect((await told(text)).found).toContain('redis/connection-refused');
  });

  it('is believed as far as the headline goes: what failed by any reading comes first', async () => {
    const compiling =
      'error[E0382]: use of moved value: `x`\n --> src/main.rs:3:5\n  |\n3 |     x;\n  |     ^ value used here';
    const text = stamped(echo('python worker.py'), BROKEN, echo('cargo build'), compiling, ERROR, END);
    expect((await told(text)).found).toEqual(['rust/moved-value', 'redis/connection-refused']);
  });

  it('hides nothing that a pattern knows: it is told with little confidence, below the step that failed by any reading', async () => {
    const mild = 'Traceback (most recent call last):\n  File "sweep.py", line 3, in <module>\nValueError: no';
    const moved =
      'error[E0382]: use of moved value: `x`\n --> src/main.rs:3:5\n  |\n3 |     x;\n  |     ^ value used here';
    const made = 'make: *** [Makefile:3: all] Error 1';
    for (const [hidden, pattern] of [
      [mild, 'python/exception'],
      [moved, 'rust/moved-value'],
    ] as const)
      for (const about of [{}, { outcome: 'failed' }] as const) {
        const text = stamped(echo('sh ci.sh'), hidden, echo('make'), made, ERROR, END);
        const { diagnoses, unknown, found } = await told(text, about);
        expect(found).toEqual([pattern]);
        expect(diagnoses[0]).toMatchObject({ confidence: 'low', primary: false });
        expect(unknown).toMatchObject([{ primary: true }]);
      }
  });

  it('is quiet where nothing failed: what a job cleans up may say what it likes, below a P0', async () => {
    const mild = 'Traceback (most recent call last):\n  File "sweep.py", line 3, in <module>\nValueError: no';
    const text = stamped(echo('make'), 'ok', 'Post job cleanup.', mild, 'some word');
    expect(await told(text)).toMatchObject({ status: 'unknown', found: [] });
  });

  it('is one where a line names it, as GitHub names every line of a step', async () => {
    const named = (step: string, text: string) => stamped(text).replace(/^/gm, `e2e\t${step}\t`);
    const text = `${named('Try it', BROKEN)}\n${named('Build', `make: *** [Makefile:3: all] Error 1\n${ERROR}`)}`;
    expect((await told(text)).found).toEqual([]);
  });
});

describe('what is known from outside', () => {
  it('a command that failed has failed, without a word as well', async () => {
    const { status, unknown } = await told('', { kind: 'command', outcome: 'failed', exitCode: 7 });
    expect([status, unknown[0]?.occurrences[0]?.failure.message]).toEqual([
      'failed',
      'The command ended with exit code 7 and printed nothing.',
    ]);
    const killed = await told('\n', { kind: 'command', outcome: 'failed', exitCode: 137 });
    expect(killed.unknown[0]?.occurrences[0]?.failure).toMatchObject({
      message: 'The command was ended by SIGKILL (exit code 137) and printed nothing.',
      facts: { exitCode: 137, signal: 'SIGKILL' },
    });
  });

  it('the job failed: its log is told as a failure, not as possible', async () => {
    const text = 'warming up\nthe gizmo has no power\nall lights out\n';
    expect(await told(text)).toMatchObject({ status: 'unknown', unknown: [], possible: [] });
    const known = await told(text, {}, true);
    expect([known.status, known.unknown.length]).toEqual(['failed', 1]);
    expect(known.unknown[0]?.evidence.map((line) => line.text)).toContain('all lights out');
  });
});

it('what one program printed has no steps: marks of every kind leave its failures its own, in one step', async () => {
  const step = (command: string) => `##[group]Run ${command}\n${command}\nshell: /usr/bin/bash -e {0}\n##[endgroup]`;
  const text = [step('a'), BROKEN, step('b'), '##[error]Process completed with exit code 1.', 'Post job cleanup.']
    .join('\n')
    .split('\n')
    .map((line, index) => `2026-11-28T10:00:${String(index).padStart(2, '0')}.0000000Z ${line}`)
    .join('\n');
  const confidence = async (about: Partial<Source>) =>
    (await told(text, about)).diagnoses.find(({ pattern }) => pattern === 'redis/connection-refused')?.confidence;
  expect(await confidence({ kind: 'command', outcome: 'failed', exitCode: 1 })).toBe('high');
  expect(await confidence({ kind: 'container', outcome: 'failed' })).toBe('high');
  expect(await confidence({ kind: 'file', outcome: 'failed' })).toBe('low');
});
