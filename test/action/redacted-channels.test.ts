import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { FORMATS } from '../../src/settings/command-line.js';
import { scratch, whydunit } from '../cli/run.js';
import { leaks } from '../core/redact/leaks.js';
import { failingLog, KNOWN, planted } from '../core/redact/planted.js';
import { fromBranch } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from '../world/github/loopback.js';
import { type ActionResult, runAction } from './runner.js';

const PLANTS = planted();
const SECRETS = PLANTS.flatMap(({ secrets }) => secrets);
const LOGS = PLANTS.map((plant, index) => [`${plant.id}.log`, failingLog(plant, index)] as const);

/** A comment holds so many characters: a few findings a job are shown with their evidence. */
const A_COMMENT = 15;
const BATCHES = Array.from({ length: LOGS.length / A_COMMENT }, (_, at) =>
  LOGS.slice(at * A_COMMENT, (at + 1) * A_COMMENT),
);

const REPORTS = { json: 'out/report.json', junit: 'out/junit.xml', sarif: 'out/report.sarif', html: 'out/report.html' };

/** Everything that somebody else gets to see. */
function told(result: ActionResult, github: LoopbackGitHub): string {
  const { stdout, stderr, summary, outputs, files } = result;
  const seen = [stdout, stderr, summary, JSON.stringify(outputs), JSON.stringify(result.commands)];
  const kept = [JSON.stringify(github.state.comments), JSON.stringify(github.state.checkRuns)];
  return [...seen, ...Object.values(files), ...kept].join('\n');
}

describe('[S3] the bundle shows none of 150 planted secrets', () => {
  it('in no format of the command line, nor on its standard error', async ({ expect }) => {
    const folder = scratch();
    for (const [name, text] of LOGS) writeFileSync(join(folder, name), text);
    for (const format of FORMATS) {
      const { stdout, stderr } = await whydunit(['diagnose', folder, '--format', format], { cwd: folder, env: KNOWN });
      expect(stdout).toContain('[redacted: ');
      expect(leaks(`${stdout}\n${stderr}`, SECRETS), format).toEqual([]);
    }
  });

  it('in no channel of the action: log, summary, outputs, annotations, files, comment, check run', async ({
    github,
    expect,
  }) => {
    github.state.tokens.set(WORKFLOW_TOKEN.value, {
      ...WORKFLOW_TOKEN,
      permissions: { checks: 'write', issues: 'write', 'pull-requests': 'write', contents: 'read' },
    } as never);
    for (const [at, logs] of BATCHES.entries()) {
      const result = await runAction({
        inputs: { logs: '*.log', 'fail-on': 'any', check: 'true', ...REPORTS },
        files: Object.fromEntries(logs),
        event: fromBranch(7),
        env: { ...KNOWN, GITHUB_RUN_ID: String(4711 + at) },
        github,
      });
      expect(result.outputs['verdict']).toBe('fail');
      for (const text of [result.summary, result.files[REPORTS.json], github.state.commentsOf(7)[0]?.body])
        expect(text).toContain('[redacted: ');
      expect(leaks(told(result, github), [...SECRETS, WORKFLOW_TOKEN.value])).toEqual([]);
    }
    expect(github.state.checkRuns).toHaveLength(BATCHES.length);
  });
});
