import type { Job } from '../../core/domain/job.js';
import type { Outcome } from '../../core/domain/outcome.js';
import type { RunContext } from '../../core/domain/report.js';
import type { Source } from '../../core/domain/source.js';
import { LogArchive } from '../files/log-archive.js';
import { type ArchivedFile, openArchive } from '../files/zip.js';
import { download } from './download.js';
import { outcomeOf, type RunJob, runJobs, withoutOwn } from './run-jobs.js';
import { whyNot } from './trouble.js';
import type { WorkflowRun } from './workflow-run.js';

/** A job's log, and the packed logs of a whole run. */
const LARGEST_BYTES = 1024 ** 3;
/** What a workflow has to grant. */
const PERMISSION = 'actions: read';

/** What the failed jobs of a run printed. */
export interface JobLogs {
  readonly sources: readonly Source[];
  /** What is there and could not be read, each a sentence; no verdict may be green over it. */
  readonly problems: readonly string[];
  /** What failed in the job that asks, which cannot be read while it runs: a sentence. */
  readonly own?: string;
  /** The commit the run was for. */
  readonly commit?: string;
  /** When the first of the jobs that were read began, and how long all of them ran. */
  readonly ran: Pick<RunContext, 'startedAt' | 'seconds'>;
}

/**
 * The logs of a run's failed jobs: of a finished run by its steps, from one archive; while it runs, job by job. Where no
 * job failed, those that were cancelled are read: a job that takes too long is. Never rejects for what GitHub answers.
 * @param runner the machine that asks, where it is a job of that run which does
 * @param only GitHub's number of the one job that is wanted
 */
export async function jobLogs(
  run: WorkflowRun,
  asks: { readonly runner: string | undefined } | undefined,
  only?: number,
): Promise<JobLogs> {
  const jobs = await listed(run);
  if ('problem' in jobs) return { sources: [], problems: [jobs.problem], ran: {} };
  if (only !== undefined && !jobs.some(({ id }) => id === only))
    return { sources: [], problems: [`run ${run.address.run_id} has no job ${only} in its latest attempt`], ran: {} };
  const others = (asks === undefined ? jobs : withoutOwn(jobs, asks.runner)).filter(
    ({ id }) => only === undefined || id === only,
  );
  const failed = others.filter((job) => outcomeOf(job.conclusion) === 'failed' && !isCancelled(job));
  const wanted = failed.length > 0 ? failed : others.filter(isCancelled);
  const reading = new Reading(run);
  if (jobs.every(({ conclusion }) => conclusion !== undefined) && wanted.length > 0) await reading.openArchive(jobs);
  for (const job of wanted) await reading.read(job);
  reading.leaveOut();
  const rest = theRest(run, others, wanted);
  const own = ownFailure(jobs.find((job) => !others.includes(job)));
  const commit = jobs[0]?.sha;
  return {
    sources: [...reading.sources, ...(rest === undefined ? [] : [rest])],
    problems: reading.problems,
    ran: ranOf(wanted),
    ...(own !== undefined && { own }),
    ...(commit !== undefined && { commit }),
  };
}

