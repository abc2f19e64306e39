import type { Branch } from '../incidents.js';
import { type Answer, type Call, type Operations, refusal } from './answer.js';

/** Branches. */
export const BRANCHES: Operations = {
  'repos/get-branch': { needs: ['contents'], level: 'read', answer: getBranch },
};

function getBranch({ state, asked, origin }: Call): Answer {
  const branch = state.branches.get(decodeURIComponent(String(asked.request.params['branch'])));
  return branch === undefined
    ? refusal(404, 'Branch not found')
    : { status: 200, body: shown(branch, `${origin}/repos/${state.repository}`) };
}

function shown({ name, protected: isProtected, sha }: Branch, repository: string) {
  const url = `${repository}/branches/${encodeURIComponent(name)}`;
  const commit = `${repository}/commits/${sha}`;
  const who = { name: 'Mona', email: 'mona@example.com', date: '2026-11-23T03:00:00Z' };
  const git = {
    url: `${repository}/git/commits/${sha}`,
    author: who,
    committer: who,
    message: 'A change',
    comment_count: 0,
    tree: { sha, url: `${repository}/git/trees/${sha}` },
  };
  return {
    name,
    commit: {
      url: commit,
      sha,
      node_id: `C_${sha}`,
      html_url: `https://github.com/octo/app/commit/${sha}`,
      comments_url: `${commit}/comments`,
      commit: git,
      author: null,
      committer: null,
      parents: [],
    },
    _links: { self: url, html: `https://github.com/octo/app/tree/${name}` },
    protected: isProtected,
    protection: {
      enabled: isProtected,
      required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
    },
    protection_url: `${url}/protection`,
  };
}
