import type { RunContext } from '../core/domain/report.js';

/**
 * Where the run takes place, by the variables GitHub sets in every job; empty elsewhere. Facts:
 * docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export function runContextOf(env: Readonly<Record<string, string | undefined>>): RunContext {
  if (env['GITHUB_ACTIONS'] !== 'true') return {};
  const text = (name: string) => (env[name] === undefined || env[name] === '' ? undefined : env[name]);
  const number = (value: string | undefined) =>
    value !== undefined && /^[0-9]{1,15}$/.test(value) ? Number(value) : undefined;
  return withoutGaps({
    repository: text('GITHUB_REPOSITORY'),
    serverUrl: text('GITHUB_SERVER_URL'),
    sha: text('GITHUB_SHA'),
    runId: number(text('GITHUB_RUN_ID')),
    runAttempt: number(text('GITHUB_RUN_ATTEMPT')),
    job: text('GITHUB_JOB'),
    workflow: text('GITHUB_WORKFLOW'),
    pullRequest: number(/^refs\/pull\/([0-9]+)\//.exec(text('GITHUB_REF') ?? '')?.[1]),
  });
}

function withoutGaps(context: { [Key in keyof RunContext]: RunContext[Key] | undefined }): RunContext {
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined));
}
