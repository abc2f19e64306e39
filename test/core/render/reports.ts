/** Reports as the classifier makes them, for looking at and for comparing what becomes of them. */
import type { Diagnosis, Evidence, Occurrence, Unknown } from '../../../src/core/domain/diagnosis.js';
import type { Failure } from '../../../src/core/domain/failure.js';
import { quote } from '../../../src/core/domain/quoted.js';
import type { Report, RunContext, SourceSummary } from '../../../src/core/domain/report.js';
import type { Verdict } from '../../../src/core/domain/verdict.js';
import type { Waived, Waiver } from '../../../src/core/domain/waiver.js';
import { judge } from '../../../src/core/gate/judge.js';

export const RUN: RunContext = {
  repository: 'acme/orders',
  serverUrl: 'https://github.com',
  sha: '4f2c9d1e8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e',
  runId: 9182736455,
  runAttempt: 1,
  job: 'test',
  workflow: 'CI',
  pullRequest: 12,
};

function failure(over: Partial<Failure> = {}): Failure {
  return {
    tool: 'rustc',
    kind: 'compile-error',
    role: 'cause',
    message: 'something failed',
    facts: {},
    span: { first: 1, last: 1 },
    channel: '',
    lines: [],
    omitted: 0,
    key: [1],
    ...over,
  };
}

export function occurrence(source: string, over: Partial<Failure> = {}): Occurrence {
  return { source, failure: failure(over) };
}

/** Lines of a log from a number on; those that contain one of `proofs` prove. */
export function evidence(
  source: string,
  from: number,
  text: string,
  proofs: readonly string[],
  url?: string,
): Evidence[] {
  return text.split('\n').map((line, index) => ({
    source,
    line: from + index,
    text: line,
    proof: proofs.some((proof) => line.includes(proof)),
    ...(url === undefined ? {} : { url: `${url}#L${from + index}` }),
  }));
}

export function diagnosis(over: Partial<Diagnosis> = {}): Diagnosis {
  return {
    pattern: 'rust/moved-value',
    title: 'A moved value is used again',
    severity: 'P1',
    cause: 'code',
    draft: false,
    confidence: 'high',
    primary: true,
    fingerprint: '5d8e1f2a3b4c6d70',
    state: 'new',
    rootCause: 'Something moved.',
    fix: [{ text: 'Do not move it.' }],
    verify: [],
    prevention: [],
    preserve: [],
    see: [],
    captures: {},
    evidence: evidence('build.log', 1, 'error: something failed', ['error']),
    occurrences: [occurrence('build.log')],
    explains: [],
    alternatives: [],
    ...over,
  };
}

export function unknown(over: Partial<Unknown> = {}): Unknown {
  return {
    fingerprint: '77aa0b1c2d3e4f50',
    primary: false,
    state: 'new',
    occurrences: [occurrence('test.log', { tool: 'pytest', kind: 'test', message: 'assert 3 == 4' })],
    evidence: evidence('test.log', 9, 'E       assert 3 == 4', ['assert']),
    ...over,
  };
}

export function source(name: string, over: Partial<SourceSummary> = {}): SourceSummary {
  return { name, bytes: 48_213, lines: 612, outcome: 'failed', notes: [], ...over };
}

export function report(over: Partial<Report> = {}): Report {
  const verdict: Verdict = { gate: 'pass', failOn: 'P0', blocking: [], reasons: ['nothing as severe as P0 was found'] };
  return {
    version: '0.1.0',
    run: RUN,
    status: 'failed',
    diagnoses: [],
    unknown: [],
    sources: [source('build.log')],
    verdict,
    ...over,
  };
}

const MOVED = `error[E0382]: borrow of moved value: \`config\`
  --> src/server.rs:31:24
   |
18 |     let config = Config::from_env()?;
   |         ------ move occurs because \`config\` has type \`Config\`, which does not implement the \`Copy\` trait
...
24 |     tokio::spawn(async move {
   |                  ---------- value moved here
25 |         refresh(config.interval).await;
   |                 ------ variable moved due to use in coroutine
...
31 |     tracing::info!(port = config.port, "listening");
   |                           ^^^^^^^^^^^ value borrowed here after move`;

