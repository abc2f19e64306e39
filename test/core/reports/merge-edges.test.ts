import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/core/domain/diagnosis.js';
import type { Report } from '../../../src/core/domain/report.js';
import { merge } from '../../../src/core/reports/merge.js';
import { VERSION } from '../../../src/core/version.js';
import { diagnosis, occurrence, RUN, report, source, unknown } from '../render/reports.js';

const RUN_OF_ALL = { repository: 'acme/orders', runId: 7 };
const cell = (job: string, over: Partial<Report> = {}) => report({ run: { ...RUN, job }, ...over });
const joined = (reports: readonly Report[], over: Partial<Parameters<typeof merge>[2]> = {}) =>
  merge(reports, RUN_OF_ALL, { failOn: 'P0', problems: [], ...over });
const line = (text: string, at = 1, source = 'a.log'): Evidence => ({ source, line: at, text, proof: true });

describe('reports joined in one', () => {
  it('hold nothing that none of them holds', () => {
    const passed = (job: string) => cell(job, { status: 'passed', sources: [] });
    expect(joined([passed('b'), passed('a')])).toEqual({
      version: VERSION,
      run: RUN_OF_ALL,
      status: 'passed',
      diagnoses: [],
      unknown: [],
      verdict: { gate: 'pass', failOn: 'P0', blocking: [], reasons: [expect.any(String)] },
      sources: [],
      jobs: [
        { name: 'a', workflow: 'CI', status: 'passed' },
        { name: 'b', workflow: 'CI', status: 'passed' },
      ],
    });
  });

  it('name job and source of everything: proof, places, what is folded, what may be, what was read', () => {
    const folded = [
      { fingerprint: 'd1', title: 'Cold', occurrences: [occurrence('a.log')], evidence: [line('cold', 2)] },
    ];
    const found = { occurrences: [occurrence('a.log')], evidence: [line('hot')], folded };
    const {
      diagnoses,
      unknown: strange,
      possible,
      sources,
    } = joined([
      cell('test', {
        diagnoses: [diagnosis(found)],
        unknown: [unknown(found)],
        possible: [unknown({ ...found, fingerprint: 'p1' })],
        sources: [source('a.log')],
      }),
    ]);
    const job = { name: 'test', workflow: 'CI' };
    for (const each of [diagnoses[0], strange[0], possible?.[0]])
      expect(each).toMatchObject({
        occurrences: [{ source: 'test: a.log', job }],
        evidence: [{ source: 'test: a.log', text: 'hot' }],
        folded: [
          {
            occurrences: [{ source: 'test: a.log', job }],
            evidence: [{ source: 'test: a.log', text: 'cold' }],
          },
        ],
      });
    expect(sources.map(({ name }) => name)).toEqual(['test: a.log']);
    const [bare] = joined([cell('test', { unknown: [unknown()] })]).unknown;
    expect(bare).not.toHaveProperty('folded');
    expect(bare).not.toHaveProperty('omitted');
  });

  it('leave a place the job that it has, and one without a job as it is', () => {
    const known = { ...occurrence('a.log'), job: { name: 'inner' } };
    const { diagnoses } = joined([cell('outer', { diagnoses: [diagnosis({ occurrences: [known] })] })]);
    expect(diagnoses[0]?.occurrences[0]?.job).toEqual({ name: 'inner' });
    const nameless = report({ run: {}, diagnoses: [diagnosis({ occurrences: [occurrence('a.log')] })] });
    expect(joined([nameless])).toMatchObject({
      jobs: [],
      diagnoses: [{ occurrences: [{ source: 'a.log' }] }],
    });
    const plain = joined([report({ run: { job: 'test' }, diagnoses: [diagnosis()] })]);
    expect(plain.jobs).toEqual([{ name: 'test', status: 'failed' }]);
  });

  it('take one that was joined already as it stands', () => {
    const jobs = [
      { name: 'x', status: 'failed' },
      { name: 'y', workflow: 'CI', status: 'passed' },
    ] as const;
    const before = cell('ignored', { jobs, diagnoses: [diagnosis()], sources: [source('x: a.log')] });
    const again = joined([before, before, cell('y', { status: 'passed', sources: [] })]);
    expect(again.jobs).toEqual(jobs);
    expect(again.sources.map(({ name }) => name)).toEqual(['x: a.log']);
    expect(again.diagnoses[0]?.occurrences.map(({ source: from }) => from)).toEqual(['build.log']);
    const other = joined([cell('y', { run: { job: 'y', workflow: 'Nightly' } }), cell('y')]);
    expect(other.jobs?.map(({ workflow }) => workflow)).toEqual(['CI', 'Nightly']);
  });

  it('sum what was counted, tell each thing they ran with once, and what none of them read', () => {
    const rust = { name: 'Rust', version: '1.95.0' };
    const all = joined(
      [
        cell('a', { tests: { passed: 3, failed: 1, skipped: 0 }, environment: [rust] }),
        cell('b', {
          tests: { passed: 2, failed: 0, skipped: 1 },
          environment: [rust, { name: 'Node', version: '24' }],
          sources: [source('b.xml', { unread: ['the rest'] })],
        }),
      ],
      { failOn: 'any' },
    );
    expect(all.tests).toEqual({ passed: 5, failed: 1, skipped: 1 });
    expect(all.environment).toEqual([rust, { name: 'Node', version: '24' }]);
    expect(all.verdict).toMatchObject({ gate: 'blocked', reasons: ['b: b.xml: the rest'] });
    expect(joined([cell('a', { possible: [] })])).not.toHaveProperty('possible');
  });

  it('are blocked once by what one of them could not read, and not by what another found', () => {
    const blocked = {
      gate: 'blocked',
      failOn: 'P0',
      blocking: [],
      reasons: ['a.log is gone', 'b.log is gone'],
    } as const;
    const shut = { gate: 'fail', failOn: 'P0', blocking: ['f'], reasons: ['P0 is unresolved'] } as const;
    const { verdict, status } = joined(
      [
        cell('a', { status: 'passed', verdict: blocked }),
        cell('b', { status: 'passed', verdict: blocked }),
        cell('c', { status: 'passed', verdict: shut }),
      ],
      { problems: ['a.log is gone', 'c left no report'] },
    );
    expect(verdict.reasons).toEqual(['a.log is gone', 'c left no report', 'b.log is gone']);
    expect(status).toBe('unknown');
    const found = joined([cell('a', { status: 'passed', unknown: [unknown()] })]);
    expect(found.status).toBe('failed');
  });
});

