import { expect, it } from 'vitest';
import { todayBy } from '../../../src/core/gate/clock.js';

const at = (text: string) => new Date(text);

it.each([
  ['ours where nobody else was asked', '2026-11-23T12:00:00Z', undefined, '2026-11-23', false],
  ['both alike', '2026-11-23T12:00:00Z', '2026-11-23T12:00:05Z', '2026-11-23', false],
  ['the later one, when ours is slow', '2026-11-23T23:59:00Z', '2026-11-24T00:01:00Z', '2026-11-24', false],
  ['the later one, when theirs is slow', '2026-11-24T00:01:00Z', '2026-11-23T23:59:00Z', '2026-11-24', false],
  ['neither, when ours is a day slow', '2026-11-22T12:00:00Z', '2026-11-23T12:00:00Z', '2026-11-23', true],
  ['neither, when ours is seven hours fast', '2026-11-23T19:00:00Z', '2026-11-23T12:00:00Z', '2026-11-23', true],
])('today is told by %s', (_, ours, theirs, day, problem) => {
  const today = todayBy(at(ours), theirs === undefined ? undefined : at(theirs));
  expect([today.day, today.problem !== undefined]).toEqual([day, problem]);
});
