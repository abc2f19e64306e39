/** The branch a run is about. */
export interface Branch {
  readonly name: string;
  /** Whether it is known to be protected; what is not known here, GitHub knows. */
  readonly protected: boolean;
}

/** Events whose runs are about the branch itself: never a proposal to change it, never what another run found. */
const OF_THE_BRANCH = /^(push|schedule|workflow_dispatch|repository_dispatch)$/;

/**
 * The branch by the runner's variables; undefined for a tag, a pull request, or a run that another one started. Facts:
 * docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export function branchOf(env: Readonly<Record<string, string | undefined>>): Branch | undefined {
  const name = /^refs\/heads\/(.+)$/.exec(env['GITHUB_REF'] ?? '')?.[1];
  if (name === undefined || !OF_THE_BRANCH.test(env['GITHUB_EVENT_NAME'] ?? '')) return undefined;
  return { name, protected: env['GITHUB_REF_PROTECTED'] === 'true' };
}
