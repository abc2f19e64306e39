import { describe, expect, it } from 'vitest';
import { type Clock, connect, isWaited, ONCE, statusOf } from '../../../src/world/github/client.js';
import { waitFor } from '../../../src/world/github/rate-limit.js';
import { LoopbackGitHub, WORKFLOW_TOKEN } from './loopback.js';

const NOW = Date.UTC(2026, 10, 23, 3, 0, 0);
const inSeconds = (seconds: number) => String(NOW / 1000 + seconds);
const wait = (status: number, headers: Record<string, string>, message = 'refused', refusals = 0) =>
  waitFor({ status, message, headers }, refusals, NOW);

describe('how long GitHub wants us to wait', () => {
  it.each([429, 403])('as told, for %s', (status) => {
    expect(wait(status, { 'retry-after': '7' })).toBe(7_000);
    expect(wait(status, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(30) })).toBe(31_000);
  });

  it('by their own clock, where they tell it', () => {
    const date = new Date(NOW + 600_000).toUTCString();
    expect(wait(429, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(610), date })).toBe(11_000);
  });

  it('a minute without a word, then twice as long', () => {
    expect([0, 1, 2].map((refusals) => wait(429, {}, 'Too many requests', refusals))).toEqual([
      60_000, 120_000, 240_000,
    ]);
    expect(wait(403, {}, 'You have exceeded a secondary rate limit.')).toBe(60_000);
    expect(wait(429, { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': inSeconds(30) })).toBe(60_000);
  });

  it('not at all, where another thing is wrong', () => {
    expect(wait(403, {}, 'Resource not accessible by integration')).toBeUndefined();
    expect(wait(403, { 'x-ratelimit-remaining': '12' }, 'Unable to create comment because issue is locked.')).toBe(
      undefined,
    );
    expect(wait(404, { 'retry-after': '7' })).toBeUndefined();
    expect(wait(502, {})).toBeUndefined();
  });
});

/** Waits are noted, and over at once. */
class FastClock implements Clock {
  readonly pauses: number[] = [];
  #now = NOW;

  now(): number {
    return this.#now;
  }

  async pause(milliseconds: number): Promise<void> {
    this.pauses.push(milliseconds);
    this.#now += milliseconds;
  }
}

describe('the client', () => {
  const against = async (work: (github: LoopbackGitHub, clock: FastClock) => Promise<void>) => {
    const github = await LoopbackGitHub.start();
    github.state.issues.add(7);
    try {
      await work(github, new FastClock());
    } finally {
      await github.stop();
    }
    expect(github.complaints).toEqual([]);
  };
  const THREAD = { owner: 'octo', repo: 'app', issue_number: 7 };

  it('waits as told and goes on, whatever the answer is called', () =>
    against(async (github, clock) => {
      const client = connect(WORKFLOW_TOKEN.value, github.origin, clock);
      github.faults.add({ method: 'GET', times: 1, shows: { status: 429, message: 'Too many requests' } });
      github.faults.add({
        method: 'GET',
        times: 1,
        shows: { status: 403, message: 'Slow down', headers: { 'retry-after': '9' } },
      });
      expect((await client.rest.issues.listComments(THREAD)).status).toBe(200);
      expect(clock.pauses).toEqual([60_000, 9_000]);
    }));

  it('gives up after five minutes in all, and at once where it would take longer', () =>
    against(async (github, clock) => {
      const client = connect(WORKFLOW_TOKEN.value, github.origin, clock);
      github.faults.add({ method: 'GET', shows: { status: 429, message: 'Too many requests' } });
      const failed = await client.rest.issues.listComments(THREAD).catch(statusOf);
      expect([failed, clock.pauses]).toEqual([429, [60_000, 120_000]]);
    }));

  it('leaves it to the caller to repeat what must not be repeated blindly', () =>
    against(async (github, clock) => {
      const client = connect(WORKFLOW_TOKEN.value, github.origin, clock);
      github.faults.add({ method: 'POST', times: 1, shows: { status: 429, headers: { 'retry-after': '5' } } });
      const create = () => client.rest.issues.createComment({ ...THREAD, body: 'x', request: ONCE });
      expect(isWaited(await create().catch((error: unknown) => error))).toBe(true);
      expect([clock.pauses, github.state.comments.length]).toEqual([[5_000], 0]);
    }));

  it('leaves a second between two writes', () =>
    against(async (github, clock) => {
      const client = connect(WORKFLOW_TOKEN.value, github.origin, clock);
      for (const body of ['one', 'two']) await client.rest.issues.createComment({ ...THREAD, body });
      expect(clock.pauses).toEqual([1_000]);
    }));
});
