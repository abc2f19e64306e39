import { describe, it } from 'vitest';
import { runAction } from '../action/runner.js';
import { push } from '../world/github/events.js';
import { LoopbackGitHub } from '../world/github/loopback.js';
import { figure, found, measured, reportOf } from './measured.js';

const MIB = 1024 * 1024;
const FAILURES = [
  'error[E0382]: use of moved value: `config`\n --> src/main.rs:14:20\n\nerror: could not compile `app` (bin "app") due to 1 previous error\n',
  'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\n    import nothing\nModuleNotFoundError: No module named \'nothing\'\n',
  "thread 'main' panicked at src/a.rs:3:5:\ncalled `Option::unwrap()` on a `None` value\nnote: run with `RUST_BACKTRACE=1`\n",
];
const FILLER = `${'2026-11-22 04:53:51 INFO request served in 12 ms by worker 3, all is well\n'.repeat(200)}`;

/** A mebibyte of a log that says nothing, with something in it. */
function* slice(failure = ''): Generator<string> {
  for (let size = failure.length; size < MIB; size += FILLER.length) yield FILLER;
  if (failure !== '') yield failure;
}

describe('what is large', () => {
  it('[L1] a log of a gibibyte: the findings of its slices, in little memory', async (context) => {
    const { expect } = context;
    function* whole(): Generator<string> {
      for (let index = 0; index < 1024; index++)
        yield* slice(index % 300 === 100 ? FAILURES[Math.floor(index / 300) % 3] : '');
    }
    const run = await measured(['-', '--format', 'json'], { input: whole() });
    const slices = await Promise.all(
      FAILURES.map(async (failure) =>
        found(reportOf(await measured(['-', '--format', 'json'], { input: slice(failure) }))),
      ),
    );
    expect(found(reportOf(run))).toEqual([...new Set(slices.flat())].sort());
    expect(run.mebibytes).toBeLessThanOrEqual(256);
    figure(
      context,
      `${Math.round(run.mebibytes)} MiB, ${run.seconds.toFixed(0)} s of processor time, ${found(reportOf(run)).length} findings`,
    );
  });

  it('[L2] a line of 100 MB: found after it, said to be read in pieces', async (context) => {
    const { expect } = context;
    function* line(): Generator<string> {
      for (let index = 0; index < 1_000; index++) yield 'x'.repeat(100_000);
      yield `\n${FAILURES[1]}`;
    }
    const run = await measured(['-', '--format', 'json'], { input: line() });
    const report = reportOf(run);
    expect(found(report)).toHaveLength(1);
    expect(report.sources[0]?.notes).toContain('1 very long line was read in pieces');
    expect(run.mebibytes).toBeLessThanOrEqual(256);
    figure(context, `${Math.round(run.mebibytes)} MiB, ${run.seconds.toFixed(1)} s of processor time`);
  });

  it('[L8] a cold start asks nobody before the configuration was read', async (context) => {
    const { expect } = context;
    const github = await LoopbackGitHub.start();
    const files = { 'a.log': FAILURES[0] as string, '.github/whydunit.yml': 'waivers: [' };
    const broken = await runAction({ github, event: push(), inputs: { logs: 'a.log' }, files });
    await github.stop();
    const run = await measured(['-', '--format', 'json'], { input: [FAILURES[0] as string] });
    expect([broken.exitCode, broken.outputs['verdict'], github.seen.length]).toEqual([2, 'blocked', 0]);
    figure(context, `0 requests; ${run.seconds.toFixed(2)} s of processor time for one failure`);
  });
});
