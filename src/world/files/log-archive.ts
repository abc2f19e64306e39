import type { Archive, ArchivedFile } from './zip.js';

/**
 * GitHub's log archive holds each job twice: whole, as `0_build.txt`, and cut into steps, as `build/1_Set up job.txt`.
 * Returns the names that only repeat a whole one and need no reading. The steps stay where the whole log is missing or
 * empty. `files` are `/`-separated names with their sizes in bytes. Layout: as downloaded from the REST API's
 * "download workflow run logs" and from the page of a run.
 */
export function repeatedStepLogs(files: ReadonlyMap<string, number>): ReadonlySet<string> {
  const jobs = new Set<string>();
  for (const [name, size] of files) {
    const base = name.lastIndexOf('/') + 1;
    const whole = /^\d+_(.+)\.txt$/.exec(name.slice(base));
    if (whole !== null && size > 0) jobs.add(`${name.slice(0, base)}${whole[1]}`);
  }
  const repeated = new Set<string>();
  for (const name of files.keys()) {
    const slash = name.lastIndexOf('/');
    if (slash > 0 && jobs.has(name.slice(0, slash)) && /^(?:\d+_.+|system)\.txt$/.test(name.slice(slash + 1)))
      repeated.add(name);
  }
  return repeated;
}

/** The archive cuts names of jobs at so many UTF-16 units. */
const LONGEST_NAME = 90;
/** What it leaves out of them: the characters that a file's name may not hold on every system. */
const LEFT_OUT = /[\\/:"*?<>|\u0000-\u001f]/g;

/**
 * Finds in the log archive of a run what belongs to which job. Layout: as observed, and as gh's own `run view` reads it
 * (cli/cli, pkg/cmd/run/view/logs.go): `0_build.txt`, from older runners `-9_build.txt`, and `build/4_Run cargo.txt`.
 */
export class LogArchive {
  readonly #files: readonly ArchivedFile[];
  readonly #names: readonly string[];

  /** @param jobs the names of all jobs of the run: those that the archive cannot tell apart are not found in it */
  constructor({ files }: Archive, jobs: readonly string[]) {
    this.#files = files.filter(({ size }) => size > 0);
    this.#names = jobs.map(archived);
  }

  /** All that a job printed. */
  whole(job: string): ArchivedFile | undefined {
    return this.#find(job, (path) => /^-?\d{1,6}_([^/]+)\.txt$/.exec(path)?.[1]);
  }

  /** What one step of a job printed. */
  step(job: string, number: number): ArchivedFile | undefined {
    return this.#find(job, (path) => (path.split('/')[1]?.startsWith(`${number}_`) ? path.split('/')[0] : undefined));
  }

  #find(job: string, jobOf: (path: string) => string | undefined): ArchivedFile | undefined {
    const name = archived(job);
    if (this.#names.filter((each) => each === name).length > 1) return undefined;
    return this.#files.find(({ path }) => {
      const found = jobOf(path);
      return found !== undefined && archived(found) === name;
    });
  }
}

function archived(job: string): string {
  return job.replace(LEFT_OUT, '').slice(0, LONGEST_NAME).toWellFormed().trim();
}
