import { describe, expect, it } from 'vitest';
import { connect } from '../../../../src/world/github/client.js';
import { begin, returned, seenAgain } from '../../../../src/world/github/incidents/advance.js';
import { advancedBody, newBody } from '../../../../src/world/github/incidents/body.js';
import { readRecord } from '../../../../src/world/github/incidents/data.js';
import { IncidentIssues, type Occurrence } from '../../../../src/world/github/incidents/issues.js';
import { diagnosis } from '../../../core/render/reports.js';
import { seeded } from '../contributions/crowd.js';
import { LoopbackGitHub, WORKFLOW_TOKEN } from '../loopback.js';
import { SharedTime } from '../shared-time.js';

/** The whole scorecard runs 100. */
const SEEDS = Number(process.env['WHYDUNIT_SEEDS'] ?? 4);
/** A request and its answer travel at most so long each, in milliseconds. */
const SLOWEST = 400;

function occurrence(run: number): Occurrence {
  const here = { at: '2026-11-23T03:00:00.000Z', run, attempt: 1, sha: 'a'.repeat(40), branch: 'main', job: 'x' };
  const record = begin(diagnosis({ severity: 'P0', fingerprint: '00000000000000aa' }), here);
  return {
    fingerprint: record.fingerprint,
    title: 'P0: The boiler burst',
    opening: newBody(record, 'state', 'story'),
    again: (body) =>
      advancedBody(
        body,
        (known) => seenAgain(known, here),
        () => 'state',
      ),
    returned: (body) =>
      advancedBody(
        body,
        (known) => returned(known, here),
        () => 'state',
      ),
  };
}

async function against<T>(
  seed: number,
  work: (github: LoopbackGitHub, keep: (run: number) => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const github = await LoopbackGitHub.start();
  const random = seeded(seed);
  const permissions = { contents: 'read', issues: 'write' } as const;
  github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions });
  const clock = new SharedTime();
  github.time = clock;
  github.latency = () => random() * SLOWEST;
  const keep = (run: number) =>
    clock.act(async () => {
      const issues = new IncidentIssues(connect(WORKFLOW_TOKEN.value, github.origin, clock), 'octo/app', {
        clock,
        random,
      });
      return issues.keep(occurrence(run), await issues.open());
    });
  try {
    return await work(github, keep);
  } finally {
    await github.stop();
    expect(github.complaints).toEqual([]);
  }
}

const open = (github: LoopbackGitHub) => github.state.tracker.filter(({ state }) => state === 'open');
const runs = (body = '') => {
  const told = readRecord(body);
  return told.kind === 'record' ? [...new Set(told.record.moments.map(({ run }) => run))].sort((a, b) => a - b) : told;
};
const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);

describe('jobs that see the same P0 at once', () => {
  it.each(seeds)('32 of one run end in one open issue, which counts one run (seed %i)', async (seed) => {
    await against(seed, async (github, keep) => {
      await Promise.all(Array.from({ length: 32 }, () => keep(10)));
      const [oldest] = github.state.tracker;
      expect(open(github)).toEqual([oldest]);
      expect(readRecord(oldest?.body ?? '')).toMatchObject({ record: { count: 1 } });
      expect(github.state.tracker.slice(1).every(({ stateReason }) => stateReason === 'duplicate')).toBe(true);
    });
  });

  it.each(seeds)('of four runs end in one open issue that knows all of them (seed %i)', async (seed) => {
    await against(seed, async (github, keep) => {
      await Promise.all([10, 11, 12, 13].map(keep));
      expect(open(github)).toHaveLength(1);
      expect(runs(open(github)[0]?.body)).toEqual([10, 11, 12, 13]);
    });
  });
});
