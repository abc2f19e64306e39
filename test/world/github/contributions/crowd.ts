import { connect } from '../../../../src/world/github/client.js';
import { type Delivery, keepComment, type SharedComment } from '../../../../src/world/github/comment.js';
import { decode, encode } from '../../../../src/world/github/contributions/codec.js';
import type { Contribution } from '../../../../src/world/github/contributions/contribution.js';
import { holds, join, type State, stateOf } from '../../../../src/world/github/contributions/state.js';
import { LoopbackGitHub, WORKFLOW_TOKEN } from '../loopback.js';
import { SharedTime } from '../shared-time.js';

/** A request and its answer travel at most so long each, in milliseconds. */
const SLOWEST = 120;
const MARK = '<!-- whydunit -->';
/** Where the loopback's pull request is. */
export const PLACE = 'octo/app#7';
export const [A, B] = ['a'.repeat(40), 'b'.repeat(40)];

/** Random numbers that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a job says that failed for a reason of its own. */
export function contribution(key: string, over: Partial<Contribution> = {}): Contribution {
  return {
    key,
    sha: B,
    run: 20,
    attempt: 1,
    at: 0,
    job: key,
    level: 0,
    left: { findings: 0, parts: {} },
    report: {
      schema: 1,
      tool: { name: 'whydunit', version: '0' },
      run: {},
      status: 'failed',
      diagnoses: [],
      unknown: [unknown(key)],
      sources: [],
      verdict: { gate: 'pass', failOn: 'P0', blocking: [], reasons: [] },
    },
    ...over,
  };
}

export function unknown(fingerprint: string) {
  const failure = { tool: 'pytest', kind: 'test', name: `test_${fingerprint}`, message: 'assert 3 == 4' };
  return { fingerprint, primary: true, failure, evidence: [] };
}

/** The same, that passed. */
export function passed(key: string, over: Partial<Contribution> = {}): Contribution {
  const { report, ...rest } = contribution(key, over);
  return { ...rest, report: { ...report, status: 'passed', unknown: [] } };
}

/** What the jobs' comments say, by the real rules; their looks belong to other tests. */
export function shared(mine: Contribution, over: Partial<SharedComment<State>> = {}): SharedComment<State> {
  return {
    repository: 'octo/app',
    pullRequest: 7,
    head: mine.sha,
    mark: MARK,
    contents: {
      read: (body) => decode(body.split('\n', 2)[1] ?? '', PLACE),
      join,
      holds,
      write: (state) => `${MARK}\n${encode(state, PLACE)}\n\n${[...state.keys()].join(', ')}`,
    },
    mine: stateOf(mine),
    create: mine.report.status === 'failed',
    crowd: true,
    isOurs: (state) => [...state.values()].every(({ now }) => now.key === mine.key || now.run < mine.run),
    ...over,
  };
}

/** What jobs have around them: chance, and time that they share with GitHub. */
export interface Around {
  readonly clock: SharedTime;
  readonly random: () => number;
}

/** Each job has a token of its own, as in a real run, so that its requests can be counted. */
export function report(
  github: LoopbackGitHub,
  comment: SharedComment<State>,
  around: Around,
  /** Milliseconds until the job begins. */
  after = 0,
): Promise<Delivery<State>> {
  const value = `ghs_${[...comment.mine.keys()].join()}`;
  github.state.tokens.set(value, { ...WORKFLOW_TOKEN, value });
  return around.clock.act(async () => {
    await around.clock.pause(after);
    return keepComment(connect(value, github.origin, around.clock), comment, around);
  });
}

/** The most requests that one job made. */
export function mostRequests(github: LoopbackGitHub): number {
  const counts = new Map<string, number>();
  for (const { authorization = '' } of github.seen) counts.set(authorization, (counts.get(authorization) ?? 0) + 1);
  return Math.max(...counts.values());
}

/** What our account's comments on the pull request say. */
export function said(github: LoopbackGitHub): State[] {
  return github.state
    .commentsOf(7)
    .filter(({ body }) => body.startsWith(MARK))
    .map(({ body }) => decode(body.split('\n', 2)[1] ?? '', PLACE) ?? new Map());
}

/** Runs work against a GitHub of its own whose requests take a random time. */
export async function against(seed: number, work: (github: LoopbackGitHub, around: Around) => Promise<void>) {
  const github = await LoopbackGitHub.start();
  const around = { random: seeded(seed), clock: new SharedTime() };
  github.state.addPullRequest(7);
  github.time = around.clock;
  github.latency = () => around.random() * SLOWEST;
  try {
    await work(github, around);
  } finally {
    await github.stop();
  }
  return github.complaints;
}

/** So many seeds at once: each has a GitHub and a time of its own, and waits more than it works. */
const ABREAST = 6;

/** The same work with each of the seeds from 1 on; what the GitHubs complained of, all together. */
export async function abreast(
  seeds: number,
  work: (seed: number, github: LoopbackGitHub, around: Around) => Promise<void>,
): Promise<string[]> {
  let next = 1;
  const complaints: string[] = [];
  const lane = async (): Promise<void> => {
    while (next <= seeds) {
      const seed = next++;
      complaints.push(...(await against(seed, (github, around) => work(seed, github, around))));
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, lane));
  return complaints;
}
