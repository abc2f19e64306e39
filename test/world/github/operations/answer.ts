import type { BlobHost } from '../blob-host.js';
import type { Asked } from '../description.js';
import type { Account, State, Token } from '../state.js';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What an operation gets: the state, who asks, what was asked, and the addresses things are reached at. */
export interface Call {
  readonly state: State;
  readonly token: Token;
  readonly asked: Asked;
  readonly origin: string;
  readonly blobs: BlobHost;
}

/** An operation, and what it needs of a workflow's `permissions:`; any one of them is enough. */
export interface Operation {
  readonly needs: readonly string[];
  readonly level: 'read' | 'write';
  answer(call: Call): Answer;
}

export type Operations = Readonly<Record<string, Operation>>;

export function refusal(status: number, message: string, more: Readonly<Record<string, unknown>> = {}): Answer {
  return {
    status,
    body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status), ...more },
  };
}

/** One page of a list, and the `Link` header that leads to the others. `path` is without its query. */
export function paged<T>(
  { asked, origin }: Call,
  path: string,
  all: readonly T[],
): { page: T[]; headers: Record<string, string> } {
  const size = Math.min(100, Number(asked.request.query['per_page'] ?? 30));
  const page = Number(asked.request.query['page'] ?? 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const address = (at: number) => {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(asked.request.query)) parameters.set(name, String(value));
    parameters.set('per_page', String(size));
    parameters.set('page', String(at));
    return `<${origin}${path}?${parameters}>`;
  };
  const links = [
    ...(page > 1 ? [`${address(page - 1)}; rel="prev"`] : []),
    ...(page < last ? [`${address(page + 1)}; rel="next"`, `${address(last)}; rel="last"`] : []),
  ];
  return {
    page: all.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

/** An account as GitHub shows it beside what it wrote. */
export function shownAccount(account: Account, origin: string) {
  const url = `${origin}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: `U_${account.id}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${encodeURIComponent(account.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}
