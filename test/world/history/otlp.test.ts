import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as semantic from '@opentelemetry/semantic-conventions/incubating';
import { afterAll, describe, expect, test } from 'vitest';
import { parseAnswer } from '../../../src/core/reports/answers.js';
import { rowsOfAnswer } from '../../../src/core/reports/rows.js';
import { openHistory } from '../../../src/world/history/ask.js';
import { writeOtlp } from '../../../src/world/history/otlp.js';
import { spansOf } from '../../../src/world/history/spans.js';
import { HistoryStore } from '../../../src/world/history/store.js';

const folder = mkdtempSync(join(tmpdir(), 'whydunit-otlp-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FINDING = {
  pattern: 'pytest/assertion',
  title: 'A test fails: 1 is not 2',
  severity: 'P2',
  cause: 'test',
  primary: true,
  fingerprint: '0123456789abcdef',
  evidence: [{ line: 1, text: 'E assert 1 == 2' }],
  tests: ['tests/test_a.py::test_one', 'tests/test_a.py::test_two'],
};
const RUN = { repository: 'octo/app', workflow: 'ci', sha: 'b'.repeat(40), runId: 7, runAttempt: 2, pullRequest: 5 };

/** A failed job with two failed tests, one beside it that passed, and one of which nothing is known. */
async function history(name: string): Promise<string> {
  const path = join(folder, name);
  const answers = [
    { id: '1', job: 'test', time: '2026-11-22T04:53:51.250Z', run: RUN, status: 'failed', diagnoses: [FINDING] },
    { id: '2', job: 'lint', time: '2026-11-22T04:53:52Z', run: RUN, status: 'passed', diagnoses: [] },
    { id: '3', time: '2026-11-22T05:00:00Z', status: 'unknown', diagnoses: [] },
  ];
  const store = await HistoryStore.open(path);
  const rows = answers.map((each) => parseAnswer(JSON.stringify({ ...each, unknown: [] }), 'test'));
  await store.add(rows.map((answer) => rowsOfAnswer(answer as never, '2026-01-01T00:00:00Z', (text) => text)));
  store.close();
  return path;
}

async function exported(path: string, target: string): Promise<number> {
  const opened = await openHistory(path);
  try {
    return await writeOtlp(spansOf(opened), target);
  } finally {
    opened.close();
  }
}

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue: string } }[];
}

function spansIn(text: string): readonly Span[] {
  const request = JSON.parse(text) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
  return request.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

const attributesOf = ({ attributes }: Span) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));

describe('spans of a history', () => {
  test('each job and each failed test is one, of one trace for an attempt of a run', async () => {
    const path = join(folder, 'spans.json');
    expect(await exported(await history('a.duckdb'), path)).toBe(5);
    const text = readFileSync(path, 'utf8');
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    const [job, one, two, lint, alone] = spansIn(text) as [Span, Span, Span, Span, Span];
    expect([job, one, two, lint].map(({ traceId }) => traceId)).toEqual(Array(4).fill(job.traceId));
    expect(alone.traceId).not.toBe(job.traceId);
    expect(job.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect([one, two].map(({ parentSpanId }) => parentSpanId)).toEqual([job.spanId, job.spanId]);
    expect(new Set([job, one, two, lint, alone].map(({ spanId }) => spanId)).size).toBe(5);
    expect(job).toMatchObject({
      name: 'test',
      kind: 1,
      startTimeUnixNano: '1795323231250000000',
      status: { code: 2, message: FINDING.title },
    });
    expect([lint.status.code, alone.status.code]).toEqual([1, 0]);
    expect(attributesOf(job)).toMatchObject({
      'cicd.pipeline.name': 'ci',
      'cicd.pipeline.run.id': '7',
      'cicd.pipeline.run.url.full': 'https://github.com/octo/app/actions/runs/7/attempts/2',
      'cicd.pipeline.task.name': 'test',
      'cicd.pipeline.task.run.result': 'failure',
      'vcs.change.id': '5',
      'error.type': 'pytest/assertion',
    });
    expect(attributesOf(two)).toMatchObject({
      'test.case.name': 'tests/test_a.py::test_two',
      'test.case.result.status': 'fail',
      'error.type': 'pytest/assertion',
    });
  });

  test('twice the same history is twice the same, byte for byte', async () => {
    const db = await history('b.duckdb');
    const [one, two] = [join(folder, 'one.json'), join(folder, 'two.json')];
    await exported(db, one);
    await exported(db, two);
    expect(readFileSync(two)).toEqual(readFileSync(one));
  });

  test("what is not ours is named and worded as the conventions' own table has it", async () => {
    const path = join(folder, 'names.json');
    await exported(await history('c.duckdb'), path);
    const all = spansIn(readFileSync(path, 'utf8')).map(attributesOf);
    const names = new Set(all.flatMap(Object.keys).filter((name) => !name.startsWith('whydunit.')));
    const values = Object.entries(semantic);
    const known = new Set<unknown>(values.filter(([name]) => name.startsWith('ATTR_')).map(([, value]) => value));
    expect([...names].filter((name) => !known.has(name))).toEqual([]);
    const told = new Set(all.map((each) => each['cicd.pipeline.task.run.result']).filter(Boolean));
    expect([...told].sort()).toEqual([
      semantic.CICD_PIPELINE_TASK_RUN_RESULT_VALUE_FAILURE,
      semantic.CICD_PIPELINE_TASK_RUN_RESULT_VALUE_SUCCESS,
    ]);
    expect(all.some((each) => each['test.case.result.status'] === semantic.TEST_CASE_RESULT_STATUS_VALUE_FAIL)).toBe(
      true,
    );
  });
});

/** A collector that answers with a status and keeps what it is sent. */
async function collector(status: number) {
  const bodies: string[] = [];
  const paths: (string | undefined)[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    paths.push(`${request.url} ${request.headers['content-type']}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { bodies, paths, origin, stop: () => new Promise((done) => server.close(done)) };
}

describe('a collector over HTTP', () => {
  test('is sent what the file would hold', async () => {
    const { bodies, paths, origin, stop } = await collector(200);
    const db = await history('d.duckdb');
    await exported(db, join(folder, 'd.json'));
    expect(await exported(db, origin)).toBe(5);
    await stop();
    expect(paths).toEqual(['/v1/traces application/json']);
    expect(`${bodies.join('\n')}\n`).toBe(readFileSync(join(folder, 'd.json'), 'utf8'));
  });

  test('that refuses them is told of in a line', async () => {
    const { origin, stop } = await collector(400);
    await expect(exported(await history('e.duckdb'), origin)).rejects.toMatchObject({
      kind: 'not-delivered',
      details: { where: origin },
    });
    await stop();
  });
});
