import type { RunContext } from '../core/domain/report.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A context in which what is not known may stand as undefined. */
export type Gaps = { readonly [Key in keyof RunContext]: RunContext[Key] | undefined };

interface System {
  /** The variable that tells that this system runs the job. */
  readonly sign: string;
  read(env: Environment): Gaps;
}

/** What each system tells a job in its environment. */
const SYSTEMS: readonly System[] = [
  {
    // docs.gitlab.com/ci/variables/predefined_variables
    sign: 'GITLAB_CI',
    read: (env) => ({
      serverUrl: text(env['CI_SERVER_URL']),
      repository: text(env['CI_PROJECT_PATH']),
      forge: 'gitlab',
      // A pipeline for merged results runs on a commit that nobody pushed.
      sha: text(env['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA']) ?? text(env['CI_COMMIT_SHA']),
      job: text(env['CI_JOB_NAME']),
      workflow: text(env['CI_PIPELINE_NAME']),
      pullRequest: number(env['CI_MERGE_REQUEST_IID']),
      runUrl: webPage(env['CI_JOB_URL']),
    }),
  },
  {
    // jenkins.io/doc/book/pipeline/jenkinsfile, plugins git and branch-api
    sign: 'JENKINS_URL',
    read: (env) => ({
      ...repositoryOf(env['GIT_URL']),
      sha: text(env['GIT_COMMIT']),
      job: text(env['STAGE_NAME']) ?? text(env['JOB_BASE_NAME']),
      workflow: text(env['JOB_NAME']),
      pullRequest: number(env['CHANGE_ID']),
      runUrl: webPage(env['BUILD_URL']),
    }),
  },
  {
    // buildkite.com/docs/pipelines/configure/environment-variables
    sign: 'BUILDKITE',
    read: (env) => ({
      ...repositoryOf(env['BUILDKITE_REPO']),
      sha: text(env['BUILDKITE_COMMIT']),
      job: text(env['BUILDKITE_LABEL']),
      workflow: text(env['BUILDKITE_PIPELINE_NAME']),
      pullRequest: number(env['BUILDKITE_PULL_REQUEST']),
      runUrl: webPage(env['BUILDKITE_BUILD_URL'], env['BUILDKITE_JOB_ID']),
    }),
  },
  {
    // circleci.com/docs/reference/variables
    sign: 'CIRCLECI',
    read: (env) => ({
      ...repositoryOf(env['CIRCLE_REPOSITORY_URL']),
      sha: text(env['CIRCLE_SHA1']),
      job: text(env['CIRCLE_JOB']),
      pullRequest: number(/\/(\d+)$/.exec(env['CIRCLE_PULL_REQUEST'] ?? '')?.[1]),
      runUrl: webPage(env['CIRCLE_BUILD_URL']),
    }),
  },
  {
    // learn.microsoft.com/azure/devops/pipelines/build/variables
    sign: 'TF_BUILD',
    read: (env) => ({
      ...repositoryOf(env['BUILD_REPOSITORY_URI']),
      sha: text(env['SYSTEM_PULLREQUEST_SOURCECOMMITID']) ?? text(env['BUILD_SOURCEVERSION']),
      job: text(env['SYSTEM_JOBDISPLAYNAME']) ?? text(env['AGENT_JOBNAME']),
      workflow: text(env['BUILD_DEFINITIONNAME']),
      pullRequest: number(env['SYSTEM_PULLREQUEST_PULLREQUESTNUMBER'] ?? env['SYSTEM_PULLREQUEST_PULLREQUESTID']),
      runUrl: azurePage(env),
    }),
  },
];

/** Where the run takes place, by the variables of the CI system that runs it; empty where none of those known does. */
export function otherSystem(env: Environment): Gaps {
  return SYSTEMS.find(({ sign }) => text(env[sign]) !== undefined)?.read(env) ?? {};
}

/** What a variable says; undefined where it is not set or says nothing. */
export function text(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}

/** A whole number, as variables write it. */
export function number(value: string | undefined): number | undefined {
  return value !== undefined && /^[0-9]{1,15}$/.test(value) ? Number(value) : undefined;
}

/**
 * The repository of an address one clones from, without what one signs in with. Code is linked only where the host says
 * which forge it is: others have other addresses.
 */
function repositoryOf(address = ''): Pick<Gaps, 'repository' | 'serverUrl' | 'forge'> {
  const web = URL.canParse(address) ? new URL(address) : undefined;
  const short = /^(?:[\w.-]+@)?(?<host>[\w.-]+):(?<path>[^/\s]\S*)$/.exec(address)?.groups;
  const { host, path } = short ?? { host: web?.hostname ?? '', path: web?.pathname ?? '' };
  const repository = (path ?? '')
    .replace(/^\//, '')
    .replace(/\/$/, '')
    .replace(/\.git$/, '');
  const isGitlab = /(?:^|\.)gitlab\./.test(host ?? '');
  if (!repository.includes('/') || !(isGitlab || /(?:^|\.)github\./.test(host ?? ''))) return {};
  const serverUrl = web?.protocol.startsWith('http') === true ? web.origin : `https://${host}`;
  return { repository, serverUrl, ...(isGitlab && { forge: 'gitlab' }) };
}

/** A page on the web, and a place on it. */
function webPage(address: string | undefined, fragment?: string): string | undefined {
  if (address === undefined || !URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) return undefined;
  return fragment === undefined ? address : `${address}#${encodeURIComponent(fragment)}`;
}

function azurePage(env: Environment): string | undefined {
  const [collection, project, build] = [
    env['SYSTEM_TEAMFOUNDATIONCOLLECTIONURI'],
    env['SYSTEM_TEAMPROJECT'],
    number(env['BUILD_BUILDID']),
  ];
  if (collection === undefined || project === undefined || build === undefined) return undefined;
  return webPage(`${collection.replace(/\/?$/, '/')}${encodeURIComponent(project)}/_build/results?buildId=${build}`);
}
