import { describe, expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';

const EXIT = (code: number) => `##[error]Process completed with exit code ${code}.`;

async function answers(lines: readonly string[]): Promise<string[]> {
  const { diagnoses, unknown } = await diagnoseText(lines.join('\n'), 'run.log');
  return [...diagnoses.map(({ pattern }) => pattern), ...unknown.map(() => 'unknown')];
}

describe('what a Rust program said at its end', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'a lagging receiver, in a chain',
      'tokio/channel-lagged',
      ['Error: feed stopped', '', 'Caused by:', '    0: channel lagged by 4', EXIT(1)],
    ],
    [
      'a lagging receiver, in a container',
      'tokio/channel-lagged',
      [
        'loom-1  | 2026-11-29T03:00:00Z  INFO loom: weaving',
        "loom-1  | thread 'main' panicked at src/a.rs:5:5:",
        'loom-1  | called `Result::unwrap()` on an `Err` value: Recv(Lagged(9))',
        'loom-1 exited with code 101',
      ],
    ],
    [
      'a closed channel, logged',
      'tokio/channel-closed',
      ['2026-11-29T03:00:00Z ERROR loom::warp: thread lost: channel closed', EXIT(1)],
    ],
    [
      'a missing row, in an error of its own',
      'sqlx/row-missing',
      [
        "thread 'main' panicked at src/a.rs:5:5:",
        'called `Result::unwrap()` on an `Err` value: Store(RowNotFound)',
        EXIT(101),
      ],
    ],
    [
      'a route in the old notation',
      'rust/axum-route',
      ["thread 'main' panicked at src/a.rs:5:5:", 'Invalid route "/bolt/{id": insertion failed', EXIT(101)],
    ],
    [
      'an address that is none',
      'net/address-unusable',
      ["thread 'main' panicked at src/a.rs:5:5:", 'LOOM_ADDRESS: AddrParseError(Socket)', EXIT(101)],
    ],
    [
      'a locked database, numbered',
      'sqlite/locked',
      ['Error: ', '   0: cannot weave', '   1: error of the store: database is locked', EXIT(1)],
    ],
    [
      'a refused token',
      'http/unauthorized',
      ['Error: reqwest::Error { kind: Status(401), url: "https://loom.test/bolts" }', EXIT(1)],
    ],
    [
      'a socket that may not be used',
      'docker/socket-permission',
      ['2026-11-29T03:00:00Z ERROR loom: no engine: error trying to connect: Permission denied (os error 13)', EXIT(1)],
    ],
    [
      'memory that was not to be had, in a container',
      'rust/allocation-failed',
      ['loom-1  | memory allocation of 99999999999 bytes failed', 'loom-1 exited with code 134'],
    ],
    [
      'a file that is not there, in a chain',
      'program/file-missing',
      ['Error: no pattern cards', '', 'Caused by:', '    No such file or directory (os error 2)', EXIT(1)],
    ],
    [
      'a file that is not there, in a container that had logged',
      'container/file-missing',
      [
        'loom-1  | 2026-11-29T03:00:00Z  INFO loom: weaving',
        'loom-1  | cp: cannot open /srv/cards.toml: No such file or directory',
        'loom-1 exited with code 1',
      ],
    ],
    [
      'a setting of the wrong sort',
      'container/config-invalid',
      [
        "thread 'main' panicked at src/a.rs:5:5:",
        'LOOM_WIDTH must be a number: ParseIntError { kind: Empty }',
        EXIT(101),
      ],
    ],
    [
      'a setting that is not there',
      'container/config-invalid',
      ['loom: missing required config key: warp.width', EXIT(1)],
    ],
    [
      'a database that does not answer',
      'sqlx/database-unreachable',
      [
        "thread 'main' panicked at src/a.rs:5:5:",
        'no cards: error communicating with database: Connection reset by peer (os error 104)',
        EXIT(101),
      ],
    ],
  ])('%s', async (_, expected, lines) => {
    expect((await answers(lines))[0]).toBe(expected);
  });

  test('a panic that ended in an abort is the cause, and weighs as much', async () => {
    const { diagnoses } = await diagnoseText(
      [
        "thread 'main' panicked at src/a.rs:5:5:",
        'called `Option::unwrap()` on a `None` value',
        "thread 'main' panicked at library/core/src/panicking.rs:225:5:",
        'panic in a destructor during cleanup',
        'thread caused non-unwinding panic. aborting.',
        EXIT(134),
      ].join('\n'),
      'run.log',
    );
    expect(diagnoses.map(({ pattern, severity }) => [pattern, severity])).toEqual([['rust/unwrap-none', 'P0']]);
  });

  test('an abort without a panic before it is the cause itself', async () => {
    expect((await answers(['thread caused non-unwinding panic. aborting.', EXIT(134)]))[0]).toBe('rust/abort');
  });

  test('the backtrace does not hide what the container gave up for', async () => {
    const frames = Array.from({ length: 40 }, (_, at) => [
      `loom-1  |   ${at}: loom::f${at}`,
      `loom-1  |              at ./src/f.rs:${at}:1`,
    ]);
    const lines = [
      "loom-1  | thread 'main' panicked at src/a.rs:5:5:",
      'loom-1  | no warp: Os { code: 111, kind: ConnectionRefused, message: "Connection refused" }',
      'loom-1  | stack backtrace:',
      ...frames.flat(),
      'loom-1 exited with code 101',
    ];
    expect((await answers(lines))[0]).toBe('container/dependency-not-ready');
  });

  test.each([
    ['words about such channels', ['INFO loom: the channel closed after 3 rows', EXIT(1)]],
    ['an application’s own row', ['no rows returned by the loom', EXIT(1)]],
  ])('is not read in %s', async (_, lines) => {
    expect(await answers(lines)).toEqual(['unknown']);
  });
});
