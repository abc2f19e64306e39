import { readFileSync } from 'node:fs';
import { quote } from '../core/domain/quoted.js';
import type { RunContext } from '../core/domain/report.js';
import type { FailOn } from '../core/domain/verdict.js';
import { KnownError } from '../core/errors.js';
import { secretsIn } from '../core/redact/environment.js';
import { headCommit } from '../world/files/head-commit.js';
import type { TriggeringRun } from '../world/github/vouched-pull-request.js';
import type { PackAccess } from '../world/packs/packs.js';
import { type Branch, branchOf, isReviewed } from './branch.js';
import { FAIL_ON } from './command-line.js';
import { type Contributor, contributorOf, workflowFileOf } from './contributor.js';
import {
  changeOf,
  defaultBranchOf,
  mergeGroupBaseOf,
  type PullRequest,
  pullRequestOf,
  triggeringRunOf,
} from './event.js';
import { Given } from './given.js';
import { packAccess } from './pack-access.js';
import { runContextOf } from './run-context.js';

/** The files an action's report can be written to, beside the one that the output `report` names. */
export const REPORT_FILES = ['junit', 'sarif', 'html'] as const;
export type ReportFile = (typeof REPORT_FILES)[number];

/** What the action is asked to do: diagnose logs, judge what is known of a release, or join the reports of other jobs. */
export const MODES = ['diagnose', 'gate', 'merge'] as const;
export type Mode = (typeof MODES)[number];

/** `on-change`: only for what the baseline did not show. */
const COMMENT_MODES = ['always', 'on-failure', 'on-change', 'off'] as const;
export type CommentMode = (typeof COMMENT_MODES)[number];

/** Everything the action is told, every value checked: by its inputs, the runner's variables and the event. */
export interface ActionInputs {
  readonly mode: Mode;
  /** Glob patterns. */
  readonly logs: readonly string[];
  /** A script to run and diagnose. */
  readonly run?: string;
  /** Names of artifacts to read, as glob patterns. */
  readonly artifacts: readonly string[];
  /** Whether to read the logs of the run's failed jobs. */
  readonly jobLogs: boolean;
  /** The containers to look into; absent when none are. */
  readonly containers?: ContainersWanted;
  /** The run that artifacts and job logs are taken from, when it is not this one. */
  readonly runId?: number;
  /** What is compared with: a report or logs in files, or `base` for the latest finished run of the base branch. */
  readonly baseline?: string;
  /** Path of the configuration file, relative to the repository's root, where it is not the usual one. */
  readonly config?: string;
  /** Glob patterns of the user's pattern files. */
  readonly patterns: readonly string[];
  /** How the packs of patterns are come by that the configuration names. */
  readonly packs: PackAccess;
  readonly failOn: FailOn;
  /** What a release may go over although a job failed: names of jobs, severities. */
  readonly tolerate: readonly string[];
  /** What the runner should have told and did not, each a sentence. */
  readonly missing: readonly string[];
  readonly comment: boolean;
  /** When a comment that is not there yet is begun; one that is there is always kept true. */
  readonly commentMode: CommentMode;
  /** What stands above the comment, in the workflow's own words. */
  readonly title?: string;
  /** Whether the comment tells those who answer for a failing place, by CODEOWNERS of the base branch. */
  readonly mentionOwners: boolean;
  readonly summary: boolean;
  readonly annotations: boolean;
  readonly check: boolean;
  readonly incidents: boolean;
  /** Whether the failed jobs of a finished run are run again, once, where every cause is transient. */
  readonly rerun: (typeof RERUN)[number];
  /** Where the JSON report goes. */
  readonly json: string;
  /** Further files to write, with their paths. */
  readonly files: readonly (readonly [ReportFile, string])[];
  readonly token: string;
  /** Values no channel may show: the token, and every variable whose name says secret. */
  readonly secrets: readonly string[];
  readonly context: RunContext;
  /** The pull request the event is about. */
  readonly pullRequest?: PullRequest;
  /** The branch the run is about; absent for pull requests, tags, and runs that another one started. */
  readonly branch?: Branch;
  /** The branch that a pull request is to go into; otherwise the branch the run is about. */
  readonly baseBranch?: string;
  /** The branch whose rules count where the checkout's do not; the default branch when absent. */
  readonly rulesBranch?: string;
  /** Whether others have agreed to what is checked out, so that its rules count. */
  readonly isReviewed: boolean;
  /** Name of the workflow's file, e.g. `ci.yml`. */
  readonly workflowFile?: string;
  /** The finished run that this one was started for, on workflow_run. */
  readonly triggeringRun?: TriggeringRun;
  /** Whether a step of this job has failed before this one. */
  readonly jobFailed: boolean;
  /** Who we are among all jobs of the pull request. */
  readonly contributor: Contributor;
  readonly runner: Runner;
}

