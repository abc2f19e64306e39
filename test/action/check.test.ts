import { describe, expect } from 'vitest';
import { fromBranch, fromFork } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { WORKFLOW_TOKEN } from '../world/github/loopback.js';
import { runAction, said } from './runner.js';
import { COMPILE_LOG, GREEN_LOG } from './samples.js';

const allow = (github: { state: { tokens: Map<string, unknown> } }, permissions: Record<string, 'read' | 'write'>) =>
  github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions });
const INPUTS = { logs: 'build.log', check: 'true', comment: 'false', annotations: 'false' };

/** A compiler's message as JSON, with the replacement it calls safe; all that rustc prints of it, shortened to what is read. */
function offered(file: string, line: number, replacement: string): string {
  const span = {
    file_name: file,
    line_start: line,
    line_end: line,
    column_start: 5,
    column_end: 8,
    text: [{ text: '    old = 1;' }],
    suggested_replacement: replacement,
    suggestion_applicability: 'MachineApplicable',
  };
  return JSON.stringify({
    reason: 'compiler-message',
    message: {
      $message_type: 'diagnostic',
      level: 'error',
      code: { code: 'E0425' },
      message: 'cannot find value `old` in this scope',
      rendered: `error[E0425]: cannot find value \`old\` in this scope\n --> ${file}:${line}:5\n  |\n${line} |     old = 1;\n  |     ^^^ help: a local variable with a similar name exists: \`new\`\n\n`,
      children: [{ level: 'help', message: 'a local variable with a similar name exists', spans: [span] }],
      spans: [],
    },
  });
}

describe('the check run', () => {
  it('fails with the gate, is neutral where nothing is known, and green where all is known to be well', async ({
    github,
  }) => {
    allow(github, { checks: 'write' });
    const run = (log: string, failOn: string) =>
      runAction({ github, inputs: { ...INPUTS, 'fail-on': failOn }, files: { 'build.log': log } });
    await run(COMPILE_LOG, 'P3');
    await run(COMPILE_LOG, 'never');
    await run(GREEN_LOG, 'P3');
    await runAction({ github, inputs: { ...INPUTS, logs: '', run: 'true' } });
    expect(github.state.checkRuns.map(({ conclusion }) => conclusion)).toEqual([
      'failure',
      'neutral',
      'neutral',
      'success',
    ]);
    const [check] = github.state.checkRuns;
    expect(check).toMatchObject({ name: 'whydunit (test)', sha: 'a'.repeat(40) });
    expect(check?.title).toContain('after it was moved away');
    expect(check?.summary).toContain('**Fix**');
    expect(check?.annotations).toEqual([
      expect.objectContaining({
        path: 'src/main.rs',
        start_line: 14,
        annotation_level: expect.stringMatching(/failure|warning/),
      }),
    ]);
  });

  it('[L5] carries its annotations in batches of fifty and counts what it leaves out', async ({ github }) => {
    allow(github, { checks: 'write' });
    const log = Array.from({ length: 1_000 }, (_, at) =>
      COMPILE_LOG.replace('src/main.rs:14', `src/file${at}.rs:14`).replaceAll('config', `config${at}`),
    ).join('\n');
    await runAction({ github, inputs: INPUTS, files: { 'build.log': log } });
    const [check, ...others] = github.state.checkRuns;
    expect(others).toEqual([]);
    expect(check?.annotations).toHaveLength(250);
    expect(check?.text).toMatch(/^[\d,]+ more places are not annotated/);
    expect(github.seen.length).toBeLessThanOrEqual(25);
  });

  it('[F5] warns with the missing permission, and everything else is done', async ({ github }) => {
    allow(github, { 'pull-requests': 'write' });
    const result = await runAction({
      github,
      event: fromBranch(7),
      inputs: { ...INPUTS, comment: 'true' },
      files: { 'build.log': COMPILE_LOG },
    });
    expect(said(result, 'warning').join('\n')).toContain('permissions: checks: write');
    expect(github.state.comments).toHaveLength(1);
    expect(result.summary).toContain('moved value');
  });

  it('on a fork names the recipe of two workflows', async ({ github }) => {
    allow(github, { 'pull-requests': 'read', contents: 'read' });
    const result = await runAction({ github, event: fromFork(7), inputs: INPUTS, files: { 'build.log': COMPILE_LOG } });
    expect(said(result, 'warning').join('\n')).toMatch(/No check run: .*checks: write.*workflow_run/);
  });
});

describe('what the compiler offers', () => {
  const files = {
    'build.log': [offered('src/a.rs', 3, 'new'), offered('src/a.rs', 90, 'new'), offered('src/b.rs', 3, 'new')].join(
      '\n',
    ),
  };

  it('is a suggestion on the lines of the diff, once', async ({ github }) => {
    allow(github, { checks: 'write', 'pull-requests': 'write' });
    const pull = github.state.addPullRequest(7, {
      files: [{ filename: 'src/a.rs', patch: '@@ -1,4 +1,5 @@\n a\n b\n+    old = 1;\n d\n e' }],
    });
    const run = () => runAction({ github, event: fromBranch(7), inputs: INPUTS, files });
    await run();
    expect(pull.reviewComments).toEqual([expect.objectContaining({ path: 'src/a.rs', line: 3 })]);
    expect(pull.reviewComments[0]?.body).toContain('```suggestion\n    new = 1;\n```');
    expect(pull.reviewComments[0]?.body).toMatch(/^A log of this run says that the compiler offers/);
    await run();
    expect(pull.reviewComments).toHaveLength(1);
  });

  it('is none where the file at the commit holds another text, nor on a file that a machine runs', async ({
    github,
  }) => {
    allow(github, { checks: 'write', 'pull-requests': 'write' });
    const pull = github.state.addPullRequest(7, {
      files: [
        { filename: 'src/a.rs', patch: '@@ -1,1 +1,3 @@\n a\n+b\n+    older = 1;' },
        ...['build.rs', '.github/workflows/ci.yml', 'tools/run.sh'].map((filename) => ({
          filename,
          patch: '@@ -1,1 +1,3 @@\n a\n+b\n+    old = 1;',
        })),
      ],
    });
    const forged = pull.files.map(({ filename }) => offered(filename, 3, 'std::process::Command::new("sh")'));
    await runAction({ github, event: fromBranch(7), inputs: INPUTS, files: { 'build.log': forged.join('\n') } });
    expect(pull.reviewComments).toEqual([]);
  });

  it('cannot close its own fence, nor hide what a click would apply', async ({ github }) => {
    allow(github, { checks: 'write', 'pull-requests': 'write' });
    const pull = github.state.addPullRequest(7, {
      files: [{ filename: 'src/a.rs', patch: '@@ -1,1 +1,5 @@\n a\n+b\n+    old = 1;\n+    old = 1;\n+e' }],
    });
    const hostile = [offered('src/a.rs', 3, '```\n@everyone'), offered('src/a.rs', 4, 'x\u202Ey')].join('\n');
    await runAction({ github, event: fromBranch(7), inputs: INPUTS, files: { 'build.log': hostile } });
    expect(pull.reviewComments.map(({ line }) => line)).toEqual([3]);
    expect(pull.reviewComments[0]?.body).toMatch(/````suggestion\n[^`]*```\n@everyone = 1;\n````/);
  });
});
