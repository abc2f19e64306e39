/** A fleet of repositories and what broke in them, made from recorded runs: the same seed gives the same logs. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT, readScenario, scenarioIds } from '../scenario.js';

export interface FleetSize {
  readonly logs: number;
  readonly repositories: number;
  readonly days: number;
  readonly seed: number;
}

/** A record of `whydunit batch`. */
export interface FleetRecord {
  readonly id: string;
  readonly path?: string;
  readonly text?: string;
  readonly outcome: 'passed' | 'failed';
  readonly job: string;
  readonly time: string;
  readonly run: {
    readonly repository: string;
    readonly workflow: string;
    readonly sha: string;
    readonly runId: number;
    readonly runAttempt: number;
    readonly author: string;
  };
}

/** What was planted, and has to be found again. */
export const TRUTHS = {
  flakiest: 'tests/test_basket.py::test_flakiest',
  outage: readScenario('npm/network').expect,
  back: { pattern: readScenario('docker/pull-tag-missing').expect, repository: 'acme/repository-3' },
} as const;

const OUTAGE = 'npm/network';
const BACK = 'docker/pull-tag-missing';
const FLAKY = 'pytest/assertion-exit-on-first';
/** The recorded run that people will find told wrongly. */
export const JUDGED = FLAKY;

/** A log of one failed test, recorded. */
const FLAKY_TEST = 'test_basket_total';

const BEGAN = Date.UTC(2026, 8, 1);
const DAY = 86_400_000;
/** So much of the way through the outage hits everybody, and what was mended comes back. */
const OUTAGE_AT = 0.45;
const BROKEN_AT = [0.1, 0.7] as const;
const FAILURES = 0.12;
/** Of commits, in every repository and in the one with the worst test. */
const FLAKES = [0.01, 0.08] as const;

/** mulberry32: small, and the same everywhere. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The logs of recorded runs, those that failed apart from those that passed; what is planted is in neither. */
function recorded(): { readonly failed: readonly string[]; readonly passed: readonly string[] } {
  const planted = new Set([OUTAGE, BACK, FLAKY].map((id) => readScenario(id).expect));
  const all = scenarioIds()
    .map(readScenario)
    .filter((scenario) => scenario.output === undefined);
  const pathOf = ({ log }: { readonly log: string }) => relative(ROOT, log);
  return {
    failed: all.filter(({ expect }) => expect.includes('/') && !planted.has(expect)).map(pathOf),
    passed: all.filter(({ expect }) => expect === 'passed').map(pathOf),
  };
}

const logOf = (id: string): string => relative(ROOT, readScenario(id).log);

/** All records, in the order of time but for the outage and what comes back, which stand where they happen. */
export function* fleetRecords({ logs, repositories, days, seed }: FleetSize): Generator<FleetRecord> {
  const chance = random(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(chance() * from.length)] ?? '';
  const { failed, passed } = recorded();
  const flaky = readFileSync(readScenario(FLAKY).log, 'utf8');
  const planted = [
    { at: Math.floor(logs * OUTAGE_AT), log: logOf(OUTAGE), only: undefined },
    ...BROKEN_AT.map((share) => ({ at: Math.floor(logs * share), log: logOf(BACK), only: 3 })),
  ];
  let made = 0;
  const record = (n: number, repository: number, minutes: number, attempt: number, log: object): FleetRecord => ({
    id: `log-${String(made++).padStart(6, '0')}`,
    outcome: 'failed',
    ...log,
    job: 'test',
    time: new Date(BEGAN + (n / logs) * days * DAY + minutes * 60_000).toISOString(),
    run: {
      repository: `acme/repository-${repository}`,
      workflow: 'ci',
      sha: n.toString(16).padStart(8, '0').repeat(5),
      runId: 1_000 + n * repositories + repository,
      runAttempt: attempt,
      author: `author-${n % 7}`,
    },
  });
  const passing = () => ({ path: pick(passed), outcome: 'passed' });
  for (let n = 0; made < logs; n++) {
    for (const { log, only } of planted.filter(({ at }) => at === n))
      for (let each = 0; each < repositories; each++)
        if (only === undefined || only === each) yield record(n, each, each / repositories, 1, { path: log });
    const repository = n % repositories;
    const worst = repository === 5 % repositories;
    if (chance() < FLAKES[worst ? 1 : 0]) {
      const name = worst ? 'test_flakiest' : `test_flaky_${repository}`;
      yield record(n, repository, 1, 1, { text: flaky.replaceAll(FLAKY_TEST, name) });
      yield record(n, repository, 2, 2, passing());
    } else yield record(n, repository, 1, 1, chance() < FAILURES ? { path: pick(failed) } : passing());
  }
}