/** What the runner lends the action. */
export interface Runner {
  readonly apiUrl: string;
  /** The file whose content becomes the job summary. */
  readonly summaryFile?: string;
  /** A directory that is emptied after the job. */
  readonly temporary: string;
  /** What the machine is called; the jobs API knows it by the same name. */
  readonly name?: string;
  /** The variables for a command of the user's: without our inputs and what the runner gives to actions only. */
  readonly childEnvironment: Readonly<Record<string, string>>;
}

const RERUN = ['never', 'transient'] as const;

/** Events about what is not agreed to yet, or started by it. */
const PROPOSAL = /^(pull_request|merge_group|workflow_run|issue_comment)/;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads all inputs. The only place that looks at the runner's variables and the event.
 * @throws KnownError no-input, bad-input or platform
 */
export function readInputs(env: Environment): ActionInputs {
  const given = new Given(env);
  const temporary = env['RUNNER_TEMP'] || '.';
  const payload = event(env['GITHUB_EVENT_PATH']);
  const pullRequest = pullRequestOf(payload);
  const triggeringRun = env['GITHUB_EVENT_NAME'] === 'workflow_run' ? triggeringRunOf(payload) : undefined;
  const runId = runIdOf(given) ?? triggeringRun?.id;
  const baseline = given.text('baseline');
  const config = given.text('config');
  const branch = branchOf(env);
  const target = env['GITHUB_BASE_REF'] || mergeGroupBaseOf(payload);
  const baseBranch = target || branch?.name;
  const rulesBranch = target || (branch?.protected === true ? branch.name : undefined);
  const workflowFile = workflowFileOf(env);
  const contributor = contributorOf(env, given.text('matrix'));
  return {
    mode: given.choice('mode', MODES) ?? 'diagnose',
    ...toRead(given),
    ...(runId !== undefined && { runId }),
    ...(baseline !== '' && { baseline }),
    ...(config !== '' && { config }),
    patterns: given.lines('patterns'),
    packs: packAccess(env, given.text('token')),
    failOn: given.choice('fail-on', FAIL_ON) ?? 'P0',
    tolerate: tolerated(given),
    missing: missingVariables(env),
    ...commented(given),
    summary: given.yes('summary', true),
    annotations: given.yes('annotations', true),
    check: given.yes('check', false),
    incidents: given.yes('incidents', false),
    rerun: rerunOf(given, triggeringRun),
    json: given.text('json') || `${temporary}/${reportName(env, contributor)}`,
    files: REPORT_FILES.map((name) => [name, given.text(name)] as const).filter(([, path]) => path !== ''),
    token: given.text('token'),
    secrets: secretsIn(env),
    context: {
      ...contextOf(env, pullRequest, triggeringRun),
      ...placeOf(env, given, contributor),
      ...changeOf(payload),
    },
    ...(pullRequest && { pullRequest }),
    ...(branch && { branch }),
    ...(baseBranch && { baseBranch }),
    ...(rulesBranch && { rulesBranch }),
    isReviewed: isReviewed(env, defaultBranchOf(payload), headCommit(env['GITHUB_WORKSPACE'] || '.')),
    ...(workflowFile && { workflowFile }),
    ...(triggeringRun && { triggeringRun }),
    jobFailed: /^(failure|cancelled)$/.test(given.text('job-status')),
    contributor,
    runner: runnerOf(env, temporary),
  };
}

