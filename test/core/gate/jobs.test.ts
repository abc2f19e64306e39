import { describe, expect, it } from 'vitest';
import type { ToldJob } from '../../../src/core/domain/release.js';
import type { Report } from '../../../src/core/domain/report.js';
import { unexplainedJobs, weighJobs } from '../../../src/core/gate/jobs.js';
import { toleranceOf } from '../../../src/core/gate/tolerance.js';
import { plain } from '../../../src/core/render/safe/terminal.js';
import { diagnosis, occurrence, RUN, report, unknown } from '../render/reports.js';

const job = (name: string, conclusion = 'failure', over: Partial<ToldJob> = {}): ToldJob => ({
  name,
  conclusion,
  attempt: 1,
  ...over,
});
const P2 = diagnosis({ pattern: 'house/boiler', severity: 'P2', fingerprint: 'f2' });
const of = (name: string, over: Partial<Report> = {}) =>
  report({ run: { ...RUN, job: name }, diagnoses: [P2], ...over });
const left = (jobs: ToldJob[], reports: Report[]) => unexplainedJobs(jobs, reports).map(plain);
const SILENT = (name: string) => [`the job \`${name}\` failed, and no report of it says why`];

describe('a job that failed is explained by a report', () => {
  it.each([
    ['by its id', 'test', 'test'],
    ['with its matrix cell', 'test (3.12, ubuntu-latest)', 'test (3.12, ubuntu-latest)'],
    ['by its id where it has one cell only', 'test (3.12)', 'test'],
    ['called by another workflow', 'build / test', 'test'],
    ['called, with its matrix cell', 'build / test (3.12)', 'test'],
  ])('%s', (_, shown, told) => {
    expect(left([job(shown), job('lint', 'success')], [of(told)])).toEqual([]);
  });

  it('by its number, whatever its name says', () => {
    const shown = job('Run all the tests', 'failure', { id: 7 });
    expect(left([shown], [of('test', { run: { ...RUN, job: 'test', jobId: 7 } })])).toEqual([]);
    expect(left([shown], [of('test', { run: { ...RUN, job: 'Run all the tests', jobId: 8 } })])).toEqual(
      SILENT('Run all the tests'),
    );
  });

  it.each([
    ['without a finding', of('test', { diagnoses: [] })],
    ['without a job', report({ run: { ...RUN, job: '' }, diagnoses: [P2] })],
    ['of a job that is none of the run', of('testing')],
    ['of another job', of('lint')],
    ['of an attempt before', of('test', { run: { ...RUN, job: 'test', runAttempt: 2 } })],
  ])('never by one %s', (_, told) => {
    expect(left([job('test'), job('lint', 'success')], [told])).toEqual(SILENT('test'));
  });

  it('never by one that could be of two: two cells, two callers, two of one name', () => {
    for (const [a, b] of [
      ['test (1)', 'test (2)'],
      ['a / test', 'b / test'],
      ['test', 'test'],
    ] as const)
      expect(left([job(a), job(b, 'success')], [of('test'), of('test')])).toEqual(SILENT(a));
  });

  it('one each: a report that tells of two jobs explains one', () => {
    const where = (name: string) => ({ ...occurrence('x.log'), job: { name } });
    const joined = report({
      diagnoses: [{ ...P2, occurrences: [where('test (1)'), where('test (2)')] }],
      jobs: [
        { name: 'test (1)', status: 'failed' },
        { name: 'test (2)', status: 'failed' },
      ],
    });
    expect(left([job('test (1)'), job('test (2)')], [joined])).toEqual(SILENT('test (2)'));
    expect(left([job('test (1)'), job('test (2)')], [joined, of('test (2)')])).toEqual([]);
  });
});

