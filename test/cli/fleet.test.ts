import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { fleetRecords } from '../../scripts/fleet/plan.js';

test('what is planted in a small fleet comes out of batch and history', () => {
  const args = [resolve('node_modules/.bin/tsx'), 'scripts/fleet.ts', '--alone', '1200', '8', '30'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout.match(/\| found +\|/g)).toHaveLength(4);
  expect(stdout).not.toContain('missed');
});

test('the same seed gives the same logs, another one others', () => {
  const of = (seed: number) => JSON.stringify([...fleetRecords({ logs: 400, repositories: 8, days: 30, seed })]);
  expect(of(1)).toBe(of(1));
  expect(of(1)).not.toBe(of(2));
});
