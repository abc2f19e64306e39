import { warning } from '@actions/core';
import { endingOf } from '../core/errors.js';
import { connect } from '../world/github/client.js';
import { vouchedPullRequest } from '../world/github/vouched-pull-request.js';
import type { ActionInputs } from './inputs.js';

/**
 * On workflow_run, the inputs with the pull request that the finished run was for. It is asked of GitHub once, since
 * the event leaves it out for forks and what the run's code wrote is no witness. Without it nothing is commented on.
 */
export async function vouched(inputs: ActionInputs): Promise<ActionInputs> {
  const { triggeringRun, context, token, runner, comment, check } = inputs;
  if (triggeringRun === undefined || context.repository === undefined || !(comment || check)) return inputs;
  try {
    const number = await vouchedPullRequest(connect(token, runner.apiUrl), context.repository, triggeringRun);
    if (number === undefined) return inputs;
    return {
      ...inputs,
      pullRequest: { number, fork: false, head: triggeringRun.sha },
      context: { ...context, pullRequest: number },
    };
  } catch (error) {
    warning(`The pull request of run ${triggeringRun.id} is not known: ${endingOf(error, false).message}`);
    return inputs;
  }
}
