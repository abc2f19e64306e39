import { describe, expect, test } from 'vitest';
import { milliseconds } from '../../../src/core/parse/cells.js';
import { tokioAsyncOps } from '../../../src/knowledge/tokio/tokio-async-ops.js';
import { tokioTaskView } from '../../../src/knowledge/tokio/tokio-task-view.js';
import { tokioTasks } from '../../../src/knowledge/tokio/tokio-tasks.js';
import { tokioWarnings } from '../../../src/knowledge/tokio/tokio-warnings.js';
import { recorded, runParser } from '../run-parser.js';

test.each([
  ['0ns', 0],
  ['345.6µs', 0.3456],
  ['345us', 0.345],
  ['1.2ms', 1.2],
  ['12s', 12_000],
  ['2m30s', 150_000],
  ['2m 30s', 150_000],
  ['4h07m', 14_820_000],
  ['3d02h', 266_400_000],
  ['120d', 10_368_000_000],
  ['task', undefined],
  ['12', undefined],
])('%s', (text, expected) => {
  const found = milliseconds(text);
  if (expected === undefined) expect(found).toBeUndefined();
  else expect(found).toBeCloseTo(expected, 6);
});

describe('the tasks table', () => {
  const tasks = (text: string) => runParser(tokioTasks, text).failures;

  test('each task is a measurement with its numbers and the place it was spawned at', () => {
    const found = tasks(recorded('tokio/console-stuck-task'));
    expect(found).toHaveLength(13);
    expect(found[0]).toMatchObject({
      tool: 'tokio-console',
      kind: 'measurement',
      name: 'thumbnails',
      location: { file: 'src/main.rs' },
      facts: { state: 'running', polls: 2, taskKind: 'task' },
    });
  });

  test('terminals without UTF-8, older versions without Sched and Kind, names of several words', () => {
    const screen = [
      '|Warn  ID  State  Name          Total  Busy  Idle  Polls  Target       Location',
      '|! 1   12  BUSY   my long task  1h05m  900us 1h05m 1,204  tokio::task  <cargo>/hyper-1.0/src/common/exec.rs:5:3',
      '|      13  DONE                 3d02h  1ms   3d02h 7      tokio::task  src/main.rs:1:1',
    ].join('\n');
    expect(tasks(screen)).toMatchObject([
      { name: 'my long task', facts: { state: 'running', polls: 1204, totalMs: 3_900_000 }, location: { line: 5 } },
      { name: 'task 13', facts: { state: 'completed', polls: 7 } },
    ]);
  });

  test('other tables with a column of polls are none', () => {
    expect(tasks('Election  Polls  Total\nMay       12     3')).toEqual([]);
  });
});

test('lost wakers: share of all tasks, and the one place they come from', () => {
  const [found] = runParser(tokioWarnings, recorded('tokio/console-lost-wakers')).failures;
  expect(found).toMatchObject({
    facts: { lostWakers: 12, tasks: 24, lostWakerShare: 50, warnedLocations: 1 },
    location: { file: 'src/main.rs' },
  });
});

test('lost wakers from two places name no place', () => {
  const [found] = runParser(tokioWarnings, recorded('tokio/console-lost-wakers-two-places')).failures;
  expect(found?.facts).toMatchObject({ lostWakers: 4, warnedLocations: 2 });
  expect(found?.location).toBeUndefined();
});

describe('a place that the screen does not prove is not claimed', () => {
  const header = '│Warn  ID  State  Name   Total▿ Busy   Sched  Idle   Polls Kind   Location        Fields';
  const warned = (id: number) =>
    `│⚠ 1     ${id} ⏸   dial-${id}  6s   104µs   0ns   6s   1   task   src/dial.rs:31:14 size.bytes=0`;
  const facts = (...lines: string[]) => runParser(tokioWarnings, lines.join('\n')).failures[0]?.facts;

  test('rows below the screen', () => {
    const found = facts('│⚠ 9 tasks have lost their wakers', '╭Tasks (40) ▶ Running (0)', header, warned(1), warned(2));
    expect(found).not.toHaveProperty('location');
    expect(found).toMatchObject({ lostWakers: 9, spawned: 'places that this screen does not prove' });
  });

  test('rows that may be warned of for something else', () => {
    const others = ['│⚠ 2 tasks have lost their wakers', '│⚠ 2 tasks are 2048 bytes or larger'];
    expect(facts(...others, '╭Tasks (40) ▶ Running (0)', header, warned(1), warned(2))).not.toHaveProperty('location');
  });

  test('all of them, for this alone', () => {
    const found = facts('│⚠ 2 tasks have lost their wakers', '╭Tasks (4) ▶ Running (0)', header, warned(1), warned(2));
    expect(found).toMatchObject({ location: 'src/dial.rs:31:14', warnedLocations: 1 });
  });
});

test('a task that yields in a circle gets its turn at once, and is polled for nothing', () => {
  const header = '│Warn  ID  State  Name   Total▿ Busy   Sched  Idle   Polls Kind   Location        Fields';
  const row = (times: string) => `│   4 ⏸   drain   ${times}   task   src/drain.rs:12:7 size.bytes=24`;
  const facts = (times: string) => runParser(tokioTasks, [header, row(times)].join('\n')).failures[0]?.facts;
  expect(facts('9s 3s 5s 1s 301455')).toMatchObject({ unscheduledShare: 0, restless: 'yes' });
  // It works for most of its life, or waits long for each turn.
  expect(facts('9s 8s 200ms 800ms 301455')).not.toHaveProperty('restless');
  expect(facts('9s 3s 5s 1s 18')).toMatchObject({ unscheduledShare: 55.6 });
});

test('operations that wait for a lock are counted, and the lock is named', () => {
  const [found] = runParser(tokioAsyncOps, recorded('tokio/console-contention')).failures;
  expect(found).toMatchObject({ facts: { operation: 'Mutex::lock' }, location: { file: 'src/main.rs' } });
  expect(found?.facts['waiting']).toBeGreaterThan(3);
});

describe('the view of one task', () => {
  const view = (text: string) => runParser(tokioTaskView, text).failures[0];

  test('two panels beside each other', () => {
    expect(view(recorded('tokio/console-self-wakes-view'))).toMatchObject({
      name: 'poller',
      facts: { selfWakeShare: 100 },
    });
  });

  test('wakers dropped without use', () => {
    expect(view(recorded('tokio/console-waker-drops'))?.facts['unusedDrops']).toBeGreaterThan(500);
    expect(view(recorded('tokio/console-healthy-view'))?.facts['unusedDrops']).toBe(0);
  });

  test('a list of the same names', () => {
    expect(view('Task ID: 7\nPolls: 15000\nTotal: 2m 30s\nBusy: 2s')).toMatchObject({
      name: 'task 7',
      facts: { polls: 15_000, busyShare: 1.3, pollsPerSecond: 100 },
    });
  });

  test('a table of the same names, wakes far ahead of polls', () => {
    const text = 'Polls: 40\n│ Wakes │ 900 │\n│ Waker Drops │ 0 │\n│ Waker Clones│ 900 │\nTotal: 10s\nBusy: 1s';
    expect(view(text)?.facts).toMatchObject({ wakes: 900, polls: 40, unscheduledShare: 95.6, unusedDrops: 0 });
  });
});
