import { describe } from 'vitest';
import { fromBranch, fromFork } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { forged, gate, job, P0, pipeline, RED, text, upload } from './gate-calls.js';
import { said } from './runner.js';

const CONFIGURATION = '.github/whydunit.yml';
const FUTURE = '2199-12-31';
const entry = (covers: string, expires = FUTURE) =>
  `waivers:\n  - ${covers}\n    reason: it suits me\n    owner: mallory\n    expires: '${expires}'\n`;
const OWN_PATTERN = (severity: string, status = 'stable') => `title: The boiler burst
severity: ${severity}
cause: code
status: ${status}
when: {all: ['boom: boiler (?<name>\\S+) burst']}
root_cause: Boiler {name} burst.
fix: [{text: Replace it.}]
prevention: ['Check the pressure.']
examples:
  match: [{log: 'boom: boiler B7 burst'}]
  no_match: [{because: nothing burst, log: 'bang: boiler B7 fine'}]
`;
const BOILER = '.whydunit/patterns/house/boiler.yaml';
const GLOB = "patterns: ['.whydunit/patterns/**/*.yaml']\n";
const PATTERN = 'sandbox/start-timeout';
const HOUSE = forged(RED, ({ diagnoses: [first] }) => Object.assign(first ?? {}, { pattern: 'house/boiler' }));
const BASE = { [CONFIGURATION]: GLOB, [BOILER]: OWN_PATTERN('P0') };

/** What a pull request brings along, each of which would open the gate if its word counted. */
const EDITS: readonly (readonly [what: string, files: Readonly<Record<string, string>>])[] = [
  ['a waiver of the pattern', { [CONFIGURATION]: entry(`pattern: ${PATTERN}`) }],
  ['a waiver of the fingerprint', { [CONFIGURATION]: entry(`fingerprint: '${P0.fingerprint}'`) }],
  [
    'two waivers',
    {
      [CONFIGURATION]: `${entry(`pattern: ${PATTERN}`)}  - {pattern: house/boiler, reason: x, owner: y, expires: '${FUTURE}'}\n`,
    },
  ],
  ['a milder severity', { [CONFIGURATION]: `severity: {${PATTERN}: P3}\n` }],
  ['a milder severity for the family', { [CONFIGURATION]: 'severity: {sandbox/*: P3}\n' }],
  ['the pattern disabled', { [CONFIGURATION]: `disable: [${PATTERN}]\n` }],
  ['the family disabled', { [CONFIGURATION]: 'disable: [sandbox/*]\n' }],
  ['an empty configuration', { [CONFIGURATION]: '' }],
  ['a configuration that is broken', { [CONFIGURATION]: 'waivers: [' }],
  ['a configuration without its patterns', { [CONFIGURATION]: 'redact: [x]\n' }],
  ['a redaction of everything', { [CONFIGURATION]: "redact: ['.+']\n" }],
  ['a milder pattern of its own', { [BOILER]: OWN_PATTERN('P3') }],
  ['a pattern of its own that is a draft', { [BOILER]: OWN_PATTERN('P0', 'draft') }],
  ['a pattern of its own that is broken', { [BOILER]: 'title: [' }],
  ['another pattern beside', { '.whydunit/patterns/house/quiet.yaml': OWN_PATTERN('P3') }],
];

describe.concurrent('[S9] a pull request cannot excuse itself', () => {
  for (const [what, files] of EDITS) {
    it(`with ${what}`, async ({ github, expect }) => {
      pipeline(github, [job('test', 'failure'), job('house', 'failure')]);
      github.state.files.set('main', BASE);
      upload(github, 'whydunit-test', text(RED));
      upload(
        github,
        'whydunit-house',
        HOUSE.replace('"job":"test"', '"job":"house"').replaceAll(P0.fingerprint, '00000000000000ab'),
      );
      const env = { GITHUB_REF: 'refs/pull/7/merge', GITHUB_BASE_REF: 'main' };
      const result = await gate(github, { event: fromBranch(7, 'a'.repeat(40)), env, files: { ...BASE, ...files } });
      expect([result.exitCode, result.outputs['verdict'], result.outputs['p0-count']]).toEqual([1, 'fail', '2']);
      expect(result.summary).toContain(`Here \`${Object.keys(files)[0]}\` is another; that changes nothing.`);
      expect(said(result, 'error')).toEqual([expect.stringMatching(/^Gate closed \(closes on P0\) by 2 findings/)]);
    });
  }

  it.for([
    ['an unprotected branch', { GITHUB_REF: 'refs/heads/mallory', GITHUB_REF_PROTECTED: 'false' }],
    ['a tag', { GITHUB_REF: 'refs/tags/v1' }],
    ['a fork', { GITHUB_REF: 'refs/pull/7/merge', GITHUB_BASE_REF: 'main' }],
  ] as const)('nor can %s', async ([what, env], { github, expect }) => {
    pipeline(github, [job('test', 'failure')]);
    upload(github, 'whydunit-test', text({ ...RED, run: { ...RED.run, sha: 'a'.repeat(40) } }));
    const files = { [CONFIGURATION]: entry(`pattern: ${PATTERN}`) };
    github.state.branches.set('mallory', { name: 'mallory', protected: false, sha: 'f'.repeat(40) });
    github.state.files.set('mallory', files);
    const event = what === 'a fork' ? { event: fromFork(7) } : {};
    const result = await gate(github, { env, files, ...event });
    expect(result.exitCode).toBe(1);
    expect(result.outputs['verdict']).not.toBe('pass');
  });

  it("counts the protected branch's own rules where that is released", async ({ github, expect }) => {
    pipeline(github, [job('test', 'failure')]);
    upload(github, 'whydunit-test', text(RED));
    github.state.branches.set('release/1.x', { name: 'release/1.x', protected: true, sha: 'f'.repeat(40) });
    github.state.files.set('release/1.x', { [CONFIGURATION]: entry(`pattern: ${PATTERN}`) });
    const env = { GITHUB_REF: 'refs/heads/release/1.x', GITHUB_REF_PROTECTED: 'true' };
    const result = await gate(github, { env });
    expect([result.exitCode, result.outputs['verdict']]).toEqual([0, 'pass']);
    expect(result.summary).toContain('as it stands on `release/1.x`');
    expect((await gate(github)).outputs['verdict']).toBe('fail');
  });

  it('of the base is read as it stands there: severities, own patterns, redactions', async ({ github, expect }) => {
    pipeline(github, [job('test', 'success')]);
    upload(github, 'whydunit-test', text(RED));
    github.state.files.set('main', { [CONFIGURATION]: `severity: {${PATTERN}: P2}\n` });
    expect((await gate(github)).outputs['verdict']).toBe('pass');
    github.state.files.set('main', {
      [CONFIGURATION]: `${GLOB}severity: {house/boiler: P1}\n`,
      [BOILER]: OWN_PATTERN('P0'),
    });
    github.state.artifacts.splice(0);
    upload(github, 'whydunit-test', HOUSE);
    expect((await gate(github)).outputs['verdict']).toBe('pass');
    expect((await gate(github, { inputs: { 'fail-on': 'P1' } })).outputs['verdict']).toBe('fail');
  });
});