/** One rustc error, all that a diagnosis can have filled in. */
export function rustReport(): Report {
  return report({
    diagnoses: [
      diagnosis({
        rootCause: `${quote('config')} was moved into the closure or function that took it by value and is used again afterwards (${quote('src/server.rs:31')}). Its type ${quote('Config')} is not \`Copy\`, so after the move nothing is left to use.\n`,
        fix: [
          {
            text: `If both sides only read it, share it: put ${quote('config')} behind an \`Arc\` and give the task its own handle.`,
            code: 'let config = Arc::new(Config::from_env()?);\nlet for_task = Arc::clone(&config);\ntokio::spawn(async move {\n    refresh(for_task.interval).await;\n});',
            language: 'rust',
          },
          {
            text: 'If the task needs only one field, copy that field out before the move.',
            code: 'let interval = config.interval;',
            language: 'rust',
          },
        ],
        verify: ['cargo check'],
        prevention: [
          'Pass `&Config` or `Arc<Config>` to everything that outlives the function that loads it.',
          'Run `cargo check` before pushing, e.g. in a pre-push hook.',
        ],
        see: ['https://doc.rust-lang.org/error_codes/E0382.html'],
        captures: { name: 'config', type: 'Config' },
        evidence: evidence(
          'cargo-test.log',
          214,
          MOVED,
          ['E0382', '-->', 'value borrowed'],
          'https://github.com/acme/orders/actions/runs/9182736455/job/25',
        ),
        occurrences: [
          occurrence('cargo-test.log', {
            name: 'orders (bin "orders")',
            code: 'E0382',
            message: 'borrow of moved value: `config`',
            location: { file: 'src/server.rs', line: 31, column: 24 },
          }),
        ],
        explains: [
          'could not compile `orders` (bin "orders") due to 1 previous error',
          'Process completed with exit code 101',
        ],
      }),
    ],
    sources: [source('cargo-test.log')],
  });
}

const REFUSED = `    def connect(self):
        "Connects to the Redis server if not already connected"
        ...
            if self._sock is None:
>               raise ConnectionError(self._error_message(e))
E               redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.

.venv/lib/python3.12/site-packages/redis/connection.py:357: ConnectionError`;

const COMPOSE = `Container orders-migrate-1  Error
service "migrate" didn't complete successfully: exit 1
dependency failed to start: container orders-migrate-1 exited (1)`;

/** The same two causes under a repository's own rules: one waived, one whose waiver expired, one waiver nobody needs. */
export function waivedReport(): Report {
  const waiver = (covers: Waived, expires: string, owner: string, reason: string): Waiver => ({
    covers,
    expires,
    owner,
    reason,
  });
  const { diagnoses, unknown: strange, ...rest } = redisReport();
  const waivers = [
    waiver({ pattern: 'redis/connection-refused' }, '2026-11-22', '@octo/core', 'Redis moves to its own runner'),
    waiver({ fingerprint: '1c2d3e4f5a6b7c8d' }, '2026-11-23', 'mona', 'the migration is *rewritten* in #12'),
    waiver({ pattern: 'docker/no-space' }, '2026-12-31', 'mona', 'the old runners are going'),
  ];
  const notes = [`${quote('.github/whydunit.yml')} differs from the base branch's, which counts`];
  const waiving = { waivers, today: '2026-11-23' };
  return { ...rest, ...judge(diagnoses, strange, { failOn: 'P2', problems: [], waiving }), notes };
}