describe('what comes first', () => {
  const found = (fingerprint: string, over: Partial<Parameters<typeof diagnosis>[0]> = {}) =>
    diagnosis({ fingerprint, primary: false, ...over });
  const often = { occurrences: [1, 2].map((at) => occurrence('a.log', { message: `${at}` })) };
  const order = (...diagnoses: ReturnType<typeof found>[]) =>
    joined([cell('a', { diagnoses })]).diagnoses.map(({ fingerprint }) => fingerprint);

  it.each([
    ['what is no draft', found('b', { severity: 'P3' }), found('a', { severity: 'P0', draft: true, primary: true })],
    ['what was first in its own report', found('b', { severity: 'P3', primary: true }), found('a', { severity: 'P0' })],
    ['the more severe', found('b', { severity: 'P0' }), found('a', { severity: 'P1', ...often })],
    ['the more frequent', found('b', often), found('a')],
    ['the fingerprint that is less', found('a'), found('b')],
  ])('%s', (_, before, after) => {
    const expected = [before.fingerprint, after.fingerprint];
    expect(order(before, after)).toEqual(expected);
    expect(order(after, before)).toEqual(expected);
  });

  it('of what nobody knows the more frequent; nothing of it is primary where a cause is known', () => {
    const strange = [unknown({ fingerprint: 'a', primary: true }), unknown({ fingerprint: 'b', ...often })];
    const alone = joined([cell('a', { unknown: strange })]).unknown;
    expect(alone.map(({ fingerprint, primary }) => [fingerprint, primary])).toEqual([
      ['b', true],
      ['a', false],
    ]);
    const beside = joined([cell('a', { unknown: strange, diagnoses: [found('c')] })]);
    expect([beside.diagnoses[0]?.primary, ...beside.unknown.map(({ primary }) => primary)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('the worst of one fingerprint speaks for all: severity, then what is no draft', () => {
    const speaks = (...diagnoses: ReturnType<typeof found>[]) => {
      const all = joined(diagnoses.map((each, index) => cell(`${index}`, { diagnoses: [each] })));
      return [all.diagnoses.length, all.diagnoses[0]?.severity, all.diagnoses[0]?.draft];
    };
    const draft = found('f', { severity: 'P0', draft: true });
    const mild = found('f', { severity: 'P2' });
    const bad = found('f', { severity: 'P1' });
    for (const all of [
      [draft, mild, bad],
      [bad, mild, draft],
      [mild, bad, draft],
    ])
      expect(speaks(...all)).toEqual([1, 'P1', false]);
    const raised = unknown({ fingerprint: 'u', severity: 'P0' });
    const light = unknown({ fingerprint: 'u' });
    for (const pair of [
      [raised, light],
      [light, raised],
    ])
      expect(joined(pair.map((each, index) => cell(`${index}`, { unknown: [each] }))).unknown).toMatchObject([
        { severity: 'P0' },
      ]);
  });

  it('is known, or waived, only where all of its jobs say so', () => {
    const state = (...states: ('new' | 'known')[]) =>
      joined(states.map((each, index) => cell(`${index}`, { diagnoses: [found('f', { state: each })] }))).diagnoses[0]
        ?.state;
    expect([state('known', 'known'), state('known', 'new'), state('new', 'known'), state('new')]).toEqual([
      'known',
      'new',
      'new',
      'new',
    ]);
  });
});

describe('how much of it is quoted', () => {
  const cells = (evidence: (index: number) => readonly Evidence[], many: number) =>
    Array.from({ length: many }, (_, index) =>
      cell(`${index}`, { diagnoses: [diagnosis({ fingerprint: 'f', evidence: evidence(index) })] }),
    );
  const quoted = (reports: readonly Report[]) => joined(reports).diagnoses[0]?.evidence ?? [];

  it('three jobs that printed something different, each job that printed the same not again', () => {
    expect(quoted(cells((index) => [line(`x${index}`)], 5)).map(({ text }) => text)).toEqual(['x0', 'x1', 'x2']);
    expect(quoted(cells(() => [line('same')], 5)).map(({ source: from }) => from)).toEqual(['0: a.log']);
  });

  it('forty lines, each once', () => {
    const many = Array.from({ length: 30 }, (_, index) => line(`${index}`, index));
    expect(quoted(cells((index) => [...many, line(`own ${index}`, 99)], 2))).toHaveLength(40);
    const twice = [line('a', 1), line('a', 1), line('a', 2), line('b', 1), line('a', 1, 'b.log')];
    expect(quoted(cells(() => twice, 1)).map(({ source: from, line: at, text }) => [from, at, text])).toEqual([
      ['0: a.log', 1, 'a'],
      ['0: a.log', 2, 'a'],
      ['0: a.log', 1, 'b'],
      ['0: b.log', 1, 'a'],
    ]);
  });

  it('of what is folded too: the same of all jobs is one, with the places and forty lines of all', () => {
    const folded = (fingerprint: string) => ({
      fingerprint,
      title: fingerprint,
      occurrences: [occurrence('a.log')],
      evidence: Array.from({ length: 30 }, (_, index) => line(`${index}`, index)),
    });
    const all = ['a', 'b'].map((job) =>
      cell(job, { diagnoses: [diagnosis({ fingerprint: 'f', folded: [folded('d1'), folded(`d ${job}`)] })] }),
    );
    const told = joined([...all, cell('c', { diagnoses: [diagnosis({ fingerprint: 'f' })] })]).diagnoses[0]?.folded;
    expect(told?.map(({ title, occurrences, evidence }) => [title, occurrences.length, evidence.length])).toEqual([
      ['d1', 2, 40],
      ['d a', 1, 30],
      ['d b', 1, 30],
    ]);
  });

  it('what is only counted is counted together', () => {
    const counted = (occurrences: number, evidence: number) =>
      diagnosis({ fingerprint: 'f', omitted: { occurrences, evidence } });
    const all = [counted(3, 1), diagnosis({ fingerprint: 'f' }), counted(4, 7)];
    expect(joined(all.map((each, index) => cell(`${index}`, { diagnoses: [each] }))).diagnoses[0]?.omitted).toEqual({
      occurrences: 7,
      evidence: 8,
    });
  });

  it('places differ by source, job, workflow, name, words and location', () => {
    const at = { file: 'a.rs', line: 1 };
    const base = {
      ...occurrence('a.log', { name: 'n', message: 'm', location: at }),
      job: { name: 'j', workflow: 'w' },
    };
    const { failure } = base;
    const others = [
      { ...base, source: 'b.log' },
      { ...base, job: { name: 'k', workflow: 'w' } },
      { ...base, job: { name: 'j', workflow: 'v' } },
      { ...base, failure: { ...failure, name: 'o' } },
      { ...base, failure: { ...failure, message: 'p' } },
      { ...base, failure: { ...failure, location: { file: 'a.rs', line: 2 } } },
    ];
    const all = [base, ...others, ...others, base];
    const { diagnoses } = joined([cell('a', { jobs: [], diagnoses: [diagnosis({ occurrences: all })] })]);
    expect(diagnoses[0]?.occurrences).toEqual([base, ...others]);
  });
});