/** Whether, when and under which title a comment is kept. */
function commented(given: Given): Pick<ActionInputs, 'comment' | 'commentMode' | 'title' | 'mentionOwners'> {
  const commentMode = given.choice('comment-mode', COMMENT_MODES) ?? 'on-failure';
  const title = given.text('title');
  const comment = given.yes('comment', true) && commentMode !== 'off';
  const mentionOwners = given.yes('mention-owners', false);
  return { comment, commentMode, mentionOwners, ...(title !== '' && { title }) };
}

/** What there is to read. A gate may live on incidents alone, a merge takes every report there is when none is named. */
function toRead(given: Given): Pick<ActionInputs, 'logs' | 'run' | 'artifacts' | 'jobLogs' | 'containers'> {
  const containers = containersWanted(given);
  const run = given.verbatim('run');
  const [logs, artifacts, jobLogs] = [given.lines('logs'), given.lines('artifacts'), given.yes('job-logs', false)];
  const mode = given.choice('mode', MODES) ?? 'diagnose';
  if (mode !== 'diagnose' && run.trim() !== '')
    throw new KnownError('bad-input', {
      where: 'run',
      what: `belongs to the mode diagnose, and mode is ${mode}`,
      fix: 'Run the command in a job of its own that diagnoses it',
    });
  const isNothing =
    logs.length + artifacts.length === 0 && !jobLogs && run.trim() === '' && containers?.when !== 'always';
  if (mode === 'diagnose' && isNothing)
    throw new KnownError('no-input', {
      what: 'None of logs, run, artifacts, job-logs and docker is set',
      fix: 'Set logs to the files to read, or run to the command to diagnose',
    });
  return { logs, artifacts, jobLogs, ...(run.trim() !== '' && { run }), ...(containers && { containers }) };
}

/** Which containers to look into, and whether only after a step with containers has failed. */
export interface ContainersWanted {
  /** Names, labels, Compose projects; empty for those that died. */
  readonly filters: readonly string[];
  readonly when: 'always' | 'failed';
}

/** Named containers are wanted, whether or not `docker` says so; `auto` waits for a failure. */
function containersWanted(given: Given): ContainersWanted | undefined {
  const filters = given.lines('containers');
  const docker = given.choice('docker', ['true', 'auto', 'false']) ?? (filters.length > 0 ? 'true' : 'false');
  if (docker === 'false') return undefined;
  return { filters, when: docker === 'auto' ? 'failed' : 'always' };
}

function rerunOf(given: Given, run: TriggeringRun | undefined): ActionInputs['rerun'] {
  const rerun = given.choice('rerun', RERUN) ?? 'never';
  if (rerun === 'never' || (run !== undefined && given.yes('job-logs', false))) return rerun;
  throw new KnownError('bad-input', {
    where: 'rerun',
    what: `${rerun} takes a finished run, all of whose failed jobs are read`,
    fix: 'Use it in a workflow on workflow_run, with job-logs: true',
  });
}

function runIdOf(given: Given): number | undefined {
  const value = given.text('run-id');
  if (value === '') return undefined;
  if (/^[1-9][0-9]{0,14}$/.test(value)) return Number(value);
  throw new KnownError('bad-input', {
    where: 'run-id',
    what: `${JSON.stringify(value)} is no run's number`,
    fix: 'Write the number from the address of the run, or the id of the triggering workflow_run',
  });
}

/**
 * Links point to the commit that the author pushed, not to the merge commit that GitHub made of it for the run. A run
 * that was started for a finished one speaks of that one.
 */
