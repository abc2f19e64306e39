import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/core/render/json.js';
import { diagnosis, RUN, report, unknown } from '../core/render/reports.js';
import { scratch, whydunit } from './run.js';

const P0 = diagnosis({
  pattern: 'sandbox/start-timeout',
  severity: 'P0',
  fingerprint: '00000000000000aa',
  title: 'The boiler burst',
});
const RED = renderJson(report({ diagnoses: [P0] }));
const GREEN = renderJson(report({ status: 'passed' }));
const ENTRY = {
  fingerprint: '00000000000000aa',
  pattern: 'sandbox/start-timeout',
  severity: 'P0',
  opened: '2026-11-20',
};
const ledger = (...entries: readonly object[]) => JSON.stringify({ schema: 1, entries });
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const waiver = (expires: string) =>
  `waivers:\n  - {pattern: sandbox/start-timeout, reason: spring cleaning, owner: mona, expires: '${expires}'}\n`;

function files(content: Readonly<Record<string, string>>): string {
  const root = scratch();
  mkdirSync(join(root, '.git'));
  for (const [path, text] of Object.entries(content)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
const gate = (args: readonly string[], content: Readonly<Record<string, string>>) =>
  whydunit(['gate', ...args], { cwd: files(content) });

/** Of a pattern that the reader does not have, the report's own severity counts. */
const HOUSE = RED.replaceAll('sandbox/start-timeout', 'house/boiler');

describe.concurrent('whydunit gate', () => {
  it.each<[string, readonly string[], Record<string, string>, number, RegExp]>([
    ['opens for green reports', ['g.json'], { 'g.json': GREEN }, 0, /^The release gate is open/],
    [
      'closes on a P0',
      ['r.json', 'g.json'],
      { 'r.json': HOUSE, 'g.json': GREEN },
      1,
      /closed: 1 problem is unresolved\.\n {2}P0 The boiler burst \(house\/boiler\), since this run/,
    ],
    [
      'closes on what the ledger keeps open',
      ['--ledger', 'l.json', 'g.json'],
      { 'g.json': GREEN, 'l.json': ledger(ENTRY) },
      1,
      /P0 sandbox\/start-timeout, since 2026-11-20/,
    ],
    [
      'needs no report beside a ledger',
      ['--ledger', 'l.json'],
      { 'l.json': ledger({ ...ENTRY, resolved: '2026-11-21' }) },
      0,
      /gate is open/,
    ],
    [
      'is as strict as it is told',
      ['--ledger', 'l.json', '--fail-on', 'P1'],
      { 'l.json': ledger({ ...ENTRY, severity: 'P1' }) },
      1,
      /gate is closed/,
    ],
    [
      'leaves out what is less severe',
      ['--ledger', 'l.json'],
      { 'l.json': ledger({ ...ENTRY, severity: 'P1' }) },
      0,
      /gate is open/,
    ],
    [
      '[G6] closes on what made a job fail, though nobody knows it',
      ['u.json'],
      { 'u.json': renderJson(report({ unknown: [unknown()] })) },
      1,
      /gate is closed[\s\S]*job: `test` keeps it shut: it failed/,
    ],
    [
      '[G6] lets a job fail that somebody tolerates, and says so',
      ['u.json', '--tolerate', 'te*'],
      { 'u.json': renderJson(report({ unknown: [unknown()] })) },
      0,
      /gate is open[\s\S]*job: `test` may: tolerated by its name/,
    ],
    [
      'unless any failure closes it',
      ['u.json', '--fail-on', 'any'],
      { 'u.json': renderJson(report({ unknown: [unknown()] })) },
      1,
      /gate is closed/,
    ],
    [
      'opens by a waiver, and shows it',
      ['--ledger', 'l.json'],
      { 'l.json': ledger(ENTRY), '.github/whydunit.yml': waiver(day(1)) },
      0,
      /open: nothing but what is waived is unresolved[\s\S]*waiver: `sandbox\/start-timeout` may stay until \S+,\s+waived/,
    ],
    [
      'closes when it has expired',
      ['--ledger', 'l.json'],
      { 'l.json': ledger(ENTRY), '.github/whydunit.yml': waiver(day(-1)) },
      1,
      /counts again: its waiver expired on/,
    ],
    [
      'takes waivers from where it is told',
      ['--ledger', 'l.json', '--config', 'w.yml'],
      { 'l.json': ledger(ENTRY), 'w.yml': waiver(day(0)) },
      0,
      /gate is open/,
    ],
    [
      'is blocked by what a job could not read',
      ['b.json'],
      {
        'b.json': renderJson(
          report({
            status: 'unknown',
            verdict: { gate: 'blocked', failOn: 'P0', blocking: [], reasons: ['x.log: is unreadable'] },
          }),
        ),
      },
      1,
      /is blocked[\s\S]*not checked: x\.log: is unreadable/,
    ],
  ])('%s', async (_, args, content, code, words) => {
    const run = await gate(args, content);
    expect(run.stdout).toMatch(words);
    expect(run.code).toBe(code);
  });

  it.each<[string, readonly string[], Record<string, string>, RegExp]>([
    [
      'a broken ledger',
      ['--ledger', 'l.json'],
      { 'l.json': ledger({ ...ENTRY, severity: 'P7' }) },
      /l\.json:1:\d+: 'entries\.0\.severity'/,
    ],
    ['a ledger that is not there', ['--ledger', 'l.json'], {}, /l\.json: does not exist/],
    ['an empty ledger file', ['--ledger', 'l.json'], { 'l.json': '' }, /l\.json: is empty/],
    ['a report that is none', ['r.json'], { 'r.json': '{"schema": 1}' }, /r\.json: is no report/],
    [
      'a report with a severity nobody knows',
      ['r.json'],
      { 'r.json': RED.replace('"P0"', '"P7"') },
      /r\.json: is no report of whydunit: diagnoses\.0\.severity/,
    ],
    [
      'reports of two commits',
      ['r.json', 'g.json'],
      { 'r.json': RED, 'g.json': renderJson(report({ run: { ...RUN, sha: 'f'.repeat(40) } })) },
      /different commits, 4f2c9d1 and fffffff/,
    ],
    [
      'a broken configuration',
      ['--ledger', 'l.json'],
      { 'l.json': ledger(), '.github/whydunit.yml': 'waivers:\n  - {pattern: sandbox/start-timeout}\n' },
      /whydunit\.yml:2:\d+: /,
    ],
  ])('does not open over %s', async (_, args, content, words) => {
    const run = await gate(args, content);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(words);
  });

  it('writes what closes it into the ledger, once', async () => {
    const root = files({ 'r.json': HOUSE });
    const record = () => whydunit(['gate', 'r.json', '--ledger', 'l.json', '--record'], { cwd: root });
    const first = await record();
    expect([first.code, first.stderr]).toEqual([1, 'whydunit: 1 entry was added to l.json\n']);
    const written = readFileSync(join(root, 'l.json'), 'utf8');
    expect(JSON.parse(written)).toEqual({
      schema: 1,
      entries: [{ ...ENTRY, pattern: 'house/boiler', opened: day(0) }],
    });
    const again = await record();
    expect([again.stderr, readFileSync(join(root, 'l.json'), 'utf8')]).toEqual([
      'whydunit: nothing new for l.json\n',
      written,
    ]);
    const without = await whydunit(['gate', '--ledger', 'l.json'], { cwd: root });
    expect(without.code).toBe(1);
  });
});