describe('a job that ended with its failure', () => {
  const steps = (...all: readonly (readonly [name: string, outcome: 'passed' | 'failed' | 'unknown'])[]) =>
    all.map(([name, outcome], index) => ({ number: index + 1, name, outcome }));
  const SET_UP = ['Set up job', 'passed'] as const;
  const COMPLETE = ['Complete job', 'passed'] as const;
  const FAILED = ['Run make', 'failed'] as const;

  it.each([
    ['no step after it', steps(SET_UP, FAILED, COMPLETE)],
    ['none but one that failed as well', steps(SET_UP, FAILED, ['Upload', 'failed'], COMPLETE)],
    [
      'none but the cleanup of a step before it',
      steps(SET_UP, ['Check out', 'passed'], FAILED, ['Post Check out', 'passed']),
    ],
    [
      'none but the containers it had',
      steps(['Initialize containers', 'passed'], FAILED, ['Stop containers', 'passed']),
    ],
    ['a machine that was lost', steps(SET_UP, ['Check out', 'passed'], ['Run make', 'unknown'])],
    ['no step at all', []],
    ['no step of its own', steps(SET_UP, COMPLETE)],
  ])('has no report of its own, whoever wrote one: %s', (_, told) => {
    expect(left([job('test', 'failure', { steps: told })], [of('test')])).toEqual([
      'the job `test` failed, and no step of it passed afterwards that could have handed on a report of its own',
    ]);
  });

  it.each([
    ['a step passed after it', steps(SET_UP, FAILED, ['Upload', 'passed'], COMPLETE)],
    ['one passed after several', steps(FAILED, ['Tell', 'failed'], ['Upload', 'passed'])],
    ['one whose own name begins like a cleanup', steps(SET_UP, FAILED, ['Post report', 'passed'])],
    ['all of its steps passed, and its time was up', steps(SET_UP, ['Run make', 'passed'])],
    ['nobody tells of its steps', undefined],
  ])('may tell of itself where %s', (_, told) => {
    expect(left([job('test', 'failure', told && { steps: told })], [of('test')])).toEqual([]);
  });
});

describe('a job that did not fail', () => {
  it.each(['success', 'skipped', 'neutral'])('%s needs no report', (conclusion) => {
    expect(left([job('test', conclusion)], [])).toEqual([]);
  });

  it.each([
    ['cancelled', 'the job `test` was cancelled, and no report of it says why'],
    ['timed_out', 'the job `test` ran out of time, and no report of it says why'],
    ['something new', 'the job `test` failed, and no report of it says why'],
  ])('%s is no success', (conclusion, sentence) => {
    expect(left([job('test', conclusion)], [of('anything else')])).toEqual([sentence]);
  });

  it('still running is not done', () => {
    expect(left([{ name: 'test', conclusion: undefined }], [of('test')])).toEqual([
      "the job `test` has not ended; let the gate's job need it",
    ]);
  });
});

