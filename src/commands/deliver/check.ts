import { notice, warning } from '@actions/core';
import type { Report } from '../../core/domain/report.js';
import { annotations } from '../../core/render/annotations.js';
import { renderCheck } from '../../core/render/check.js';
import { reviewRemarks } from '../../core/render/offered/remarks.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { writeCheck } from '../../world/github/check.js';
import { connect, type GitHub } from '../../world/github/client.js';
import type { PullFile } from '../../world/github/pull-files.js';
import { writeReview } from '../../world/github/review.js';
import { writingTrouble } from '../../world/github/trouble.js';

/**
 * Writes the check run and, where tools offered replacements on lines of the diff, a review that can be applied by a click.
 * @param files those of the diff, where they have been asked for already
 */
export async function deliverCheck(report: Report, inputs: ActionInputs, files?: readonly PullFile[]): Promise<void> {
  const { token, runner, context, pullRequest } = inputs;
  const { repository, sha, job } = context;
  if (repository === undefined || sha === undefined) return;
  const github = connect(token, runner.apiUrl);
  const fork = pullRequest?.fork ?? false;
  const name = job === undefined ? 'whydunit' : `whydunit (${job})`;
  try {
    await writeCheck(github, { repository, sha, name, ...renderCheck(report), annotations: annotations(report) });
  } catch (error) {
    warning(writingTrouble(error, { nothing: 'No check run', permission: 'checks: write', fork }));
  }
  if (pullRequest !== undefined) await review(github, { repository, pullRequest, sha }, report, files);
}

async function review(
  github: GitHub,
  { repository, pullRequest, sha }: { repository: string; pullRequest: { number: number; fork: boolean }; sha: string },
  report: Report,
  files: readonly PullFile[] | undefined,
): Promise<void> {
  try {
    const remarks = reviewRemarks(report);
    const written = await writeReview(github, {
      ...{ repository, pullRequest: pullRequest.number, sha, remarks },
      ...(files && { files }),
    });
    if (written > 0)
      notice(
        `${written === 1 ? 'A replacement' : `${written} replacements`} that a log says the compiler offers can be applied in the review.`,
      );
  } catch (error) {
    const attempt = { nothing: 'No suggestions', permission: 'pull-requests: write', fork: pullRequest.fork };
    warning(writingTrouble(error, attempt));
  }
}
