import { describe, expect, it } from 'vitest';
import { toleranceOf } from '../../../src/core/gate/tolerance.js';
import type { ReportV1 } from '../../../src/core/render/json/v1.js';
import { plain } from '../../../src/core/render/safe/terminal.js';
import { accept } from '../../../src/core/reports/accept.js';
import { releaseReport } from '../../../src/core/reports/release.js';
import { BUILT_IN } from '../../../src/knowledge/catalogue/bundle.generated.js';
import { RUN, unknown } from '../render/reports.js';
import { BORROWED, Drawn, finding, type Given, incident, job, OF, of, TODAY, waiver } from './drawn.js';

/** The scorecard draws more. */
const RUNS = Number(process.env['WHYDUNIT_RUNS'] ?? 1_000);

/** What the gate does once all has been read. */
function judged({ jobs, earlier = [], reports, incidents = [], waivers = [], tolerate = [], failOn = 'P0' }: Given) {
  const told = reports.map((each, index) => ({ name: `artifact-${index}`, report: each }));
  const attempt = Math.max(1, ...jobs.map((each) => each.attempt ?? 1));
  const accepted = accept(told, { ...RUN, attempt, jobs: { latest: jobs, earlier } });
  return releaseReport({
    run: RUN,
    jobs,
    reports: accepted.reports,
    lay: accepted.lay,
    incidents,
    patterns: BUILT_IN,
    waiving: { waivers, today: TODAY },
    failOn,
    tolerance: toleranceOf(tolerate),
    problems: accepted.problems,
  });
}
const gate = (given: Given) => judged(given).verdict.gate;
const reasons = (given: Given) => judged(given).verdict.reasons.map(plain).join('\n');
const GENUINE = of('test', { diagnoses: [finding('P0', BORROWED)] });
const FAILED = [job('test'), job('lint', 'success')];