describe('the jobs of a release', () => {
  const weighed = (jobs: ToldJob[], reports: Report[], tolerate: string[] = [], waived: string[] = []) => {
    const isWaived = (key: string) => waived.some((fingerprint) => key.includes(`"${fingerprint}"`));
    const { jobs: told, problems, failed } = weighJobs(jobs, reports, { tolerance: toleranceOf(tolerate), isWaived });
    return { effects: told.map(({ effect }) => effect), problems: problems.map(plain), failed: [...failed.values()] };
  };
  const STRANGE = unknown({ fingerprint: 'u1' });

  it('keep it shut where one failed of something mild, or of something nobody knows', () => {
    for (const over of [{ diagnoses: [P2] }, { diagnoses: [], unknown: [STRANGE] }])
      expect(weighed([job('test')], [of('test', over)])).toEqual({
        effects: ['closes'],
        problems: [],
        failed: ['test'],
      });
  });

  it('let it go where somebody tolerates the job, or the severity of all that it failed of', () => {
    for (const glob of ['test', 'te*', '*', '*est', 't*s*t'])
      expect(weighed([job('test')], [], [glob])).toEqual({ effects: ['allowed'], problems: [], failed: [] });
    for (const glob of ['tes', 'est', 't*x', 'test*t', 'Test'])
      expect(weighed([job('test')], [], [glob]).effects).toEqual(['closes']);
    for (const word of ['P2 and below', 'P2', 'p1 and below'])
      expect(weighed([job('test')], [of('test')], [word]).effects).toEqual(['allowed']);
    expect(weighed([job('test')], [of('test')], ['P3 and below']).effects).toEqual(['closes']);
    const both = of('test', { unknown: [STRANGE] });
    expect(weighed([job('test')], [both], ['P2 and below'])).toMatchObject({ effects: ['closes'], failed: ['test'] });
    expect(weighed([job('test')], [], ['P2 and below']).problems).toEqual(SILENT('test'));
  });

  it('let it go where all that one failed of is waived, and only then', () => {
    expect(weighed([job('test')], [of('test')], [], ['f2']).effects).toEqual(['allowed']);
    expect(weighed([job('test')], [of('test', { unknown: [STRANGE] })], [], ['f2']).effects).toEqual(['closes']);
    expect(weighed([job('test')], [], [], ['f2']).effects).toEqual(['closes']);
  });

  it('count all that the reports of a job hold, in whichever step', () => {
    const second = of('test', { diagnoses: [diagnosis({ severity: 'P1', fingerprint: 'f1' })] });
    for (const reports of [
      [of('test'), second],
      [second, of('test')],
    ])
      expect(weighed([job('test')], reports, ['P2 and below'])).toMatchObject({ effects: ['closes'] });
  });

  it('keep it shut over one that was skipped while another failed, tolerated or not', () => {
    const jobs = [job('lint'), job('test', 'skipped')];
    expect(weighed(jobs, [], ['lint']).problems).toEqual([
      'the job `test` was skipped while another job failed, so nobody knows how it would have ended',
    ]);
    expect(weighed(jobs, [], ['lint', 'test'])).toEqual({ effects: ['allowed', 'allowed'], problems: [], failed: [] });
    expect(weighed([job('lint', 'success'), job('test', 'skipped')], []).effects).toEqual(['none', 'none']);
  });

  it('are told with their page, how they ended, and why each may or may not stay', () => {
    const weighing = {
      tolerance: toleranceOf(['P3 and below', 'docs']),
      isWaived: (key: string) => key.includes('"f2"'),
    };
    const mild = diagnosis({ pattern: 'house/paint', severity: 'P3', fingerprint: 'f3' });
    const url = 'https://github.test/acme/shop/actions/runs/7/job/1';
    const jobs = [
      job('a', 'failure', { url }),
      job('b'),
      job('c'),
      job('docs', 'timed_out'),
      job('d', 'cancelled'),
      { name: 'e', conclusion: undefined },
      job('f', 'success'),
    ];
    const reports = [
      of('a'),
      of('b', { diagnoses: [mild] }),
      of('c', { diagnoses: [P2, mild] }),
      of('d', { diagnoses: [diagnosis({ severity: 'P1', fingerprint: 'f1' })] }),
    ];
    const { jobs: told, problems, failed } = weighJobs(jobs, reports, weighing);
    expect(told).toEqual([
      { name: 'a', url, conclusion: 'failure', effect: 'allowed', why: 'what it failed of is waived' },
      {
        name: 'b',
        conclusion: 'failure',
        effect: 'allowed',
        why: 'what it failed of is tolerated, as P3 and below is',
      },
      {
        name: 'c',
        conclusion: 'failure',
        effect: 'allowed',
        why: 'what it failed of is waived; what it failed of is tolerated, as P3 and below is',
      },
      { name: 'docs', conclusion: 'timed_out', effect: 'allowed', why: 'tolerated by its name' },
      { name: 'd', conclusion: 'cancelled', effect: 'closes', why: 'it was cancelled' },
      { name: 'e', effect: 'closes', why: "it has not ended; let the gate's job need it" },
      { name: 'f', conclusion: 'success', effect: 'none' },
    ]);
    expect(problems.map(plain)).toEqual(["the job `e` has not ended; let the gate's job need it"]);
    expect([...failed.values()]).toEqual(['d']);
  });

  it('fail of what is theirs alone, where one report tells of several', () => {
    const at = (name: string) => [{ ...occurrence('x.log'), job: { name } }] as const;
    const joined = report({
      diagnoses: [
        { ...P2, occurrences: at('test (1)') },
        diagnosis({ severity: 'P3', fingerprint: 'f3', occurrences: at('test (2)') }),
      ],
      jobs: [
        { name: 'test (1)', status: 'failed' },
        { name: 'test (2)', status: 'failed' },
      ],
    });
    const jobs = [job('test (1)'), job('test (2)')];
    const { effects, failed } = weighed(jobs, [joined, joined], ['P3 and below']);
    expect(effects).toEqual(['closes', 'allowed']);
    expect(failed).toEqual(['test (1)']);
  });
});

it('a waived finding settles no other of the same fingerprint', () => {
  const borrowed = diagnosis({ pattern: 'house/stove', severity: 'P3', fingerprint: 'f2' });
  const isWaived = (key: string) => key.includes('house/stove');
  const weighed = (diagnoses: Report['diagnoses']) =>
    weighJobs([job('test')], [of('test', { diagnoses })], { tolerance: toleranceOf([]), isWaived });
  expect(weighed([borrowed]).jobs[0]?.effect).toBe('allowed');
  expect(weighed([P2]).jobs[0]?.effect).toBe('closes');
  expect(weighed([P2, borrowed]).jobs[0]?.effect).toBe('closes');
});
