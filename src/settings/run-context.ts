import type { RunContext } from '../core/domain/report.js';
import { type Gaps, number, otherSystem, text } from './other-systems.js';

/**
 * Where the run takes place, by the variables GitHub sets in every job, else by those of another system. Facts:
 * docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export function runContextOf(env: Readonly<Record<string, string | undefined>>): RunContext {
  if (env['GITHUB_ACTIONS'] !== 'true') return withoutGaps(otherSystem(env));
  return withoutGaps({
    repository: text(env['GITHUB_REPOSITORY']),
    serverUrl: text(env['GITHUB_SERVER_URL']),
    sha: text(env['GITHUB_SHA']),
    runId: number(text(env['GITHUB_RUN_ID'])),
    runAttempt: number(text(env['GITHUB_RUN_ATTEMPT'])),
    job: text(env['GITHUB_JOB']),
    workflow: text(env['GITHUB_WORKFLOW']),
    pullRequest: number(/^refs\/pull\/([0-9]+)\//.exec(text(env['GITHUB_REF']) ?? '')?.[1]),
  });
}

function withoutGaps(context: Gaps): RunContext {
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined));
}