/** pytest without Redis, a Compose chain behind it, and a failure nobody knows. */
export function redisReport(): Report {
  const refused = diagnosis({
    pattern: 'redis/connection-refused',
    title: 'Nothing listens on the Redis address the tests use',
    severity: 'P0',
    cause: 'environment',
    rootCause: `The tests connect to ${quote('localhost:6379')}, and nothing listens there. In a job that runs in a container, \`localhost\` is that container; Redis runs beside it under its service name.`,
    fix: [
      {
        text: 'Start Redis as a service of the job and wait until it answers:',
        code: 'services:\n  redis:\n    image: redis:7\n    ports: [\'6379:6379\']\n    options: >-\n      --health-cmd "redis-cli ping" --health-interval 2s --health-retries 15',
        language: 'yaml',
      },
      {
        text: 'In a job with `container:`, use the service name instead of `localhost`:',
        run: 'export REDIS_URL=redis://redis:6379/0',
      },
    ],
    verify: ['redis-cli -h localhost -p 6379 ping'],
    prevention: [
      'Give every service a health check, so that a job starts only once it answers.',
      'Read the address from one variable, `REDIS_URL`, in tests and in production.',
    ],
    preserve: ['The last words of Redis: `docker compose logs --no-color redis > redis.log`'],
    see: ['https://docs.github.com/en/actions/using-containerized-services/creating-redis-service-containers'],
    captures: { address: 'localhost:6379' },
    fingerprint: '0b1f3c5d7e9a2b4c',
    evidence: [
      ...evidence('pytest.log', 88, REFUSED, ['redis.exceptions', 'connection.py:357']),
      ...evidence(
        'pytest.log',
        204,
        'E               redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.',
        ['redis'],
      ),
    ],
    occurrences: ['test_publish', 'test_consume', 'test_ack'].map((name, index) =>
      occurrence('pytest.log', {
        tool: 'pytest',
        kind: 'test',
        name: `tests/test_stream.py::${name}`,
        code: 'ConnectionError',
        message: 'redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.',
        location: { file: 'tests/test_stream.py', line: 24 + index * 17 },
      }),
    ),
    explains: ['python/event-loop', 'Process completed with exit code 1'],
    alternatives: ['net/connection-refused'],
    hypotheses: [
      {
        pattern: 'net/connection-refused',
        title: 'Nothing listens at the address',
        check: 'curl -sv telnet://localhost:6379',
      },
    ],
    reproduce: { command: 'pytest tests/test_stream.py', from: 'log' },
  });
  const compose = diagnosis({
    pattern: 'compose/dependency-failed',
    title: `The one-shot service ${quote('migrate')} failed, so what waits for it never started`,
    severity: 'P2',
    cause: 'configuration',
    primary: false,
    confidence: 'medium',
    rootCause: `${quote('migrate')} ended with exit code ${quote('1')}; services with \`condition: service_completed_successfully\` on it are not started.`,
    fix: [{ text: 'Read why it failed:', run: 'docker compose logs --no-color migrate' }],
    verify: ['docker compose up --wait'],
    prevention: ['Run the migration once against a fresh database in CI.'],
    fingerprint: '1c2d3e4f5a6b7c8d',
    evidence: evidence('compose.log', 41, COMPOSE, ['exit 1']),
    occurrences: [
      occurrence('compose.log', { tool: 'compose', kind: 'container', name: 'migrate', message: 'exited (1)' }),
    ],
  });
  const strange = unknown({
    occurrences: [
      occurrence('pytest.log', {
        tool: 'pytest',
        kind: 'test',
        name: 'tests/test_invoice.py::test_rounding',
        message: "assert Decimal('10.01') == Decimal('10.02')",
        location: { file: 'tests/test_invoice.py', line: 58 },
      }),
    ],
    evidence: evidence(
      'pytest.log',
      310,
      "    def test_rounding():\n>       assert total(lines) == Decimal('10.02')\nE       AssertionError: assert Decimal('10.01') == Decimal('10.02')\n\ntests/test_invoice.py:58: AssertionError",
      ['AssertionError'],
    ),
  });
  return report({
    diagnoses: [refused, compose],
    unknown: [strange],
    sources: [
      source('pytest.log', { lines: 1_204, bytes: 96_400 }),
      source('compose.log', { lines: 61, bytes: 4_100, notes: ['3 lines longer than 1 MiB were clipped'] }),
      source('artifacts/e2e.zip', {
        lines: 0,
        bytes: 1_204,
        outcome: 'unknown',
        notes: ['not a zip archive; skipped'],
      }),
    ],
    verdict: {
      gate: 'fail',
      failOn: 'P0',
      blocking: ['0b1f3c5d7e9a2b4c'],
      reasons: ['P0 redis/connection-refused is unresolved'],
    },
  });
}

