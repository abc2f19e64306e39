import type { Source } from '../../core/domain/source.js';
import { KnownError } from '../../core/errors.js';
import { logsIn } from '../files/archives.js';
import { type Archive, type ArchivedFile, openArchive } from '../files/zip.js';
import { download } from './download.js';
import { Names } from './names.js';
import { whyNot } from './trouble.js';
import type { WorkflowRun } from './workflow-run.js';

/** A page of a list holds so many; more pages than this are not looked at. */
const PAGE = 100;
const MOST_PAGES = 3;
/** Packed. Logs shrink to a tenth; what is larger holds no logs. */
const LARGEST_BYTES = 512 * 1024 * 1024;
/** Reports hold excerpts, not logs: one, and all together. */
const LARGEST_REPORT = 32 * 1024 * 1024;
const MOST_REPORT_BYTES = 128 * 1024 * 1024;

/** What a workflow has to grant. */
const PERMISSION = 'actions: read';

/** An artifact that was downloaded and found harmless. */
export interface OpenedArtifact {
  readonly archive: Archive;
  /** Where people can download it. */
  readonly url: string;
}

/** The artifacts of a run that some patterns name. */
export interface Artifacts {
  readonly opened: readonly OpenedArtifact[];
  /** Patterns that name none of the run's artifacts. */
  readonly unmatched: readonly string[];
  /** What is there and could not be read, each a sentence; no verdict may be green over it. */
  readonly problems: readonly string[];
}

/** A report as another job wrote it. */
export interface ReportText {
  /** `artifact/path`. */
  readonly name: string;
  readonly text: string;
}

/**
 * Artifacts of a run by their names. Never rejects for what GitHub answers.
 * @param which of several of one name: the newest, or every one, where none may replace another
 */
export async function openArtifacts(
  run: WorkflowRun,
  patterns: readonly string[],
  which: 'newest' | 'every' = 'newest',
): Promise<Artifacts> {
  const problems: string[] = [];
  const listed = await list(run, problems);
  if (listed === undefined) return { opened: [], unmatched: [], problems };
  const names = new Names(patterns);
  const wanted = inOrder(listed, which).filter(({ name }) => names.includes(name));
  const opened: OpenedArtifact[] = [];
  for (const [index, artifact] of wanted.entries()) {
    if (!artifact.expired && !run.spend()) {
      problems.push(leftOut(wanted.slice(index)));
      break;
    }
    try {
      opened.push({ archive: await open(run, artifact), url: `${run.page}/artifacts/${artifact.id}` });
    } catch (error) {
      problems.push(`artifact ${artifact.name}: ${whyNot(error, PERMISSION)}`);
    }
  }
  return { opened, unmatched: names.unmatched(listed.map(({ name }) => name)), problems };
}

/** The logs and reports of other tools in an artifact, and in words what is not read. */
export function artifactLogs({ archive }: OpenedArtifact): { sources: Source[]; notes: readonly string[] } {
  try {
    const { inputs, notes } = logsIn(archive);
    return { sources: inputs.map(({ source }) => source), notes };
  } catch (error) {
    if (!(error instanceof KnownError) || error.kind !== 'no-logs') throw error;
    return { sources: [], notes: [`artifact ${archive.name}: ${error.details.what}`] };
  }
}

/** The reports of ours that artifacts hold, as text of which nothing is checked: each `.json` file in them. */
export async function artifactReports(
  opened: readonly OpenedArtifact[],
): Promise<{ texts: readonly ReportText[]; problems: readonly string[] }> {
  const texts: ReportText[] = [];
  const problems: string[] = [];
  let left = MOST_REPORT_BYTES;
  for (const { archive } of opened) {
    const reports = archive.files.filter(({ path }) => path.toLowerCase().endsWith('.json'));
    if (reports.length === 0) problems.push(`artifact ${archive.name}: it holds no report, which is a .json file`);
    for (const file of reports) {
      const name = `${archive.name}/${file.path}`;
      if (file.size > Math.min(left, LARGEST_REPORT)) {
        problems.push(`${name}: ${file.size.toLocaleString('en-US')} bytes are more than reports may hold`);
        continue;
      }
      left -= file.size;
      try {
        texts.push({ name, text: await textOf(file) });
      } catch (error) {
        problems.push(`${name}: ${whyNot(error, PERMISSION)}`);
      }
    }
  }
  return { texts, problems };
}

interface Listed {
  readonly id: number;
  readonly name: string;
  readonly size_in_bytes: number;
  readonly expired: boolean;
}

/** All artifacts of the run, as far as the list is read; undefined when there is no list to be had. */
async function list(run: WorkflowRun, problems: string[]): Promise<Listed[] | undefined> {
  const all: Listed[] = [];
  for (let page = 1; ; page++) {
    if (page > MOST_PAGES || !run.spend()) {
      if (page === 1) {
        problems.push('artifacts: none was looked at, since one run may not ask GitHub that often');
        return undefined;
      }
      problems.push(`artifacts: the run has more than ${all.length} of them, and only these were looked at`);
      return all;
    }
    try {
      const { data } = await run.github.rest.actions.listWorkflowRunArtifacts({ ...run.address, per_page: PAGE, page });
      all.push(...data.artifacts);
      if (data.artifacts.length < PAGE || all.length >= data.total_count) return all;
    } catch (error) {
      problems.push(`artifacts of run ${run.address.run_id}: ${whyNot(error, PERMISSION)}`);
      return undefined;
    }
  }
}

/** A run that was started again may have several of one name: the newest of each by name, and then the others, if wanted. */
function inOrder(all: readonly Listed[], which: 'newest' | 'every'): Listed[] {
  const byName = new Map<string, Listed>();
  for (const artifact of [...all].sort((a, b) => a.id - b.id)) byName.set(artifact.name, artifact);
  const newest = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return which === 'newest' ? newest : [...newest, ...all.filter((artifact) => !newest.includes(artifact))];
}

async function open(run: WorkflowRun, { id, name, expired, size_in_bytes }: Listed): Promise<Archive> {
  if (expired) throw unread('has expired: GitHub deleted it. Run the workflow again, or keep it with retention-days');
  const limit = `${LARGEST_BYTES / 1024 ** 2} MiB`;
  if (size_in_bytes > LARGEST_BYTES)
    throw unread(`is larger than ${limit}: upload the logs in an artifact of their own`);
  const { owner, repo } = run.address;
  const ask = () =>
    run.github.rest.actions.downloadArtifact({
      owner,
      repo,
      artifact_id: id,
      archive_format: 'zip',
      request: { redirect: 'manual' },
    });
  const spool = await download(ask, { most: LARGEST_BYTES, deadline: run.deadline });
  return openArchive(spool.descriptor, name);
}

function leftOut(artifacts: readonly Listed[]): string {
  const names = artifacts.map(({ name }) => name);
  const few = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return (
    `${names.length} ${names.length === 1 ? 'artifact was' : 'artifacts were'} left out (${few}): one run may not ask ` +
    'GitHub that often. Download them with actions/download-artifact and name their files in logs'
  );
}

function unread(what: string): KnownError {
  return new KnownError('not-downloaded', { what });
}

async function textOf(file: ArchivedFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
