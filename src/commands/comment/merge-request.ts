import { digest } from '../../core/classify/fingerprint.js';
import type { Report } from '../../core/domain/report.js';
import { KnownError } from '../../core/errors.js';
import { isBad, markerLine, renderComment, renderResolved } from '../../core/render/comment.js';
import { keepNote } from '../../world/gitlab/notes.js';
import type { Console } from '../console.js';

/**
 * Keeps one note on the merge request that the pipeline is for; each job that asks has its own, a report of several jobs
 * has one. What goes wrong is told on the side: it changes no verdict.
 */
export async function commentOn(report: Report, { env }: Console): Promise<string | undefined> {
  const [apiUrl, project, iid] = [env['CI_API_V4_URL'], env['CI_PROJECT_ID'], Number(env['CI_MERGE_REQUEST_IID'])];
  if (!apiUrl || !project)
    return 'no comment: --comment is for GitLab, in a job of a pipeline; on GitHub the action comments';
  if (!Number.isInteger(iid) || iid < 1) return 'no comment: this pipeline is for no merge request';
  // Nothing found in the log of a job that failed is no good news: what failed is somewhere else.
  if (!isBad(report) && report.status !== 'passed' && env['CI_JOB_STATUS'] === 'failed') return undefined;
  const token = env['GITLAB_TOKEN'];
  if (!token)
    return 'no comment: set GITLAB_TOKEN to a project access token with the scope api; a job token may not comment';
  const marker = ['whydunit', ...(report.run.job === undefined ? [] : [markOf(report.run.job)])].join(' ');
  const body = isBad(report) ? renderComment(report, { marker }) : renderResolved(report, { marker });
  try {
    await keepNote({ apiUrl, project, iid, token }, markerLine(marker), { body, begin: isBad(report) });
    return undefined;
  } catch (error) {
    if (error instanceof KnownError) return `no comment: ${error.details.what}`;
    throw error;
  }
}

/**
 * The job's name as the note's hidden line can hold it. Characters that it cannot are left out there, so that two jobs would
 * share a note, and the one that passed would call the other's failure resolved: such a name is told apart by its digest.
 */
function markOf(job: string): string {
  return /^[\w.:/=-]+(?: [\w.:/=-]+)*$/.test(job) && !job.includes('--') ? job : `${job} ${digest([job])}`;
}