function contextOf(env: Environment, pullRequest?: PullRequest, run?: TriggeringRun): RunContext {
  const context = runContextOf(env);
  if (run !== undefined) return { ...context, sha: run.sha, runId: run.id, runAttempt: run.attempt };
  if (pullRequest === undefined) return context;
  return {
    ...context,
    pullRequest: pullRequest.number,
    ...(pullRequest.head !== undefined && { sha: pullRequest.head }),
  };
}

/** Inputs, the token among them. */
const OURS = /^(INPUT|STATE)_/i;
/** What the runner gives to actions and not to a step's own `run:`: the keys to caches and artifacts. */
const FOR_ACTIONS_ONLY = /^ACTIONS_(RUNTIME_|CACHE_|RESULTS_URL$)/i;

function runnerOf(env: Environment, temporary: string): Runner {
  // A job that lets its compiler use the cache service has exported these keys on purpose.
  const keys = env['SCCACHE_GHA_ENABLED'] !== undefined;
  const lent = Object.entries(env).filter(([name]) => !OURS.test(name) && (keys || !FOR_ACTIONS_ONLY.test(name)));
  const childEnvironment = Object.fromEntries(
    lent.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const summaryFile = env['GITHUB_STEP_SUMMARY'];
  const name = env['RUNNER_NAME'];
  return {
    apiUrl: (env['GITHUB_API_URL'] || 'https://api.github.com').replace(/\/{1,9}$/, ''),
    ...(summaryFile && { summaryFile }),
    ...(name && { name }),
    temporary,
    childEnvironment,
  };
}

/** Which job and step this is, so that what it reports is told apart from all else in the run. */
function placeOf(env: Environment, given: Given, { job }: Contributor): Pick<RunContext, 'job' | 'jobId' | 'step'> {
  const [id, step] = [given.text('job-id'), env['GITHUB_ACTION'] ?? ''];
  return {
    ...(env['GITHUB_JOB'] && { job }),
    ...(/^[1-9][0-9]{0,14}$/.test(id) && { jobId: Number(id) }),
    ...(step !== '' && { step }),
  };
}

/** Two steps of a job share a directory, and an artifact holds the reports of many jobs. */
function reportName(env: Environment, { job }: Contributor): string {
  const place = [job, env['GITHUB_ACTION'] ?? ''].filter((part) => part !== '').join('-');
  return `whydunit-report${place === '' ? '' : `-${place.replace(/[^A-Za-z0-9_.]+/g, '-').slice(0, 100)}`}.json`;
}

/** Only a release is tolerated anything; elsewhere a word about it would be believed to do something. */
function tolerated(given: Given): readonly string[] {
  const lines = given.lines('tolerate');
  if (lines.length > 0 && given.choice('mode', MODES) !== 'gate')
    throw new KnownError('bad-input', {
      where: 'tolerate',
      what: 'belongs to the mode gate',
      fix: 'Set mode to gate, or leave it out',
    });
  return lines;
}

/** Variables that every job has; without one of them nobody knows what is judged. */
const ALWAYS_SET = ['GITHUB_REPOSITORY', 'GITHUB_SHA', 'GITHUB_RUN_ID', 'GITHUB_EVENT_NAME'];

function missingVariables(env: Environment): readonly string[] {
  if (env['GITHUB_ACTIONS'] !== 'true') return [];
  const needed = PROPOSAL.test(env['GITHUB_EVENT_NAME'] ?? '') ? [...ALWAYS_SET, 'GITHUB_EVENT_PATH'] : ALWAYS_SET;
  return needed.filter((name) => (env[name] ?? '') === '').map((name) => `the runner does not set ${quote(name)}`);
}

/** The event's payload; undefined when there is none, as on a laptop. */
function event(path: string | undefined): unknown {
  if (path === undefined || path === '') return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new KnownError('platform', { where: 'GITHUB_EVENT_PATH', what: 'the event cannot be read' }, error);
  }
}
