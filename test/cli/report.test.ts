import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderJson } from '../../src/core/render/json.js';
import { redisReport, report, source } from '../core/render/reports.js';
import { scratch, whydunit } from './run.js';

const JSON_REPORT = renderJson(redisReport());

describe.concurrent('whydunit report', () => {
  test.each([
    ['bug', '# Bug: '],
    ['status', '# Status: '],
    ['postmortem', '# Incident: '],
  ])('%s of a report file and of standard input, with exit code 0', async (kind, heading) => {
    const cwd = scratch();
    writeFileSync(join(cwd, 'report.json'), JSON_REPORT);
    const run = await whydunit(['report', '--kind', kind, 'report.json'], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(heading) });
    expect(await whydunit(['report', `--kind=${kind}`, '-'], { cwd, input: JSON_REPORT })).toEqual(run);
  });

  test('into a file', async () => {
    const cwd = scratch();
    writeFileSync(join(cwd, 'report.json'), JSON_REPORT);
    const run = await whydunit(['report', '--kind', 'bug', 'report.json', '--output', 'out/bug.md'], { cwd });
    expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(cwd, 'out/bug.md'), 'utf8')).toMatch(/^# Bug: /);
  });

  test('of what diagnose wrote of a real log, with the times of the log', async () => {
    const log = readFileSync('fixtures/rust/assertion/output.log', 'utf8');
    const stamped = log
      .trimEnd()
      .split('\n')
      .map((line, index) => `2026-11-22T04:53:${String(index % 60).padStart(2, '0')}.7439207Z ${line}`);
    const json = await whydunit(['-', '--format', 'json'], { input: stamped.join('\n') });
    const run = await whydunit(['report', '--kind', 'postmortem', '-'], { input: json.stdout });
    expect(run.stdout).toMatch(/^- Date: 2026-11-22$/m);
    expect(run.stdout).toMatch(/^- `2026-11-22 04:53:\d\d UTC`: `.+` \(`standard input:\d+`\)$/m);
    expect(run.stdout).toContain('Regression test: `tests::rounds_up` already fails for this; keep it.');
  });

  test.each<[string, readonly string[], string, RegExp]>([
    ['no kind', ['report', '-'], '{}', /needs --kind/],
    ['an unknown kind', ['report', '--kind', 'bugs', '-'], '{}', /Did you mean bug/],
    ['no report', ['report', '--kind', 'bug'], '', /needs exactly one report/],
    ['a missing file', ['report', '--kind', 'bug', 'none.json'], '', /none\.json: does not exist/],
    ['a directory', ['report', '--kind', 'bug', '.'], '', /it is a directory/],
    ['nothing', ['report', '--kind', 'bug', '-'], '', /standard input: is empty/],
    ['a log', ['report', '--kind', 'bug', '-'], 'error: x\n', /is no JSON/],
    ['another JSON', ['report', '--kind', 'bug', '-'], '{"schema": 7}', /schema: is not 1/],
    [
      'a report without a failure',
      ['report', '--kind', 'bug', '-'],
      renderJson(report({ status: 'passed', sources: [source('a.log', { outcome: 'passed' })] })),
      /holds no failure/,
    ],
    ['--kind for another command', ['--kind', 'bug', 'a.log'], '', /does not belong to diagnose/],
  ])('%s ends in one clear line', async (_what, args, input, words) => {
    const run = await whydunit(args, { cwd: scratch(), input });
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(/^whydunit: [^\n]+\n$/);
    expect(run.stderr).toMatch(words);
    expect(run.code).toBe(run.stderr.includes('directory') ? 3 : 2);
  });
});
