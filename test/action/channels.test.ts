import { describe, it } from 'vitest';
import { runAction, said } from './runner.js';
import { BOOM, COMPILE_LOG, FINE, GREEN_LOG, HOSTILE_LOG, PATTERN_FILES, RED_LOG, WITH_PATTERN } from './samples.js';

describe.concurrent('the bundled action', () => {
  it('writes summary, outputs and report for a red log, and closes the gate', async ({ expect }) => {
    const result = await runAction({
      inputs: { run: BOOM, json: 'out/report.json', ...WITH_PATTERN },
      files: PATTERN_FILES,
    });
    expect(result.outputs).toEqual({
      status: 'failed',
      verdict: 'fail',
      severity: 'P0',
      primary: 'house/boiler',
      count: '1',
      'p0-count': '1',
      'retry-safe': 'false',
      report: 'out/report.json',
      'comment-url': '',
    });
    expect(result.summary).toContain('Boiler `B7` burst under pressure.');
    const report = JSON.parse(result.files['out/report.json'] ?? '') as {
      schema: number;
      run: unknown;
      diagnoses: { pattern: string }[];
    };
    expect([report.schema, report.diagnoses[0]?.pattern]).toEqual([1, 'house/boiler']);
    expect(report.run).toMatchObject({ repository: 'octo/app', runId: 4711, job: 'test' });
    expect(said(result, 'error')).toEqual(['Gate closed (closes on P0) by 1 finding: The boiler burst.']);
  });

  it("passes the command's exit code on, whatever the gate says", async ({ expect }) => {
    const open = await runAction({ inputs: { run: BOOM, 'fail-on': 'never', ...WITH_PATTERN }, files: PATTERN_FILES });
    expect([open.exitCode, open.outputs['verdict'], said(open, 'error')]).toEqual([
      3,
      'pass',
      ['The command ended with exit code 3.'],
    ]);
    const closed = await runAction({ inputs: { run: `(${BOOM}\n) || true`, ...WITH_PATTERN }, files: PATTERN_FILES });
    expect([closed.exitCode, closed.outputs['verdict']]).toEqual([0, 'pass']);
    expect((await runAction({ inputs: { run: FINE } })).exitCode).toBe(0);
  });

  it('runs the command like a step: bash, stops at the first failure, both streams in order, nothing to read', async ({
    expect,
  }) => {
    const run = 'cat\nfor i in 1 2 3; do echo "out $i"; echo "err $i" >&2; done\nfalse | true\necho never';
    const result = await runAction({ inputs: { run } });
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toContain('out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n');
    expect(result.stdout).not.toContain('never');
  });

  it('hides our token and the keys of the runner from the command, and keeps its outputs apart from ours', async ({
    expect,
  }) => {
    const run =
      'env | grep -E "^(INPUT_|ACTIONS_RUNTIME)" || echo clean\necho verdict=pass >> "$GITHUB_OUTPUT"\nprintf "built<<E\\nyes\\nE\\nbroken<<NEVER\\nx\\n" >> "$GITHUB_OUTPUT"';
    const result = await runAction({ inputs: { run } });
    expect(result.stdout).toMatch(/^clean$/m);
    expect(result.outputs).toMatchObject({ built: 'yes', verdict: 'pass', status: 'passed' });
    expect(said(result, 'warning')).toEqual([expect.stringContaining('verdict'), expect.stringContaining('Line 5')]);
  });

  it('annotates the line in the code', async ({ expect }) => {
    const result = await runAction({ inputs: { logs: 'build.log' }, files: { 'build.log': COMPILE_LOG } });
    const [remark] = result.commands.filter(({ properties }) => properties['file'] !== undefined);
    expect(remark?.properties).toMatchObject({ file: 'src/main.rs', line: '14', col: '20' });
    expect(result.exitCode).toBe(0);
    const silent = await runAction({
      inputs: { logs: 'build.log', annotations: 'false', summary: 'false' },
      files: { 'build.log': COMPILE_LOG },
    });
    expect([silent.commands.filter(({ properties }) => properties['file'] !== undefined), silent.summary]).toEqual([
      [],
      '',
    ]);
  });

  it('[S1] lets no line of a log act', async ({ expect }) => {
    const commands =
      '::error::forged\n  ::set-output name=verdict::pass\n##[error]forged\nx ##[add-mask]y\n::stop-commands::z\n::add-mask::boiler';
    const log = `${HOSTILE_LOG}${commands}\nthread 'main' panicked at src/main.rs:3:5:\n${commands}\n`;
    const result = await runAction({ inputs: { logs: 'evil.log', 'fail-on': 'any' }, files: { 'evil.log': log } });
    const ours = new Set(['error', 'warning', 'notice', 'debug']);
    expect(result.commands.filter(({ name, message }) => !ours.has(name) || message === 'forged')).toEqual([]);
    expect(result.stdout).toContain('forged');
    expect([result.exitCode, result.outputs['verdict']]).toEqual([1, 'fail']);
  });

  it('[S1] lets no name of a file act', async ({ expect }) => {
    const name = 'x/\n::error::forged\n.png';
    const files = { [name]: '\u0089PNG\r\n\u0000\u0000\u0000\u0001\u0002', 'x/::error::forged.log': COMPILE_LOG };
    const result = await runAction({ inputs: { logs: 'x/*' }, files });
    expect(result.stdout).toContain('is left out: it is a binary file');
    expect(said(result, 'error').filter((message) => message === 'forged')).toEqual([]);
  });

  it('[S1] lets nothing act after a command that ended in the middle of a line', async ({ expect }) => {
    const run = "printf 'half a line'\nprintf '\\n##[error]boom: boiler B7 burst' >&2\nexit 1";
    const result = await runAction({ inputs: { run, annotations: 'false', ...WITH_PATTERN }, files: PATTERN_FILES });
    // The first is the command's own, the second our reason; the quoted line between them is inert.
    expect(said(result, 'error')).toEqual([
      'boom: boiler B7 burst',
      'Gate closed (closes on P0) by 1 finding: The boiler burst.',
    ]);
  });

  it('[L5] says how many annotations were left out', async ({ expect }) => {
    const log = Array.from({ length: 40 }, (_, index) =>
      COMPILE_LOG.replaceAll('14', String(100 + index)).replace('config', `config${index}`),
    ).join('\n');
    const result = await runAction({ inputs: { logs: 'build.log' }, files: { 'build.log': log } });
    const errors = result.commands.filter(({ name }) => name === 'error');
    expect(errors.length).toBeLessThanOrEqual(10);
    expect(said(result, 'notice')).toEqual([expect.stringMatching(/^31 more places are not annotated/)]);
  });

  it('writes the other reports where it is told', async ({ expect }) => {
    const result = await runAction({
      inputs: { logs: 'build.log', junit: 'out/j.xml', sarif: 'out/s.sarif', html: 'out/h.html' },
      files: { 'build.log': COMPILE_LOG },
    });
    expect(result.files['out/j.xml']).toContain('<testsuite');
    expect(JSON.parse(result.files['out/s.sarif'] ?? '')).toMatchObject({ version: '2.1.0' });
    expect(result.files['out/h.html']).toMatch(/^<!doctype html>/i);
  });

  it('goes on with the other channels when one cannot be written', async ({ expect }) => {
    const result = await runAction({
      inputs: { run: BOOM, junit: 'taken/j.xml', ...WITH_PATTERN },
      files: { ...PATTERN_FILES, taken: 'a file, not a directory' },
    });
    expect([result.exitCode, result.outputs['verdict']]).toEqual([3, 'fail']);
    expect(result.summary).toContain('Boiler');
    expect(said(result, 'warning')).toEqual([expect.stringContaining('junit: taken/j.xml')]);
  });

  it('fits its summary beside what the step wrote itself, or leaves it out', async ({ expect }) => {
    const fill = (bytes: number) => `head -c ${bytes} /dev/zero | tr '\\0' x >> "$GITHUB_STEP_SUMMARY"\n${BOOM}`;
    const tight = await runAction({ inputs: { run: fill(1_040_000), ...WITH_PATTERN }, files: PATTERN_FILES });
    expect(Buffer.byteLength(tight.summary)).toBeLessThanOrEqual(1024 * 1024);
    expect(tight.summary).toContain('The boiler burst');
    const full = await runAction({ inputs: { run: fill(1_048_000), ...WITH_PATTERN }, files: PATTERN_FILES });
    expect([full.summary.includes('The boiler burst'), said(full, 'warning')]).toEqual([
      false,
      [expect.stringContaining('summary')],
    ]);
    expect(full.outputs['verdict']).toBe('fail');
  });

  it('diagnoses a command even when the logs beside it are missing or empty', async ({ expect }) => {
    const inputs = { run: `: > empty.log\n${BOOM}`, logs: 'missing/*.xml', ...WITH_PATTERN };
    const missing = await runAction({ inputs, files: PATTERN_FILES });
    expect([missing.exitCode, missing.outputs['primary']]).toEqual([3, 'house/boiler']);
    expect(said(missing, 'warning')).toEqual(['logs: no file matches missing/*.xml']);
    const empty = await runAction({ inputs: { ...inputs, logs: 'empty.log' }, files: PATTERN_FILES });
    expect([empty.exitCode, empty.outputs['primary'], empty.outputs['verdict']]).toEqual([3, 'house/boiler', 'fail']);
    const fine = await runAction({ inputs: { run: ': > empty.log', logs: 'empty.log' } });
    expect([fine.exitCode, fine.outputs['verdict'], fine.outputs['status']]).toEqual([1, 'blocked', 'unknown']);
  });

  it('reads logs by the globs of the runner', async ({ expect }) => {
    const files = {
      'a/red.log': RED_LOG,
      'a/green.log': GREEN_LOG,
      'a/picture.png': '\u0089PNG\r\n\u0000\u0000\u0000\u0001\u0002\u0003',
      'b/not.log': COMPILE_LOG,
    };
    const result = await runAction({ inputs: { logs: '**/*\n!b/**', json: 'out.json' }, files });
    const { sources } = JSON.parse(result.files['out.json'] ?? '') as { sources: { name: string }[] };
    expect(sources.map(({ name }) => name)).toEqual(['a/green.log', 'a/red.log']);
    expect([result.exitCode, result.outputs['verdict']]).toEqual([0, 'pass']);
  });
});

