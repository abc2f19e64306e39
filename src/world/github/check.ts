import type { Annotation } from '../../core/domain/annotation.js';
import type { GitHub } from './client.js';

/** GitHub takes fifty annotations in a request. */
const BATCH = 50;
/** Five requests' worth, a second each: a page of more is read by nobody. */
const MOST = 250;
/** GitHub cuts a message at 64 kB; nobody reads that much beside a line. */
const LONGEST_MESSAGE = 4_000;

export interface Check {
  /** owner/name */
  readonly repository: string;
  readonly sha: string;
  /** Shown in the list of checks; one for each job. */
  readonly name: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  /** Markdown; at most 65,535 characters. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

/** Writes a check run with its annotations; what does not fit is counted in its text. Rejects with what GitHub answered. */
export async function writeCheck(github: GitHub, check: Check): Promise<void> {
  const [owner = '', repo = ''] = check.repository.split('/');
  const shown = check.annotations.slice(0, MOST).map(annotation);
  const { title, summary, conclusion, name, sha: head_sha } = check;
  const left = check.annotations.length - shown.length;
  const text = left > 0 ? { text: leftOut(left) } : {};
  const output = (from: number) => ({ title, summary, ...text, annotations: shown.slice(from, from + BATCH) });
  const { data } = await github.rest.checks.create({
    owner,
    repo,
    name,
    head_sha,
    status: 'completed',
    conclusion,
    output: output(0),
  });
  // Each further batch is added to those before it.
  for (let from = BATCH; from < shown.length; from += BATCH)
    await github.rest.checks.update({ owner, repo, check_run_id: data.id, output: output(from) });
}

function leftOut(count: number): string {
  const what = count === 1 ? 'place is' : 'places are';
  return `${count.toLocaleString('en-US')} more ${what} not annotated. The job summary names them.`;
}

const LEVEL = { error: 'failure', warning: 'warning', notice: 'notice' } as const;

function annotation({ file, line, column, level, title, message }: Annotation) {
  return {
    path: file,
    start_line: line,
    end_line: line,
    ...(column !== undefined && { start_column: column, end_column: column }),
    annotation_level: LEVEL[level],
    title,
    message: message.slice(0, LONGEST_MESSAGE) || title,
  };
}
