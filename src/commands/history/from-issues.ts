import { KnownError } from '../../core/errors.js';
import { count } from '../../core/render/words.js';
import { githubAccess } from '../../settings/github-access.js';
import { connectQuietly } from '../../world/github/client.js';
import { type SaidInIssues, verdictsInIssues } from '../../world/github/history/verdict-issues.js';
import { whyNot } from '../../world/github/trouble.js';
import { HistoryStore } from '../../world/history/store.js';
import type { HistoryResult } from './result.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Keeps what people said of findings in the issues of a repository.
 * @throws KnownError `no-token`, `not-downloaded`, and for a history that cannot be written
 */
export async function judgeFromIssues(history: string, repository: string, env: Environment): Promise<HistoryResult> {
  const { said, others, cut } = await asked(repository, env);
  const store = await HistoryStore.open(history);
  try {
    let kept = 0;
    for (const { fingerprint, verdict, at } of said)
      if ((await store.judge(fingerprint, verdict, at)) !== undefined) kept++;
    const notes = [
      ...(kept < said.length ? [`${said.length - kept} of them are of findings that ${history} does not know`] : []),
      ...(others > 0 ? [`${count(others, 'issue')} of people outside the repository left out`] : []),
      ...(cut ? ['older issues were not looked at'] : []),
    ];
    return { text: `${count(kept, 'verdict')} of ${repository} in ${history}\n`, notes };
  } finally {
    store.close();
  }
}

async function asked(repository: string, env: Environment): Promise<SaidInIssues> {
  const { apiUrl, token } = githubAccess(undefined, env);
  try {
    return await verdictsInIssues(connectQuietly(token, apiUrl), repository);
  } catch (error) {
    throw new KnownError('not-downloaded', { where: repository, what: whyNot(error, 'issues: read') }, error);
  }
}
