import type { Issue } from '../incidents.js';
import type { State } from '../state.js';
import { type Answer, type Call, type Operations, paged, refusal, shownAccount } from './answer.js';

/** GitHub's limits, which its description does not mention. */
const LONGEST_BODY = 65536;
const LONGEST_TITLE = 256;

/** Issues. The loopback GitHub lists those that are no pull requests only. */
export const ISSUES: Operations = {
  'issues/list-for-repo': { needs: ['issues', 'pull-requests'], level: 'read', answer: list },
  'issues/get': { needs: ['issues', 'pull-requests'], level: 'read', answer: get },
  'issues/create': { needs: ['issues'], level: 'write', answer: create },
  'issues/update': { needs: ['issues', 'pull-requests'], level: 'write', answer: update },
};

interface Written {
  readonly title?: string;
  readonly body?: string | null;
  readonly labels?: readonly (string | { readonly name?: string })[];
  readonly state?: Issue['state'];
  readonly state_reason?: string | null;
}

function list(call: Call): Answer {
  const { state, asked, origin } = call;
  const { labels = '', state: wanted = 'open', creator } = asked.request.query as Record<string, string>;
  const needed = labels.split(',').filter((name) => name !== '');
  const found = state.tracker
    .filter((issue) => wanted === 'all' || issue.state === wanted)
    .filter((issue) => needed.every((name) => issue.labels.includes(name)))
    .filter((issue) => creator === undefined || issue.author.login === creator)
    .sort((a, b) => b.number - a.number);
  const { page, headers } = paged(call, `/repos/${state.repository}/issues`, found);
  return { status: 200, headers, body: page.map((issue) => shown(issue, state, origin)) };
}

function get({ state, asked, origin }: Call): Answer {
  const issue = issueOf(state, asked.request.params['issue_number']);
  return issue === undefined ? refusal(404, 'Not Found') : { status: 200, body: shown(issue, state, origin) };
}

function create({ state, token, asked, origin }: Call): Answer {
  if (!state.hasIssues) return refusal(410, 'Issues are disabled for this repo');
  const written = asked.request.requestBody as Written;
  const wrong = wrongText(written);
  if (wrong !== undefined) return wrong;
  const issue = state.addIssue(token.account, written.title ?? '', written.body ?? '', names(written.labels));
  return { status: 201, headers: { location: address(issue, state, origin) }, body: shown(issue, state, origin) };
}

function update({ state, asked, origin }: Call): Answer {
  const issue = issueOf(state, asked.request.params['issue_number']);
  if (issue === undefined) return refusal(404, 'Not Found');
  const written = asked.request.requestBody as Written;
  const wrong = wrongText(written);
  if (wrong !== undefined) return wrong;
  if (written.title !== undefined) issue.title = written.title;
  if (written.body !== undefined) issue.body = written.body ?? '';
  if (written.labels !== undefined) issue.labels = names(written.labels);
  if (written.state !== undefined) setState(issue, written.state, written.state_reason ?? null, state);
  return { status: 200, body: shown(issue, state, origin) };
}

function setState(issue: Issue, wanted: Issue['state'], reason: string | null, state: State): void {
  if (issue.state === wanted) return;
  issue.state = wanted;
  issue.stateReason = wanted === 'open' ? 'reopened' : (reason ?? 'completed');
  issue.closedAt = wanted === 'open' ? undefined : state.now();
}

function wrongText({ title = '', body }: Written): Answer | undefined {
  const trouble = (field: string, most: number) =>
    refusal(422, 'Validation Failed', {
      errors: [
        { resource: 'Issue', code: 'custom', field, message: `${field} is too long (maximum is ${most} characters)` },
      ],
    });
  if ([...title].length > LONGEST_TITLE) return trouble('title', LONGEST_TITLE);
  return [...(body ?? '')].length > LONGEST_BODY ? trouble('body', LONGEST_BODY) : undefined;
}

function names(labels: Written['labels'] = []): string[] {
  return labels.map((label) => (typeof label === 'string' ? label : (label.name ?? '')));
}

function issueOf(state: State, number: unknown): Issue | undefined {
  return state.tracker.find((issue) => issue.number === Number(number));
}

function address({ number }: Issue, state: State, origin: string): string {
  return `${origin}/repos/${state.repository}/issues/${number}`;
}

function shown(issue: Issue, state: State, origin: string) {
  const url = address(issue, state, origin);
  return {
    id: 5_000_000 + issue.number,
    node_id: `I_${issue.number}`,
    url,
    repository_url: `${origin}/repos/${state.repository}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `https://github.com/${state.repository}/issues/${issue.number}`,
    number: issue.number,
    state: issue.state,
    // GitHub says null here for an issue never closed, which its description forgets to allow.
    ...(issue.stateReason !== null && { state_reason: issue.stateReason }),
    title: issue.title,
    body: issue.body,
    user: shownAccount(issue.author, origin),
    labels: issue.labels.map((name, id) => ({ id, name, color: 'ededed', default: false, description: null })),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    comments: state.commentsOf(issue.number).length,
    closed_at: issue.closedAt?.toISOString() ?? null,
    created_at: issue.createdAt.toISOString(),
    updated_at: issue.createdAt.toISOString(),
    author_association: issue.association ?? (issue.author.type === 'Bot' ? 'NONE' : 'CONTRIBUTOR'),
  };
}
