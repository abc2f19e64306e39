import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { canonical, decode, encode } from '../../../../src/world/github/contributions/codec.js';
import type { Contribution } from '../../../../src/world/github/contributions/contribution.js';
import { EMPTY, headOf, holds, join, type State, stateOf } from '../../../../src/world/github/contributions/state.js';
import { A, B, contribution, PLACE, passed, seeded } from './crowd.js';

const C = 'c'.repeat(40);
const all = (...results: Contribution[]): State => results.map(stateOf).reduce((one, other) => join(one, other), EMPTY);
const text = (state: State) => JSON.stringify([...state]);

/** A history as it happens: the runs of a commit are newer than those of the commits before it. */
function history(random: () => number): Contribution[] {
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  return Array.from({ length: 12 }, () => {
    const commit = pick([0, 1, 2]);
    const make = pick([contribution, passed]);
    const over = { sha: [A, B, C][commit] as string, run: commit * 10 + pick([1, 2]), attempt: pick([1, 2, 3]) };
    return canonical(make(pick(['lint', 'test', 'docs']), over));
  });
}

describe('what jobs say, joined', () => {
  it('is the same in whatever order, groups and repetitions', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed);
      const results = history(random);
      const expected = text(all(...results));
      const shuffled = [...results, ...results.slice(0, 4)]
        .map((result) => ({ result, at: random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ result }) => result);
      const cut = Math.floor(random() * shuffled.length);
      const [left, right] = [all(...shuffled.slice(0, cut)), all(...shuffled.slice(cut))];
      expect(text(join(left, right)), `seed ${seed}`).toBe(expected);
      expect(text(join(right, left)), `seed ${seed}`).toBe(expected);
    }
  });

  it('is of each job the newest, with what it said before', () => {
    const state = all(
      contribution('test', { sha: A, run: 10 }),
      contribution('test', { sha: B, run: 20 }),
      passed('test', { sha: B, run: 20, attempt: 2 }),
    );
    const entry = state.get('test');
    expect([entry?.now.attempt, entry?.before?.sha, entry?.tried?.attempt]).toEqual([2, A, 1]);
    expect(entry?.tried?.findings.map(({ fingerprint }) => fingerprint)).toEqual(['test']);
  });

  it('never lets an older run replace what a newer one said', () => {
    const newer = all(passed('test', { sha: B, run: 20 }), contribution('lint', { sha: B, run: 21 }));
    const late = join(newer, stateOf(contribution('test', { sha: A, run: 19, attempt: 3 })));
    expect(late.get('test')?.now).toEqual(newer.get('test')?.now);
    expect(headOf(late)).toBe(B);
  });

  it('is about the commit of the newest run, whichever of its runs ends first', () => {
    const late = contribution('docs', { sha: A, run: 12 });
    const state = all(contribution('test', { sha: B, run: 11 }), late, contribution('lint', { sha: B, run: 13 }));
    expect([headOf(state), [...state.keys()]]).toEqual([B, ['docs', 'lint', 'test']]);
  });

  it('forgets jobs that were not heard of for four commits', () => {
    const results = Array.from({ length: 6 }, (_, index) =>
      contribution(`job-${index}`, { sha: String(index).repeat(40), run: index }),
    );
    expect([...all(...results).keys()]).toEqual(['job-2', 'job-3', 'job-4', 'job-5']);
  });

  it('knows whether all of it is there', () => {
    const [one, two] = [stateOf(contribution('lint')), stateOf(contribution('test'))];
    expect([holds(one, two), holds(join(one, two), two), holds(one, EMPTY)]).toEqual([false, true, true]);
    expect(holds(stateOf(passed('lint', { attempt: 2 })), one)).toBe(false);
    expect(holds(join(one, stateOf(passed('lint', { attempt: 2 }))), one)).toBe(true);
  });
});

