import { digest } from '../../core/classify/fingerprint.js';
import { groupBy } from '../../core/group-by.js';
import type { Answer, History, Value } from './ask.js';

/** What a span is about, by the names of OpenTelemetry's semantic conventions for CI/CD; what is not known is absent. */
export type Attributes = Readonly<Record<string, string>>;

/** A job of a run, or a failed test of it. The same in every export, so that what is sent twice is one. */
export interface JobSpan {
  /** 32 hex digits, the same for all jobs of an attempt of a run. */
  readonly trace: string;
  /** 16 hex digits. */
  readonly id: string;
  /** Of the job that a test is of. */
  readonly parent?: string;
  readonly name: string;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly result: 'failed' | 'passed' | 'unknown';
  /** Why it failed. */
  readonly message?: string;
  readonly attributes: Attributes;
}

/** So many jobs are read and given at once. */
const AT_ONCE = 500;

const JOBS = `
SELECT runs.*, epoch_ms(ran_at)::DOUBLE AS at, pattern, severity, cause, fingerprint, title
FROM runs LEFT JOIN (FROM findings WHERE is_primary QUALIFY row_number() OVER (PARTITION BY key) = 1) USING (key)
ORDER BY ran_at, key LIMIT ${AT_ONCE} OFFSET $1`;

const TESTS = `
SELECT key, test, fingerprint, pattern FROM tests JOIN findings USING (key, fingerprint)
WHERE key IN (SELECT key FROM runs ORDER BY ran_at, key LIMIT ${AT_ONCE} OFFSET $1) ORDER BY key, test, fingerprint`;

type Row = Answer[number];

/**
 * The jobs of a history and their failed tests, as spans. A test has the moment at which its job ended: when it ran is not
 * told. Facts: opentelemetry.io/docs/specs/semconv/cicd/cicd-spans, /registry/attributes/{cicd,test,vcs}
 */
export async function* spansOf(history: History): AsyncGenerator<readonly JobSpan[]> {
  for (let from = 0; ; from += AT_ONCE) {
    const jobs = await history.ask(JOBS, [from]);
    if (jobs.length === 0) return;
    const tests = groupBy(await history.ask(TESTS, [from]), ({ key }) => key);
    yield jobs.flatMap((row) => {
      const job = jobSpan(row);
      return [job, ...(tests.get(row['key'] ?? null) ?? []).map((test) => testSpan(job, test))];
    });
  }
}

function jobSpan(row: Row): JobSpan {
  const { key, at, seconds, status, job, workflow, title } = row;
  const start = Number(at);
  return {
    trace: traceOf(row),
    id: digest([String(key)]),
    name: String(job ?? workflow ?? 'job'),
    start,
    end: start + Math.round(Number(seconds ?? 0) * 1_000),
    result: status as JobSpan['result'],
    ...(typeof title === 'string' && { message: title }),
    attributes: known({ ...placeOf(row), ...resultOf(row) }),
  };
}

function testSpan({ trace, id, end, attributes }: JobSpan, { key, test, fingerprint, pattern }: Row): JobSpan {
  return {
    trace,
    id: digest([String(key), String(test), String(fingerprint)]),
    parent: id,
    name: String(test),
    start: end,
    end,
    result: 'failed',
    attributes: known({
      'test.case.name': test,
      'test.case.result.status': 'fail',
      'error.type': pattern ?? 'unknown',
      'whydunit.fingerprint': fingerprint,
      'vcs.repository.name': attributes['vcs.repository.name'],
      'vcs.ref.head.revision': attributes['vcs.ref.head.revision'],
    }),
  };
}

function traceOf({ key, repository, workflow, run_id, attempt }: Row): string {
  const run = run_id === null ? [String(key)] : [repository, workflow, run_id, attempt ?? 1].map(String);
  return digest(['trace', ...run]) + digest(['run', ...run]);
}

function placeOf({ key, repository, workflow, job, run_id, attempt, sha, pull_request, author }: Row) {
  const [owner, name] = typeof repository === 'string' ? repository.split('/') : [];
  const page = typeof repository === 'string' ? `${serverOf(key)}/${repository}` : undefined;
  return {
    'cicd.pipeline.name': workflow,
    'cicd.pipeline.run.id': run_id,
    'cicd.pipeline.run.url.full': run_id && page && `${page}/actions/runs/${run_id}/attempts/${attempt ?? 1}`,
    'cicd.pipeline.task.name': job,
    'cicd.pipeline.task.run.id': digest([String(key)]),
    'vcs.owner.name': owner,
    'vcs.repository.name': name ?? repository,
    'vcs.repository.url.full': page,
    'vcs.ref.head.revision': sha,
    'vcs.change.id': pull_request,
    'whydunit.author': author,
  };
}

/** The key of a run that is known by its number names the server first. */
function serverOf(key: Value | undefined): string {
  const server = /^run \["(https:\/\/[^"]{1,200})"/.exec(String(key))?.[1];
  return server ?? 'https://github.com';
}

function resultOf({ status, pattern, severity, cause, fingerprint }: Row) {
  if (status !== 'failed') return { 'cicd.pipeline.task.run.result': status === 'passed' ? 'success' : undefined };
  return {
    'cicd.pipeline.task.run.result': 'failure',
    'error.type': pattern ?? 'unknown',
    'whydunit.severity': severity,
    'whydunit.cause': cause,
    'whydunit.fingerprint': fingerprint,
  };
}

function known(attributes: Readonly<Record<string, Value | undefined>>): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
    ),
  );
}
