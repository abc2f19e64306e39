import { notice, warning } from '@actions/core';
import type { Gone } from '../../core/domain/history.js';
import type { Pattern } from '../../core/domain/pattern.js';
import type { Report } from '../../core/domain/report.js';
import { isBad, markerLine, renderComment, renderResolved } from '../../core/render/comment.js';
import type { Template } from '../../core/render/markdown/template.js';
import { type Whose, withWhose } from '../../core/reports/whose/whose.js';
import { builtIn } from '../../knowledge/catalogue/bundle.generated.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { connect } from '../../world/github/client.js';
import { type Contents, keepComment } from '../../world/github/comment.js';
import { commentTrouble } from '../../world/github/comment-trouble.js';
import { canonical, DATA_LIMIT, decode, encode } from '../../world/github/contributions/codec.js';
import { contribute } from '../../world/github/contributions/contribute.js';
import { type Contribution, compareOrigins } from '../../world/github/contributions/contribution.js';
import { goneOfJob } from '../../world/github/contributions/gone.js';
import { joinedReport } from '../../world/github/contributions/joined.js';
import { shrink } from '../../world/github/contributions/shrink.js';
import { headOf, holds, join, type State, stateOf } from '../../world/github/contributions/state.js';
import { type AskRun, vouched } from '../../world/github/contributions/vouched.js';
import { knownRuns } from '../../world/github/known-run.js';
import { isForbidden } from '../../world/github/trouble.js';

/** One comment for all jobs, workflows and runs of a pull request. */
const MARKER = 'whydunit';

/** What reviewed rules give a comment. */
export interface Ours {
  readonly patterns: readonly Pattern[];
  readonly template?: Template;
}

/** The comment as it stands now. */
export interface Commented {
  /** Its address, where there is one. */
  readonly url?: string;
  /** What this job had reported before, and nobody does any more. */
  readonly gone?: readonly Gone[];
}

/**
 * Puts the job's report into the pull request's one comment: begun while something fails, turned green when nothing does
 * any more. Whether it is begun for good news, or only for what is new, is the workflow's choice.
 */
export async function deliverComment(
  report: Report,
  inputs: ActionInputs,
  { patterns, template }: Ours,
  whose: Whose = {},
): Promise<Commented> {
  const { pullRequest, context, token, jobFailed, runner, contributor } = inputs;
  if (pullRequest === undefined || context.repository === undefined) return {};
  const bad = isBad(report);
  // Nothing found in the logs of a job that failed is no good news: what failed is somewhere else.
  if (!bad && report.status !== 'passed' && jobFailed) return {};
  const ids = new Set(builtIn().map(({ id }) => id));
  const mine = canonical(contribute(report, contributor, ids, Date.now()));
  try {
    const github = connect(token, runner.apiUrl);
    const { url, state, movedOn } = await keepComment(github, {
      repository: context.repository,
      pullRequest: pullRequest.number,
      ...(pullRequest.head !== undefined && { head: pullRequest.head }),
      mark: markerLine(MARKER),
      contents: contentsOf(report, mine, patterns, knownRuns(github, context.repository), {
        ...inputs,
        whose,
        ...(template !== undefined && { template }),
      }),
      mine: stateOf(mine),
      create: begins(report, inputs),
      crowd: contributor.cell,
      isOurs: (state) => [...state.values()].every(({ now }) => now.key === mine.key || now.run < mine.run),
    });
    if (movedOn !== undefined)
      notice(
        `Nothing is said on pull request #${pullRequest.number}: it has moved on to commit ${movedOn.slice(0, 7)}, this run is about ${mine.sha.slice(0, 7)}.`,
      );
    return {
      ...(url !== undefined && { url }),
      ...(state !== undefined && { gone: goneOfJob(state, mine.key, mine.sha) }),
    };
  } catch (error) {
    // A token that may not even look has never written anything that would have to be turned green.
    if (bad || !isForbidden(error))
      warning(commentTrouble(error, { pullRequest: pullRequest.number, fork: pullRequest.fork }));
    return {};
  }
}

/** How a comment is written, by the workflow's choice, and what is known for what all jobs report. */
type Manner = Pick<ActionInputs, 'commentMode' | 'title'> & {
  readonly mentionOwners?: boolean;
  readonly whose?: Whose;
  readonly template?: Template;
};

/** How the comment's text and what all jobs say become each other. */
export function contentsOf(
  own: Report,
  mine: Contribution,
  patterns: readonly Pattern[],
  ask: AskRun = async () => 'unknown',
  how: Manner = { commentMode: 'on-failure' },
): Contents<State> {
  const { commentMode, title, template, mentionOwners = false, whose = {} } = how;
  const place = `${own.run.repository ?? ''}#${own.run.pullRequest ?? ''}`;
  const known = new Map(patterns.map((pattern) => [pattern.id, pattern]));
  return {
    read: async (body) => {
      const said = decode(body.split('\n', 2)[1] ?? '', place);
      const state = said && (await vouched(said, mine, ask));
      return state === undefined || (state.size === 0 && said?.size !== 0) ? undefined : asSaidBefore(state, mine);
    },
    join: (a, b) => join(a, b, mine.sha),
    holds: (held, wanted) => holds(held, wanted, mine.sha),
    write: (state, head) => {
      const data = encode(state, place, DATA_LIMIT);
      const today = new Date().toISOString().slice(0, 10);
      const report = withWhose(joinedReport(state, own, known, today, head ?? headOf(state)), whose);
      // Whom another job's report names is for nobody to be told.
      const mention = mentionOwners && whose.ownersOf !== undefined;
      const layout = { ...(title !== undefined && { title }), ...(template !== undefined && { template }) };
      const options = { marker: MARKER, data, ...layout, mention };
      const { gone = [], awaited = [] } = report;
      const isFirst = commentMode === 'always' && gone.length + awaited.length === 0;
      return isBad(report) || isFirst ? renderComment(report, options) : renderResolved(report, options);
    },
  };
}

/** Whether there is something to begin a comment for. */
function begins(report: Report, { commentMode }: ActionInputs): boolean {
  if (commentMode === 'always') return true;
  if (!isBad(report) || commentMode !== 'on-change') return isBad(report);
  const isNew = [...report.diagnoses, ...report.unknown].some(({ state }) => state === 'new');
  return report.baseline === undefined || report.verdict.gate === 'blocked' || isNew;
}

/** Where the same attempt has said the same already, that is as good as saying it now. */
function asSaidBefore(state: State, mine: Contribution): State {
  const entry = state.get(mine.key);
  if (entry === undefined || compareOrigins({ ...entry.now, at: mine.at }, mine) !== 0) return state;
  const content = ({ at: _at, level: _level, left: _left, ...rest }: Contribution) => JSON.stringify(rest);
  return content(entry.now) === content(shrink(mine, entry.now.level))
    ? new Map([...state, [mine.key, { ...entry, now: mine }]])
    : state;
}