describe('a genuine P0 stays, whatever else lies there', () => {
  const EMPTY = { diagnoses: [], unknown: [] };
  const cases: readonly (readonly [what: string, forged: ReportV1, words?: RegExp])[] = [
    ['A1: its job again, of a later attempt, empty', of('test', EMPTY, { runAttempt: 999 }), /attempt 999/],
    ['A2: its job again, empty', of('test', EMPTY)],
    ['A2b: its job again, passed', of('test', { ...EMPTY, status: 'passed' })],
    [
      'A3: another job, the fingerprint under a mild pattern',
      of('aaa', { diagnoses: [finding('P3', BORROWED)] }),
      /stands for .* in the job `test` and for .* in the job `aaa`|stands for .* in the job `aaa` and for/,
    ],
    ['A3b: the same from the last job', of('zzz', { diagnoses: [finding('P3', BORROWED)] }), /stands for/],
    [
      'its own pattern played down',
      of('aaa', { diagnoses: [{ ...finding('P0', BORROWED), severity: 'P3', draft: true }] }),
    ],
    ['its own pattern waived', of('aaa', { diagnoses: [{ ...finding('P0', BORROWED), state: 'waived' }] })],
    ['the fingerprint as one that nobody knows', of('aaa', { unknown: [unknown({ fingerprint: BORROWED })] })],
    ['a second step of the job with something mild', of('test', { diagnoses: [finding('P1', 'f1')] }, { step: 'two' })],
  ];
  for (const [what, forged, words = /is unresolved/] of cases)
    it(`[G1] [G2] [G5] ${what}`, () => {
      for (const reports of [
        [GENUINE, forged],
        [forged, GENUINE],
      ] as const) {
        const all = { jobs: FAILED, reports, waivers: [waiver({ covers: { pattern: OF.P3.id } })] };
        expect(gate(all)).toBe('fail');
        expect(reasons(all)).toMatch(words);
      }
    });

  it('[G3] A4: an open incident is not settled by what borrows its fingerprint', () => {
    const jobs = [job('lint', 'success')];
    const forged = of('lint', { status: 'passed', diagnoses: [finding('P3', BORROWED)] });
    for (const reports of [[], [forged]]) expect(gate({ jobs, reports, incidents: [incident()] })).toBe('fail');
    const mild = [waiver({ covers: { pattern: OF.P3.id } })];
    expect(gate({ jobs, reports: [forged], incidents: [incident()], waivers: mild })).toBe('fail');
  });

  it.each([
    ['A5: an empty report of it', of('deploy', { diagnoses: [] })],
    ['A5b: a report of a job that is none', of('nowhere', { diagnoses: [finding('P3', 'f3')] })],
    [
      'A10: one report that lists it twice',
      of('', {
        jobs: [
          { name: 'deploy', status: 'failed' },
          { name: 'deploy', status: 'failed' },
        ],
      }),
    ],
  ])('[G4] a failed job is not explained by %s', (_, forged) => {
    const given = { jobs: [job('deploy')], reports: [forged], tolerate: ['P0'] };
    expect(gate(given)).toBe('blocked');
    expect(reasons(given)).toContain('the job `deploy` failed, and no report of it says why');
  });

  it('[G4] A11: one report does not explain two cells', () => {
    const cells = [job('test (1)'), job('test (2)')];
    const forged = of('test', { diagnoses: [finding('P3', 'f3')] });
    expect(gate({ jobs: cells, reports: [forged], tolerate: ['P3'] })).toBe('blocked');
    expect(
      gate({ jobs: cells, reports: [forged, of('test (1)', { diagnoses: [finding('P3', 'f4')] })], tolerate: ['P3'] }),
    ).toBe('blocked');
  });

  it('A8: a pattern that nobody knows has nobody else’s word for its severity', () => {
    const strange = of('test', { diagnoses: [{ ...finding('P3', 'f3'), pattern: 'x/y', draft: true }] });
    expect(gate({ jobs: [job('test')], reports: [strange], tolerate: ['P3'] })).toBe('blocked');
    expect(gate({ jobs: [job('test', 'success')], reports: [strange] })).toBe('blocked');
  });

  it('A9: a failed job whose own report plays its P0 down is shut all the same', () => {
    const mild = of('test', { diagnoses: [finding('P3', BORROWED)] });
    expect(gate({ jobs: [job('test')], reports: [mild] })).toBe('fail');
  });
});

describe('[G6] a job that failed of something mild, or unknown', () => {
  const mild = [of('test', { diagnoses: [finding('P1', 'f1')] })];
  const strange = [of('test', { unknown: [unknown()] })];

  it('keeps the release shut', () => {
    expect(gate({ jobs: [job('test')], reports: mild })).toBe('fail');
    expect(gate({ jobs: [job('test')], reports: strange })).toBe('fail');
    expect(reasons({ jobs: [job('test')], reports: mild })).toContain(
      'the job `test` failed of it, and nobody tolerates that',
    );
  });

  it('lets it go where the release manager said so, and that is told', () => {
    for (const reports of [mild, strange, []]) {
      const { verdict, release } = judged({ jobs: [job('test')], reports, tolerate: ['test'] });
      expect([verdict.gate, release?.jobs[0]?.effect]).toEqual(['pass', 'allowed']);
    }
    expect(gate({ jobs: [job('test')], reports: mild, tolerate: ['P1 and below'] })).toBe('pass');
    expect(gate({ jobs: [job('test')], reports: mild, tolerate: ['P2 and below'] })).toBe('fail');
    expect(gate({ jobs: [job('test')], reports: strange, tolerate: ['P1 and below'] })).toBe('fail');
  });

  it('never lets go what fail-on closes on', () => {
    for (const tolerate of [['test'], ['*'], ['P0 and below']])
      expect(gate({ jobs: FAILED, reports: [GENUINE], tolerate })).toBe('fail');
    expect(gate({ jobs: [job('test')], reports: mild, tolerate: ['test'], failOn: 'P1' })).toBe('fail');
  });
});

