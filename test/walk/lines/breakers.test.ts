import { describe, expect, it } from 'vitest';
import { severeIn, told } from './recordings.js';

const EXEC_FORMAT =
  'docker: Error response from daemon: failed to create task for container: exec /app/shop: exec format error: unknown.';
const REFUSED = [
  'Traceback (most recent call last):',
  '  File "/srv/app.py", line 7, in <module>',
  '    connect()',
  'psycopg2.OperationalError: connection to server at "db", port 5432 failed: Connection refused',
].join('\n');
const LIFE = ['start', 'die', 'start', 'die', 'start', 'die', 'start', 'die'].map(
  (what, index) =>
    `2026-11-28T10:00:0${index}.000000000Z container ${what} ${'ab'.repeat(32)} (exitCode=3, image=shop:1, name=shop)`,
);
const RATES = '{\n  "requests_total": 900,\n  "errors_total": 870\n}';
const PANIC = [
  "2026-11-28T10:00:00.728540572Z thread 'main' panicked at src/main.rs:12:44:",
  '2026-11-28T10:00:00.728542765Z called `Option::unwrap()` on a `None` value',
].join('\n');
const OVERFLOW = [
  "thread 'main' has overflowed its stack",
  'fatal runtime error: stack overflow',
  'error: test failed, to rerun pass `--lib`',
  '',
  'Caused by:',
  "  process didn't exit successfully: `/app/target/debug/deps/shop-0123456789abcdef` (signal: 6, SIGABRT: process abort signal)",
].join('\n');

async function severe(text: string): Promise<readonly string[]> {
  return severeIn(await told(`${text}\n`, 'failed'));
}

describe('lines around a P0 hide it not, each once a way to do so', () => {
  it.each([
    ['an error of a linker above', EXEC_FORMAT, 'error: linking with `cc` failed: exit status: 1\n*'],
    ["npm's lines below", EXEC_FORMAT, '*\nnpm error code 126\nnpm error path /app'],
    ['a frame of a stack below', EXEC_FORMAT, '*\n    at Object.<anonymous> (/app/a.js:1:1)'],
    ['the head of a panic above', EXEC_FORMAT, "thread 'main' panicked at src/main.rs:3:5:\n*"],
    ['the head of failed tests above', EXEC_FORMAT, '=== FAILURES ===\n___ test_login ___\n*'],
    ['a failed test of nextest above', REFUSED, '        FAIL [   0.004s] shop::cart totals\n*'],
    ['a good total of tests below', REFUSED, '*\n3 passed in 5.63s'],
    ['a command of Travis that failed above', REFUSED, 'The command "make" failed and exited with 2 during .\n*'],
    ['a line as gh names steps below', REFUSED, '*\ne2e\tRun tests\t2026-11-28T10:00:00.0000000Z ##[error]x'],
    ['words around a document', RATES, 'the rates are\n*\nthat is all'],
    ['words among events', LIFE.join('\n'), `${LIFE.slice(0, 3).join('\n')}\nhello\n${LIFE.slice(3).join('\n')}`],
    ['a line above a panic that the container did not print', PANIC, 'hello\n*'],
    ['an error that goes on below an abort', OVERFLOW, '*\nOSError: [Errno 98] Address already in use'],
  ])('%s', async (_, text, around) => {
    const alone = await severe(text);
    expect(alone.length).toBeGreaterThan(0);
    expect(await severe(around.replace('*', () => text))).toEqual(expect.arrayContaining([...alone]));
  });

  it('what is said at the end counts, also where it was said before', async () => {
    const end = `starting\nAPI_TOKEN is not set\n##[error]Process completed with exit code 1.`;
    expect(await severe(end)).toEqual(['container/env-missing']);
    expect(await severe(`API_TOKEN is not set\n${'frobnicating\n'.repeat(9)}${end}`)).toEqual([
      'container/env-missing',
    ]);
  });

  it('what excludes a loose line stands near it', async () => {
    const end = `${'frobnicating\n'.repeat(30)}API_TOKEN is not set\n##[error]Process completed with exit code 1.`;
    expect(await severe(`SHOP is not set. Defaulting to a blank string.\n${end}`)).toEqual(['container/env-missing']);
  });
});