describe.concurrent('used wrongly, the bundled action', () => {
  const cases: readonly (readonly [what: string, inputs: Record<string, string>, exitCode: number, message: RegExp])[] =
    [
      ['without anything to read', {}, 2, /None of logs, run, artifacts, job-logs and docker is set/],
      ['with a log that is not there', { logs: 'nowhere/*.log' }, 2, /no file matches nowhere/],
      ['with an unknown severity', { logs: 'x.log', 'fail-on': 'P9' }, 2, /fail-on: "P9" is not one of P0, P1/],
      [
        'with a switch that is neither true nor false',
        { logs: 'x.log', comment: 'maybe' },
        2,
        /comment: "maybe" is neither true nor false/,
      ],
      ['in a mode that there is not', { mode: 'gaet' }, 2, /mode: "gaet" is not one of .*Did you mean gate\?/],
      ['for a run that is no number', { logs: 'x.log', 'run-id': 'latest' }, 2, /run-id: "latest" is no run's number/],
      ['with a broken pattern', { logs: 'x.log', patterns: 'p/house/broken.yaml' }, 2, /p\/house\/broken\.yaml:2:1: /],
      ['with an empty log', { logs: 'empty.log' }, 2, /empty\.log: is empty/],
    ];
  for (const [what, inputs, exitCode, message] of cases) {
    it(`${what} says so in one line and stays blocked`, async ({ expect }) => {
      const result = await runAction({
        inputs,
        files: { 'x.log': GREEN_LOG, 'empty.log': '', 'p/house/broken.yaml': 'title: [unfinished\n' },
      });
      expect([result.exitCode, result.outputs['verdict']]).toEqual([exitCode, 'blocked']);
      expect(said(result, 'error')).toEqual([expect.stringMatching(message)]);
      expect(result.stdout + result.stderr).not.toMatch(/^ +at /m);
    });
  }

  it('without a file for its outputs ends with 3', async ({ expect }) => {
    const result = await runAction({ inputs: { run: FINE }, env: { GITHUB_OUTPUT: '/nowhere/output' } });
    expect([result.exitCode, said(result, 'error')]).toEqual([3, [expect.stringContaining('GITHUB_OUTPUT')]]);
  });
});
