import type { State } from '../state.js';
import { type Answer, type Call, type Operations, refusal } from './answer.js';

/** Files of the repository as they stand on its branches. */
export const CONTENTS: Operations = {
  'repos/get': { needs: ['contents', 'metadata'], level: 'read', answer: getRepository },
  'repos/get-content': { needs: ['contents'], level: 'read', answer: getContent },
  'repos/download-tarball-archive': { needs: ['contents'], level: 'read', answer: downloadTarball },
  'git/get-tree': { needs: ['contents'], level: 'read', answer: getTree },
};

/** Another repository's too, where it is public. */
function downloadTarball({ state, asked, blobs }: Call): Answer {
  const { owner, repo, ref } = asked.request.params as Record<string, string>;
  const archive = state.tarballs.get(`${owner}/${repo}@${ref}`);
  return archive === undefined
    ? refusal(404, 'Not Found')
    : { status: 302, headers: { location: blobs.keep(archive) } };
}

function getContent({ state, asked, origin }: Call): Answer {
  const path = decodeURIComponent(String(asked.request.params['path']));
  const ref = String(asked.request.query['ref'] ?? state.defaultBranch);
  const text = filesAt(state, ref)?.[path];
  if (text === undefined) return refusal(404, 'Not Found');
  const url = `${origin}/repos/${state.repository}/contents/${path.split('/').map(encodeURIComponent).join('/')}`;
  const content = Buffer.from(text);
  return {
    status: 200,
    body: {
      type: 'file',
      encoding: 'base64',
      size: content.length,
      name: path.split('/').at(-1) ?? path,
      path,
      // In lines of sixty, as GitHub sends it.
      content: content.toString('base64').replace(/.{60}/g, '$&\n'),
      sha: 'd'.repeat(40),
      url,
      git_url: url,
      html_url: url,
      download_url: url,
      _links: { git: url, html: url, self: url },
    },
  };
}

function getTree({ state, asked, origin }: Call): Answer {
  const ref = decodeURIComponent(String(asked.request.params['tree_sha']));
  const files = filesAt(state, ref);
  if (files === undefined) return refusal(404, 'Not Found');
  const tree = Object.keys(files).map((path) => ({ path, mode: '100644', type: 'blob', sha: 'd'.repeat(40) }));
  return {
    status: 200,
    body: { sha: 'e'.repeat(40), url: `${origin}/repos/${state.repository}/git/trees/${ref}`, tree, truncated: false },
  };
}

/** The files of a branch or commit; undefined where there is neither. */
function filesAt(state: State, ref: string): Readonly<Record<string, string>> | undefined {
  const branch = state.branches.get(ref) ?? [...state.branches.values()].find(({ sha }) => sha === ref);
  return branch && (state.files.get(branch.name) ?? {});
}

function getRepository({ state, origin }: Call): Answer {
  const url = `${origin}/repos/${state.repository}`;
  const [owner = '', name = ''] = state.repository.split('/');
  const urls = Object.fromEntries(ADDRESSES.map((key) => [`${key}_url`, `${url}/${key}`]));
  const account = Object.fromEntries(
    [
      'followers',
      'following',
      'gists',
      'starred',
      'subscriptions',
      'organizations',
      'repos',
      'events',
      'received_events',
    ].map((key) => [`${key}_url`, `${origin}/users/${owner}/${key}`]),
  );
  const counts = Object.fromEntries(COUNTS.map((key) => [key, 0]));
  const flags = Object.fromEntries(FLAGS.map((key) => [key, false]));
  const now = '2026-11-23T03:00:00Z';
  return {
    status: 200,
    body: {
      ...urls,
      ...counts,
      ...flags,
      id: 1,
      node_id: 'R_1',
      name,
      full_name: state.repository,
      description: null,
      homepage: null,
      language: null,
      license: null,
      mirror_url: null,
      url,
      html_url: `https://github.com/${state.repository}`,
      git_url: `git://github.com/${state.repository}.git`,
      ssh_url: `git@github.com:${state.repository}.git`,
      clone_url: `https://github.com/${state.repository}.git`,
      svn_url: `https://github.com/${state.repository}`,
      default_branch: state.defaultBranch,
      pushed_at: now,
      created_at: now,
      updated_at: now,
      owner: {
        ...account,
        login: owner,
        id: 1,
        node_id: 'U_1',
        avatar_url: `${origin}/avatar`,
        gravatar_id: '',
        url: `${origin}/users/${owner}`,
        html_url: `https://github.com/${owner}`,
        type: 'Organization',
        site_admin: false,
      },
    },
  };
}

const ADDRESSES =
  'archive assignees blobs branches collaborators comments commits compare contents contributors deployments downloads events forks git_commits git_refs git_tags hooks issue_comment issue_events issues keys labels languages merges milestones notifications pulls releases stargazers statuses subscribers subscription tags teams trees'.split(
    ' ',
  );
const COUNTS =
  'forks forks_count open_issues open_issues_count size stargazers_count watchers watchers_count network_count subscribers_count'.split(
    ' ',
  );
const FLAGS = 'fork private has_issues has_projects has_wiki has_pages has_discussions archived disabled'.split(' ');
