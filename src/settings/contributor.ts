import { createHash } from 'node:crypto';
import { isRecord, parsedJson } from '../core/json.js';

/** Who reports to the comment that all jobs of a pull request share. */
export interface Contributor {
  /** Workflow file, job, matrix cell and step: the same in every run, different from every other job's. Readable, and exact by the digest. */
  readonly key: string;
  /** The job as GitHub shows it: `test (3.12, ubuntu-latest)`. */
  readonly job: string;
  /** Whether it is a cell of a matrix: others like it end at the same time. */
  readonly cell: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The name of the workflow's file, as its runs are listed by. */
export function workflowFileOf(env: Environment): string | undefined {
  return /\/\.github\/workflows\/([^@]{1,1000})@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '')?.[1];
}

/** @param matrix the job's matrix as JSON; `null` where there is none */
export function contributorOf(env: Environment, matrix: string): Contributor {
  const cell = !/^(null|\{\})?$/.test(matrix);
  const job = env['GITHUB_JOB'] ?? '';
  const parts = [
    workflowFileOf(env) ?? env['GITHUB_WORKFLOW'] ?? '',
    job,
    cell ? matrix : '',
    env['GITHUB_ACTION'] ?? '',
  ];
  const readable = `${parts[0]}/${job}`.replace(/[^A-Za-z0-9_./]+/g, '-').slice(0, 120);
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
  return { key: `${readable} ${digest}`, job: jobName(job, cell ? matrix : ''), cell };
}

/**
 * The job's id and the values of its matrix, as GitHub puts a name together where the workflow gives none. The runner writes
 * the matrix; without it the job is named all the same.
 */
function jobName(job: string, matrix: string): string {
  const values = leaves(parsedJson(matrix));
  return values.length === 0 ? job : `${job} (${values.join(', ').slice(0, 200)})`;
}

function leaves(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (isRecord(value)) return Object.values(value).flatMap(leaves);
  return value === undefined || value === null ? [] : [String(value)];
}