describe('the hidden line', () => {
  it('gives back what was put in', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const state = all(...history(seeded(seed)));
      expect(text(decode(encode(state, PLACE), PLACE) ?? EMPTY), `seed ${seed}`).toBe(text(state));
    }
  });

  it('is one line, and nothing in it can end it', () => {
    const line = encode(stateOf(contribution('--> <!-- whydunit -->\n')), PLACE);
    expect(line).toMatch(/^<!-- whydunit-data 2 [0-9a-f]{16} [A-Za-z0-9+/=]+ -->$/);
  });

  it('keeps within its length for 300 jobs with 50 failures each, and counts what it leaves out', () => {
    const random = seeded(7);
    const noise = () => Array.from({ length: 40 }, () => Math.floor(random() * 36).toString(36)).join('');
    const jobs = Array.from({ length: 300 }, (_, index) => {
      const job = contribution(`ci.yml/test ${noise().slice(0, 12)}`, { job: `test (${index})` });
      const unknown = Array.from({ length: 50 }, () => ({
        fingerprint: noise().slice(0, 16),
        primary: false,
        failure: { tool: 'pytest', kind: 'test', name: noise(), message: noise() },
        evidence: [{ source: 'x.log', line: 1, text: noise(), proof: true }],
      }));
      return { ...job, report: { ...job.report, unknown } };
    });
    const line = encode(all(...jobs), PLACE);
    expect(line.length).toBeLessThanOrEqual(24_000);
    const state = decode(line, PLACE);
    expect(state?.size).toBe(300);
    const counted = [...(state ?? [])].map(([, { now }]) => now.left.findings + now.report.unknown.length);
    expect(new Set(counted)).toEqual(new Set([50]));
  });

  it('with less left out wins over the same with more', () => {
    const full = stateOf(canonical(contribution('test')));
    const lean = decode(encode(full, PLACE, 10), PLACE) ?? EMPTY;
    expect(lean.get('test')?.now.report.unknown).toEqual([]);
    expect([text(join(lean, full)), text(join(full, lean))]).toEqual([text(full), text(full)]);
    expect([holds(lean, full), holds(full, lean)]).toEqual([true, true]);
  });

  it.each([
    ['nothing', ''],
    ['another comment', '<!-- whydunit -->'],
    ['another version', encode(EMPTY, PLACE).replace('data 2', 'data 3')],
    ['another pull request', encode(stateOf(contribution('x')), 'octo/app#8')],
    ['another repository', encode(stateOf(contribution('x')), 'evil/app#7')],
    ['changed by hand', encode(stateOf(contribution('x')), PLACE).replace(/.{4}=* -->$/, 'AAAA -->')],
    ['no base64', '<!-- whydunit-data 2 0000000000000000 %%% -->'],
    ['no deflated data', '<!-- whydunit-data 2 0000000000000000 AAAA -->'],
    ['no JSON', packed('{')],
    ['another shape', packed('[{"now":1}]')],
    ['a level that does not exist', packed(JSON.stringify([{ now: { ...contribution('x'), level: 99 } }]))],
    ['a bomb', packed(`[${' '.repeat(30_000_000)}]`)],
    ['negative runs', packed(JSON.stringify([{ now: contribution('x', { run: -1 }) }]))],
  ])('that is %s says nothing', (_, line) => {
    expect(decode(line, PLACE)).toBeUndefined();
  });

  it('cannot make a job older than what it replaced, nor speak for another', () => {
    const now = contribution('test', { run: 20 });
    const { key: _, ...memory } = { ...now, status: 'failed', findings: [] };
    for (const before of [
      { ...memory, key: 'test', run: 21 },
      { ...memory, key: 'lint', run: 19 },
    ])
      expect(decode(packed(JSON.stringify([{ now, before }])), PLACE)).toEqual(EMPTY);
  });

  it('may name odd keys without harm', () => {
    const keys = ['__proto__', 'constructor', 'toString'];
    const state = decode(encode(all(...keys.map((key) => contribution(key))), PLACE), PLACE);
    expect([...(state?.keys() ?? [])].sort()).toEqual([...keys].sort());
  });
});

function packed(json: string): string {
  const data = deflateRawSync(json).toString('base64');
  const seal = createHash('sha256').update(`${PLACE}\n${data}`).digest('hex').slice(0, 16);
  return `<!-- whydunit-data 2 ${seal} ${data} -->`;
}
