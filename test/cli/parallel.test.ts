import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { fleetRecords } from '../../scripts/fleet/plan.js';
import { COMMAND, whydunit } from './run.js';

const hasParallel = spawnSync('parallel', ['--version']).status === 0;

test.skipIf(!hasParallel)(
  'GNU parallel gives the records of one process, byte for byte and in their order',
  async () => {
    const records = fleetRecords({ logs: 60, repositories: 4, days: 9, seed: 3 });
    const input = [...records].map((record) => `${JSON.stringify(record)}\n`).join('');
    const args = ['--pipe', '--keep-order', '-N', '17', `${COMMAND} batch --quiet`];
    const { status, stdout } = spawnSync('parallel', args, { input, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toBe((await whydunit(['batch', '--quiet'], { input })).stdout);
    expect(stdout.trimEnd().split('\n')).toHaveLength(60);
  },
);