/** As many distinct failures as asked for. */
export function manyReport(count: number): Report {
  const diagnoses = Array.from({ length: count }, (_, index) =>
    diagnosis({
      pattern: index % 3 === 0 ? 'rust/type-mismatch' : index % 3 === 1 ? 'rust/unresolved-import' : 'rust/lint-denied',
      title:
        index % 3 === 0
          ? 'A value has another type than expected'
          : index % 3 === 1
            ? `${quote(`Module${index}`)} is not in scope`
            : 'A denied lint fired',
      primary: index === 0,
      severity: index % 3 === 2 ? 'P3' : 'P1',
      fingerprint: index.toString(16).padStart(16, '0'),
      rootCause: `${quote(`value_${index}`)} is ${quote('Option<u32>')} where ${quote('u32')} is expected.`,
      fix: [
        {
          text: 'Decide what an absent value means here.',
          code: `let value_${index} = value_${index}.unwrap_or_default();`,
          language: 'rust',
        },
      ],
      verify: ['cargo check'],
      prevention: ['Let functions that cannot answer return `Option`, and handle it at the caller.'],
      evidence: evidence(
        'cargo.log',
        10 + index * 9,
        `error[E0308]: mismatched types\n  --> src/module_${index}.rs:${index + 1}:17\n   |\n${index + 1} |     take(value_${index});\n   |          ^^^^^^^ expected \`u32\`, found \`Option<u32>\``,
        ['E0308', '-->'],
      ),
      occurrences: Array.from({ length: 1 + (index % 4) }, (_unused, place) =>
        occurrence('cargo.log', {
          code: 'E0308',
          message: 'mismatched types',
          location: { file: `src/module_${index}.rs`, line: index + 1 + place * 10, column: 17 },
        }),
      ),
    }),
  );
  return report({ diagnoses, sources: [source('cargo.log', { lines: count * 9 + 20, bytes: count * 400 })] });
}

/** A report in which every text from outside is the given one. */
export function hostileReport(text: string): Report {
  const quoted = quote(text);
  const proof = [
    { source: text, line: 7, text, proof: true, url: `https://example.com/${text}` },
    { source: 'plain.log', line: 8, text: `before ${text} after`, proof: true },
  ];
  const failed = {
    tool: 'pytest',
    kind: 'test',
    name: text,
    code: text,
    message: text,
    location: { file: text, line: 3 },
  } as const;
  const address = `https://example.com/${text}`;
  const inJob: Occurrence = {
    ...occurrence(text, failed),
    job: { name: text, workflow: text, url: address },
    jobStep: { number: 4, name: text },
    url: `${address}#step:4:17`,
    attachments: [
      { kind: 'screenshot', path: text, artifact: text, url: address },
      { kind: 'trace', path: `${text}/trace.zip`, artifact: text, url: `javascript:${text}` },
    ],
  };
  return report({
    run: { ...RUN, job: text, workflow: text },
    diagnoses: [
      diagnosis({
        title: `It broke in ${quoted}`,
        rootCause: `Between ${quoted} and ${quoted}${quoted} stands ${quoted}. And \`code ${quoted}\` too.`,
        fix: [
          { text: `Change ${quoted}.`, run: `echo '${text}'`, code: text, language: text },
          { text: `Or leave ${quoted}`, run: text },
        ],
        verify: [text, `check ${text}`],
        prevention: [`Mind ${quoted}`, quoted],
        preserve: [text],
        see: [`https://example.com/${text}`, text],
        captures: { text },
        evidence: proof,
        occurrences: [
          inJob,
          occurrence(text, failed),
          occurrence('plain.log', { ...failed, name: `${text}2` }),
          ...Array.from({ length: 8 }, (_, line) =>
            occurrence('plain.log', { ...failed, location: { file: `src/${text}`, line } }),
          ),
        ],
        explains: [text, `a step named ${quoted}`],
        alternatives: [text],
        hypotheses: [{ title: `It is ${quoted}`, pattern: text, check: text }, { title: quoted }],
        reproduce: { command: text, from: 'log' },
      }),
      ...[1, 2, 3].map((index) =>
        diagnosis({
          primary: false,
          title: `${quoted} and ${text}`,
          rootCause: text,
          evidence: proof,
          fingerprint: `${index}`,
          occurrences: [occurrence(text, failed)],
        }),
      ),
    ],
    unknown: [unknown({ fingerprint: text, occurrences: [inJob], evidence: proof })],
    sources: [source(text, { notes: [text, `cut ${quoted}`] })],
    verdict: { gate: 'blocked', failOn: 'P0', blocking: [], reasons: [`${text} could not be read`, text] },
  });
}
