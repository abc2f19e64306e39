import { type Said, saidIn } from '../../../core/render/verdict-issue.js';
import type { GitHub } from '../client.js';

/** What was said, and when. */
export interface SaidThen extends Said {
  /** ISO 8601. */
  readonly at: string;
}

export interface SaidInIssues {
  /** The oldest first. */
  readonly said: readonly SaidThen[];
  /** Issues by people who are not of the repository: anybody may open one. */
  readonly others: number;
  /** Whether older issues were not looked at. */
  readonly cut: boolean;
}

const MOST_PAGES = 20;

/** Who may be believed about a repository. */
const OWN = /^(OWNER|MEMBER|COLLABORATOR)$/;

/**
 * What people of a repository say of findings in its issues, open or closed; one that was closed as not planned or as a
 * duplicate says nothing. Rejects with what GitHub answered.
 */
export async function verdictsInIssues(github: GitHub, repository: string): Promise<SaidInIssues> {
  const [owner = '', repo = ''] = repository.split('/');
  const said: SaidThen[] = [];
  let [others, pages, cut] = [0, 0, false];
  for await (const { data } of github.paginate.iterator(github.rest.issues.listForRepo, {
    ...{ owner, repo, state: 'all', per_page: 100 },
  })) {
    for (const { title, body, author_association: who, created_at: at, state_reason: why } of data) {
      const told = saidIn(title, body ?? '');
      if (told === undefined || why === 'not_planned' || why === 'duplicate') continue;
      if (OWN.test(who ?? '')) said.push({ ...told, at });
      else others++;
    }
    cut = ++pages >= MOST_PAGES && data.length === 100;
    if (cut) break;
  }
  return { said: said.reverse(), others, cut };
}
