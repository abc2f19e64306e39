import { expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';

/** What programs under Tokio end with, told by `main`, below a context, and by a log line. */
const ENDS: readonly (readonly [string, string, string])[] = [
  [
    'a closed channel below a context',
    'Error: press stopped\n\nCaused by:\n    channel closed',
    'tokio/channel-closed',
  ],
  [
    'a closed channel, numbered',
    'Error: press stopped\n\nCaused by:\n    0: desk\n    1: channel closed',
    'tokio/channel-closed',
  ],
  [
    'a disconnected crossbeam channel',
    'Error: out\n\nCaused by:\n    sending on a disconnected channel',
    'tokio/channel-closed',
  ],
  [
    'a closed semaphore',
    'Error: semaphore closed\n\nStack backtrace:\n   0: kiosk::main::{{closure}}',
    'tokio/channel-closed',
  ],
  ['a lagging reader below a context', 'Error: desk\n\nCaused by:\n    channel lagged by 36', 'tokio/channel-lagged'],
  ['a full channel', 'Error: no available capacity', 'tokio/channel-full'],
  ['a limit that passed', 'Error: deadline has elapsed', 'tokio/timeout-elapsed'],
  [
    'a limit that passed, logged',
    '2026-11-29T20:09:16.680251Z ERROR turnstile: doors error=deadline has elapsed',
    'tokio/timeout-elapsed',
  ],
  [
    'a cancelled task',
    'Error: task 4 was cancelled\n\nStack backtrace:\n   0: kiosk::main::{{closure}}',
    'tokio/task-panicked',
  ],
];

test.each(ENDS)('%s', async (_, said, expected) => {
  const report = await diagnoseText(
    `+ ./target/debug/kiosk\n${said}\n##[error]Process completed with exit code 1.\n`,
    'run.log',
  );
  expect(report.diagnoses.map(({ pattern }) => pattern)).toEqual([expected]);
});

test("a task's panic is the cause, the error of who waited for it only repeats it", async () => {
  const report = await diagnoseText(
    `thread 'tokio-rt-worker' (532) panicked at src/ink.rs:56:45:
ink ran out
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace
Error: task 4 panicked with message "ink ran out"

Stack backtrace:
   0: gazette::main::{{closure}}
##[error]Process completed with exit code 1.
`,
    'run.log',
  );
  expect(report.diagnoses.map(({ pattern }) => pattern)).toEqual(['rust/explicit-panic']);
  expect(report.diagnoses[0]?.occurrences[0]?.failure.location).toMatchObject({ file: 'src/ink.rs', line: 56 });
});

test.each([
  ['a test whose name says so', 'test queue::channel_closed ... ok\ntest result: ok. 1 passed; 0 failed; 0 ignored'],
  [
    'a warning that was handled',
    '2026-11-29T20:09:16Z  WARN desk: retrying error=deadline has elapsed\n2026-11-29T20:09:17Z  INFO desk: done',
  ],
])('silent: %s', async (_, said) => {
  expect((await diagnoseText(`${said}\n`, 'run.log')).diagnoses).toEqual([]);
});
