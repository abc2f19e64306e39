import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderJson } from '../../src/core/render/json.js';
import { diagnosis, RUN, report } from '../core/render/reports.js';
import { whydunit } from './run.js';

let folder: string;
const path = (name: string) => join(folder, name);

/** What a job wrote. */
function write(name: string, job: string, over: Parameters<typeof report>[0] = {}): string {
  const found = diagnosis({ primary: true, fingerprint: 'f1', severity: 'P0' });
  writeFileSync(
    path(name),
    renderJson(report({ status: 'failed', run: { ...RUN, job }, diagnoses: [found], ...over })),
  );
  return path(name);
}

describe('whydunit merge', () => {
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'whydunit-merge-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("makes one report of several jobs' reports", async () => {
    const reports = [write('a.json', 'a'), write('b.json', 'b')];
    const { code: exitCode, stdout } = await whydunit(['merge', ...reports, '--format', 'json']);
    const joined = JSON.parse(stdout) as { diagnoses: { failures: { job: { name: string } }[] }[]; jobs: unknown[] };
    expect(joined.diagnoses).toHaveLength(1);
    expect(joined.diagnoses[0]?.failures.map(({ job }) => job.name)).toEqual(['a', 'b']);
    expect(joined.jobs).toHaveLength(2);
    // The severity is the catalogue's (rust/moved-value is P1), whatever the reports say.
    expect(exitCode).toBe(0);
    expect((await whydunit(['merge', ...reports, '--fail-on', 'P1'])).code).toBe(1);
  });

  it('writes into a file, and not over one of its inputs', async () => {
    const one = write('c.json', 'c');
    expect((await whydunit(['merge', one, '--format', 'markdown', '--output', path('out.md')])).code).toBe(0);
    expect(readFileSync(path('out.md'), 'utf8')).toContain('**Fix**');
    expect(await whydunit(['merge', one, '--output', one])).toMatchObject({ code: 2 });
  });

  it.each([
    [[], /merge: No report was named/],
    [['/nowhere.json'], /\/nowhere\.json: .*does not exist/],
    [['package.json'], /package\.json: is no report of whydunit/],
  ])('answers %j in a line', async (args, words) => {
    const { code: exitCode, stderr } = await whydunit(['merge', ...args]);
    expect([exitCode, stderr.trim().split('\n').length]).toEqual([2, 1]);
    expect(stderr).toMatch(words);
  });

  it('refuses reports of different commits', async () => {
    const other = write('e.json', 'e', { run: { ...RUN, job: 'e', sha: 'e'.repeat(40) } });
    const { code: exitCode, stderr } = await whydunit(['merge', write('d.json', 'd'), other]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('different commits, 4f2c9d1 and eeeeeee');
  });
});
