import { debug } from '@actions/core';
import type { Change } from '../core/domain/history.js';
import type { Report } from '../core/domain/report.js';
import type { OwnersOf } from '../core/reports/whose/code-owners.js';
import { hasPlaces, type Whose } from '../core/reports/whose/whose.js';
import type { ActionInputs } from '../settings/inputs.js';
import { Checkout } from '../world/files/checkout.js';
import { BranchFiles } from '../world/github/branch-files.js';
import { connect } from '../world/github/client.js';
import { addedLines } from '../world/github/diff.js';
import { type PullFile, type PullFiles, pullFiles } from '../world/github/pull-files.js';
import { MOST_PAGES } from '../world/github/review.js';
import { ownersIn } from './owners.js';

/** What is known of whose a finding may be, and the pull request's files as GitHub lists them. */
export interface WhoseKnown extends Whose {
  readonly files?: readonly PullFile[];
}

/**
 * What can be known of whose a report's findings are: the diff of the pull request, and its CODEOWNERS. Nothing is asked
 * where no finding has a place in the repository. What is not to be had is left out.
 * @param isSpent whether reading has taken all its requests: then the diff is not asked for
 */
export async function whoseOf(report: Report, inputs: ActionInputs, isSpent = false): Promise<WhoseKnown> {
  if (!hasPlaces(report)) return {};
  const listed = isSpent ? undefined : await quietly('the files of the pull request', () => filesOf(inputs));
  const ownersOf = await quietly('CODEOWNERS', () => ownersFor(inputs));
  return { ...(listed && { change: changeOf(listed), files: listed.files }), ...(ownersOf && { ownersOf }) };
}

async function filesOf({ pullRequest, context, token, runner, check }: ActionInputs): Promise<PullFiles | undefined> {
  const { repository } = context;
  if (pullRequest === undefined || repository === undefined) return undefined;
  const github = connect(token, runner.apiUrl);
  return pullFiles(github, { repository, pullRequest: pullRequest.number }, check ? MOST_PAGES : 1);
}

/** Whom to tell is for the base branch to say: a pull request could name anybody. */
async function ownersFor({
  mentionOwners,
  context,
  token,
  runner,
  baseBranch,
}: ActionInputs): Promise<OwnersOf | undefined> {
  const { repository } = context;
  if (!mentionOwners) return ownersIn(new Checkout('.'));
  if (repository === undefined || baseBranch === undefined) return undefined;
  return ownersIn(await BranchFiles.of(connect(token, runner.apiUrl), repository, baseBranch));
}

function changeOf({ files, isWhole }: PullFiles): Change {
  return { files: new Map(files.map(({ filename, patch }) => [filename, addedLines(patch)])), isWhole };
}

/** It only adds to what is told: its trouble is nobody's. */
async function quietly<T>(what: string, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    debug(`${what}: ${String(error)}`);
    return undefined;
  }
}
