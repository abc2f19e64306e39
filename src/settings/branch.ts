/** The branch a run is about. */
export interface Branch {
  readonly name: string;
  /** Whether it is known to be protected; what is not known here, GitHub knows. */
  readonly protected: boolean;
}

/** Events whose runs are about the branch itself: never a proposal to change it, never what another run found. */
const OF_THE_BRANCH = /^(push|schedule|workflow_dispatch|repository_dispatch)$/;

/**
 * Whether others have agreed to what is checked out: a run of a protected branch or of the default one, with its own
 * commit. A pull request, a tag, a branch that anybody may push to and a dispatch that checked out something else are not.
 * @param defaultBranch as the event names it
 * @param head the commit that is checked out, where that is known
 */
export function isReviewed(
  env: Readonly<Record<string, string | undefined>>,
  defaultBranch: string | undefined,
  head: string | undefined,
): boolean {
  if (env['GITHUB_ACTIONS'] !== 'true') return true;
  const branch = branchOf(env);
  if (branch === undefined || !(branch.protected || branch.name === defaultBranch)) return false;
  // Without git nobody knows what a dispatch has checked out; a push has its own commit unless somebody says otherwise.
  return head === undefined ? /^(push|schedule)$/.test(env['GITHUB_EVENT_NAME'] ?? '') : head === env['GITHUB_SHA'];
}

/**
 * The branch by the runner's variables; undefined for a tag, a pull request, or a run that another one started. Facts:
 * docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export function branchOf(env: Readonly<Record<string, string | undefined>>): Branch | undefined {
  const name = /^refs\/heads\/(.+)$/.exec(env['GITHUB_REF'] ?? '')?.[1];
  if (name === undefined || !OF_THE_BRANCH.test(env['GITHUB_EVENT_NAME'] ?? '')) return undefined;
  return { name, protected: env['GITHUB_REF_PROTECTED'] === 'true' };
}
