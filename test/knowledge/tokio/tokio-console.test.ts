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
