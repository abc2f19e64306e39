import { notice, warning } from '@actions/core';
import { everyOccurrence } from '../../core/domain/diagnosis.js';
import type { Report } from '../../core/domain/report.js';
import { count, retrySafe } from '../../core/render/words.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { connect } from '../../world/github/client.js';
import { rerunFailedJobs } from '../../world/github/rerun.js';
import { latestAttempt, outcomeOf, type RunJob, runJobs } from '../../world/github/run-jobs.js';
import { whyNot } from '../../world/github/trouble.js';

/**
 * With `rerun: transient`, runs the failed jobs of the finished run again, once: only after its first attempt, and only
 * where every one of them is explained and nothing but the machine or chance is to blame.
 * @returns a sentence for the report, where they are run again
 */
export async function rerunTransient(report: Report, inputs: ActionInputs): Promise<string | undefined> {
  const { rerun, triggeringRun, context, token, runner } = inputs;
  if (rerun !== 'transient' || triggeringRun === undefined || context.repository === undefined) return undefined;
  if (report.status !== 'failed') return undefined;
  const stays = whyItStays(report, triggeringRun.attempt);
  if (stays !== undefined) return left(stays);
  const github = connect(token, runner.apiUrl);
  try {
    const jobs = await runJobs(github, context.repository, triggeringRun.id);
    // Somebody may have been faster.
    if (latestAttempt(jobs) > 1) return left('it is being run again already');
    const unexplained = jobs.filter((job) => hasFailed(job) && !isExplained(job, report));
    if (unexplained.length > 0)
      return left(`nothing explains why ${count(unexplained.length, 'job')} failed, ${unexplained[0]?.name} first`);
    await rerunFailedJobs(github, context.repository, triggeringRun.id);
  } catch (error) {
    warning(`rerun: ${whyNot(error, 'actions: write')}.`);
    return undefined;
  }
  const causes = count(report.diagnoses.length, 'cause');
  return `The failed jobs are run again, once: nothing but the machine or chance is to blame (${causes}, all transient)`;
}

function whyItStays({ diagnoses, unknown, verdict }: Report, attempt: number): string | undefined {
  if (attempt > 1) return `this was attempt ${attempt}: only the first is run again`;
  if (verdict.gate === 'blocked') return 'not everything could be read';
  if (unknown.length > 0) return `no known pattern explains ${count(unknown.length, 'failure')}`;
  if (!retrySafe(diagnoses.map(({ cause }) => cause))) return 'a cause would fail again';
  return diagnoses.some(({ confidence }) => confidence === 'low') ? 'a cause is not sure enough' : undefined;
}

function left(why: string): undefined {
  notice(`rerun: the failed jobs are not run again: ${why.replace(/[\u0000-\u001f]/g, ' ')}.`);
}

function hasFailed({ conclusion }: RunJob): boolean {
  // What was cancelled because another job failed is run again with it.
  return outcomeOf(conclusion) === 'failed' && conclusion !== 'cancelled';
}

function isExplained({ name }: RunJob, { diagnoses }: Report): boolean {
  return diagnoses.some((diagnosis) => everyOccurrence(diagnosis).some(({ job }) => job?.name === name));
}