function ranOf(jobs: readonly RunJob[]): JobLogs['ran'] {
  const all = jobs.flatMap(({ ran }) => ran ?? []);
  if (all.length === 0) return {};
  const first = Math.min(...all.map(({ from }) => from));
  return {
    startedAt: new Date(first).toISOString(),
    seconds: all.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

async function listed(run: WorkflowRun): Promise<readonly RunJob[] | { readonly problem: string }> {
  const { owner, repo, run_id: id } = run.address;
  try {
    const jobs = await runJobs(run.github, `${owner}/${repo}`, id);
    // A page of the list holds a hundred.
    for (let page = 0; page <= jobs.length / 100; page++) run.spend();
    return jobs;
  } catch (error) {
    return { problem: `jobs of run ${id}: ${whyNot(error, PERMISSION)}` };
  }
}

function isCancelled({ conclusion }: RunJob): boolean {
  return conclusion === 'cancelled';
}

/** Reads jobs one after the other, each from the best place there is. */
class Reading {
  readonly sources: Source[] = [];
  readonly problems: string[] = [];
  readonly #run: WorkflowRun;
  readonly #unread: string[] = [];
  #archive: LogArchive | undefined;
  /** Why there is no archive, where there should be one. */
  #noArchive: string | undefined;

  constructor(run: WorkflowRun) {
    this.#run = run;
  }

  /** Downloads the logs of the whole run. Without them each job's own log is read. */
  async openArchive(jobs: readonly RunJob[]): Promise<void> {
    if (!this.#run.spend()) return;
    try {
      const ask = () =>
        this.#run.github.rest.actions.downloadWorkflowRunLogs({
          ...this.#run.address,
          request: { redirect: 'manual' },
        });
      const spool = await download(ask, { most: LARGEST_BYTES, deadline: this.#run.deadline });
      const archive = await openArchive(spool.descriptor, 'logs.zip');
      this.#archive = new LogArchive(
        archive,
        jobs.map(({ name }) => name),
      );
    } catch (error) {
      this.#noArchive = `the run's log archive: ${whyNot(error, PERMISSION)}`;
    }
  }

  async read(job: RunJob): Promise<void> {
    const steps = await this.#stepFiles(job);
    if (steps.length > 0) {
      this.sources.push(...steps);
      return;
    }
    const notes = this.#archive === undefined && this.#noArchive === undefined ? [] : [this.#whyWhole()];
    const file = this.#archive?.whole(job.name);
    if (file !== undefined && (await isSound(file)))
      this.sources.push({ ...wholeLog(job, notes), size: file.size, open: file.open });
    else if (this.#run.spend()) await this.#download(job, notes);
    else this.#unread.push(job.name);
  }

  /** Says which jobs no request was left for. */
  leaveOut(): void {
    if (this.#unread.length === 0) return;
    const few = this.#unread.slice(0, 3).join(', ') + more(this.#unread.length - 3);
    this.problems.push(
      `the logs of ${count(this.#unread.length, 'failed job')} were left out (${few}): one run may not ask GitHub that ` +
        'often. Once the run is finished, a second workflow on workflow_run reads all of them with a single request',
    );
  }

  /** The files of the steps that failed; none unless all of them are there and sound. */
  async #stepFiles(job: RunJob): Promise<Source[]> {
    const sources: Source[] = [];
    for (const step of job.steps.filter(({ outcome }) => outcome === 'failed')) {
      const file = this.#archive?.step(job.name, step.number);
      if (file === undefined || !(await isSound(file))) return [];
      const name = `${job.name}/${step.number}_${step.name}`;
      const { size, open } = file;
      sources.push({ ...source(job), name, steps: [step], size, open });
    }
    return sources;
  }

  #whyWhole(): string {
    const why = this.#noArchive ?? "the run's log archive has no sound file for each step that failed";
    return `${why}; read from the job's whole log, step unknown where times do not tell it`;
  }

  async #download(job: RunJob, notes: readonly string[]): Promise<void> {
    const { owner, repo } = this.#run.address;
    const ask = () =>
      this.#run.github.rest.actions.downloadJobLogsForWorkflowRun({
        owner,
        repo,
        job_id: job.id,
        request: { redirect: 'manual' },
      });
    try {
      const spool = await download(ask, { most: LARGEST_BYTES, deadline: this.#run.deadline });
      const about = wholeLog(job, notes);
      this.sources.push({ ...about, ...spool.source(about) });
    } catch (error) {
      this.problems.push(`the log of the failed job ${job.name}: ${whyNot(error, PERMISSION)}`);
    }
  }
}

function wholeLog(job: RunJob, notes: readonly string[]): Omit<Source, 'open'> {
  const [first, ...others] = job.steps;
  return { ...source(job), name: job.name, notes, ...(first !== undefined && { steps: [first, ...others] }) };
}

function source({ id, name, workflow, url }: RunJob): Pick<Source, 'kind' | 'outcome' | 'job' | 'group'> {
  const job: Job = { name, ...(workflow !== undefined && { workflow }), ...(url !== undefined && { url }) };
  return { kind: 'job', outcome: 'failed', job, group: `job ${id}` };
}

/** Whether a file can be unpacked to its end: found out before it is relied on, since there is another place to read it from. */
async function isSound(file: ArchivedFile): Promise<boolean> {
  try {
    for await (const _ of file.open());
    return true;
  } catch {
    return false;
  }
}

/** Stands for the jobs that are not read: that they passed, or that more may have failed than is known. */
function theRest(run: WorkflowRun, others: readonly RunJob[], wanted: readonly RunJob[]): Source | undefined {
  const unread = others.filter((job) => !wanted.includes(job));
  const notes = [
    ...told(
      unread.filter(({ conclusion }) => conclusion === undefined),
      'not finished yet',
    ),
    ...told(unread.filter(isCancelled), 'cancelled, and not read since others failed'),
  ];
  if (notes.length === 0 && (wanted.length > 0 || others.length === 0)) return undefined;
  const outcome: Outcome = notes.length === 0 ? 'passed' : 'unknown';
  return { name: `run ${run.address.run_id}`, kind: 'job', outcome, notes, open: nothing };
}

function told(jobs: readonly RunJob[], what: string): string[] {
  if (jobs.length === 0) return [];
  const names = jobs.slice(0, 10).map(({ name }) => name);
  return [`${count(jobs.length, 'job')} ${what}: ${names.join(', ')}${more(jobs.length - 10)}`];
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** What failed in the job that asks is known, and cannot be read from here. */
function ownFailure(own: RunJob | undefined): string | undefined {
  const step = own?.steps.find(({ outcome }) => outcome === 'failed');
  if (own === undefined || step === undefined) return undefined;
  return (
    `the job ${own.name}, which asks, failed itself, in its step ${step.name}, and its log is not there while it runs. ` +
    'Let another job ask that needs it (if: always()), or use the inputs run and logs here'
  );
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

function more(number: number): string {
  return number > 0 ? ` and ${number} more` : '';
}
