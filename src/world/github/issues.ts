import { type GitHub, login } from './client.js';

/** The label that the issues of incidents carry. */
export const INCIDENT_LABEL = 'whydunit-incident';

/** An issue that our own account opened under our label. */
export interface OwnIssue {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  /** When it was closed it was because of another one. */
  readonly duplicate: boolean;
}

export interface OwnIssues {
  /** The oldest first. */
  readonly issues: readonly OwnIssue[];
  /** What GitHub's clock said, where it said so. */
  readonly date: Date | undefined;
}

/** Closed incidents that are looked through for one that comes back: the latest three pages. */
const CLOSED_PAGES = 3;

/**
 * The issues of ours: a label and a hidden line can be copied, an author cannot. All open ones, or the latest closed
 * ones. Rejects with what GitHub answered.
 * @param others accounts beside the token's own that nobody else can write as
 */
export async function ownIssues(
  github: GitHub,
  repository: string,
  state: 'open' | 'closed',
  others: readonly string[] = [],
): Promise<OwnIssues> {
  const [owner = '', repo = ''] = repository.split('/');
  const found: (OwnIssue & { readonly author: string | undefined })[] = [];
  let date: string | undefined;
  let page = 0;
  for await (const { data, headers } of github.paginate.iterator(github.rest.issues.listForRepo, {
    owner,
    repo,
    state,
    labels: INCIDENT_LABEL,
    per_page: 100,
  })) {
    date ??= headers.date;
    for (const { number, html_url: url, title, body, user, pull_request: pullRequest, state_reason: why } of data)
      if (pullRequest === undefined)
        found.push({ number, url, title, body: body ?? '', duplicate: why === 'duplicate', author: user?.login });
    if (state === 'closed' && ++page >= CLOSED_PAGES) break;
  }
  const self = found.length === 0 ? undefined : await login(github);
  const issues = found
    .filter(({ author }) => author !== undefined && (author === self || others.includes(author)))
    .map(({ author: _, ...issue }) => issue)
    .sort((a, b) => a.number - b.number);
  return { issues, date: date === undefined || Number.isNaN(Date.parse(date)) ? undefined : new Date(date) };
}