describe('a release goes on', () => {
  it.each<[string, Given]>([
    [
      'over a green run',
      { jobs: [job('test', 'success'), job('docs', 'skipped')], reports: [of('test', { status: 'passed' })] },
    ],
    ['over a P0 that is waived', { jobs: [job('test')], reports: [GENUINE], waivers: [waiver()] }],
    ['over an incident that is waived', { jobs: [], reports: [], incidents: [incident()], waivers: [waiver()] }],
    ['once people have closed the incident', { jobs: [job('test', 'success')], reports: [], incidents: [] }],
    [
      'over a rerun that passed, as GitHub says',
      {
        jobs: [job('test', 'success', 2), job('lint', 'success', 1)],
        earlier: [job('test', 'failure', 1)],
        reports: [GENUINE, of('test', { status: 'passed' }, { runAttempt: 2 })],
      },
    ],
    ['over a job that is tolerated', { jobs: [job('docs')], reports: [], tolerate: ['docs'] }],
    [
      'over something mild in a job that passed',
      { jobs: [job('test', 'success')], reports: [of('test', { diagnoses: [finding('P2', 'f2')] })] },
    ],
  ])('%s', (_, given) => {
    expect([judged(given).verdict.gate, reasons(given)]).toEqual(['pass', expect.any(String)]);
  });
});

describe('adding reports to a run', () => {
  const more = (drawn: Drawn, given: Given): Given => {
    const added = [drawn.report(), ...drawn.some(2, () => drawn.report())];
    return { ...given, reports: drawn.chance(0.5) ? [...given.reports, ...added] : [...added, ...given.reports] };
  };

  it('never opens it, where nothing is waived or tolerated by severity', () => {
    const opened: number[] = [];
    let shut = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const drawn = new Drawn(seed);
      const given = drawn.run({ tolerate: drawn.chance(0.3) ? ['test', 'lint'] : [] });
      if (gate(given) === 'pass') continue;
      shut++;
      if (gate(more(drawn, given)) === 'pass') opened.push(seed);
    }
    expect(opened).toEqual([]);
    expect(shut).toBeGreaterThan(RUNS / 4);
  });

  it('never opens one whose failed jobs are explained, whatever is waived or tolerated', () => {
    const opened: number[] = [];
    let shut = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const drawn = new Drawn(1_000_000 + seed);
      const bare = drawn.run(drawn.rules());
      const own = drawn.explanations(bare);
      const given = { ...bare, reports: [...bare.reports, ...own] };
      if (gate(given) === 'pass') continue;
      shut++;
      if (gate(more(drawn, given)) === 'pass') opened.push(seed);
    }
    expect(opened).toEqual([]);
    expect(shut).toBeGreaterThan(RUNS / 8);
  });

  it('never turns a closed one into an open or a blocked one', () => {
    const opened: number[] = [];
    for (let seed = 1; seed <= RUNS; seed++) {
      const drawn = new Drawn(2_000_000 + seed);
      const given = drawn.run(drawn.rules());
      if (gate(given) === 'fail' && gate(more(drawn, given)) !== 'fail') opened.push(seed);
    }
    expect(opened).toEqual([]);
  });

  it('opens what only a report can tell: that a failed job failed of something that may stay', () => {
    const jobs = [job('test')];
    expect(gate({ jobs, reports: [], waivers: [waiver()] })).toBe('blocked');
    expect(gate({ jobs, reports: [GENUINE], waivers: [waiver()] })).toBe('pass');
  });

  it('comes to the same in any order', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const drawn = new Drawn(3_000_000 + seed);
      const given = drawn.run(drawn.rules());
      expect([seed, gate({ ...given, reports: [...given.reports].reverse() })]).toEqual([seed, gate(given)]);
    }
  });
});
