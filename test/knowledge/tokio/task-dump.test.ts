import { describe, expect, test } from 'vitest';
import { tokioTaskCount } from '../../../src/knowledge/tokio/tokio-task-count.js';
import { tokioTaskDump } from '../../../src/knowledge/tokio/tokio-task-dump.js';
import { recorded, runParser } from '../run-parser.js';

const LOCKED = '  └╼ {async_fn#0}<u8> at /home/u/.cargo/registry/src/index/tokio-1.50.0/src/sync/rwlock.rs:429:33';
const task = (place: string, below: string) => `╼ pool::work::{{closure}} at ${place}\n${below}\n`;

describe('a dump of the tasks', () => {
  const facts = (text: string) => runParser(tokioTaskDump, text).failures[0]?.facts;

  test('counts who waits for locks, where, and who else may hold one', () => {
    expect(facts(recorded('tokio/dump-deadlock'))).toMatchObject({ lockWaiters: 2, lockPlaces: 2, lockHolders: 0 });
    expect(facts(recorded('tokio/dump-lock-held'))).toMatchObject({ lockWaiters: 2, lockHolders: 1 });
  });

  test('without a lock that is waited for, it is nothing', () => {
    expect(facts(recorded('tokio/dump-healthy'))).toBeUndefined();
  });

  test('many at one place line up; a task between two messages holds none', () => {
    const recv = '  └╼ recv at /home/u/.cargo/registry/src/index/tokio-1.50.0/src/sync/mpsc/bounded.rs:245:42';
    const text = [task('src/pool.rs:9:30', LOCKED), task('src/pool.rs:9:30', LOCKED), task('src/feed.rs:3:9', recv)];
    expect(facts(text.join('\n'))).toMatchObject({ lockWaiters: 2, lockPlaces: 1, lockHolders: 0, dumpedTasks: 3 });
  });
});

describe('counts of living tasks', () => {
  const facts = (text: string) => runParser(tokioTaskCount, text).failures[0]?.facts;

  test.each([
    ['a field of a log', (count: number) => `{"message":"stats","alive_tasks":${count}}`],
    ['a gauge', (count: number) => `tokio_live_tasks_count{runtime="main"} ${count}`],
    [
      'the Debug form',
      (count: number) => `RuntimeMetrics { workers_count: 2, live_tasks_count: ${count}, elapsed: 1s }`,
    ],
    ['the title of a screen', (count: number) => `╭Tasks (${count}) ▶ Running (1) ⏸ Idle (9)──╮`],
  ])('%s', (_, form) => {
    const climb = [20, 110, 240, 360, 480].map(form).join('\nanother line\n');
    expect(facts(climb)).toMatchObject({ taskReadings: 5, tasksAtFirst: 20, tasksAtLast: 480, tasksGained: 460 });
    expect(facts([20, 110, 50, 120, 60].map(form).join('\n'))).toMatchObject({ taskReadings: 2 });
  });

  test('one count is no series', () => {
    expect(facts('num_alive_tasks=400')).toBeUndefined();
  });
});
