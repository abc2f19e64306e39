/** Pull requests as their jobs report on them, for looking at and for comparing what becomes of them. */

import type { Pattern } from '../../../../src/core/domain/pattern.js';
import type { Report, RunContext } from '../../../../src/core/domain/report.js';
import { canonical } from '../../../../src/world/github/contributions/codec.js';
import { contribute } from '../../../../src/world/github/contributions/contribute.js';
import { joinedReport } from '../../../../src/world/github/contributions/joined.js';
import { EMPTY, join, type State, stateOf } from '../../../../src/world/github/contributions/state.js';
import { diagnosis, evidence, occurrence, RUN, report, source } from '../../../core/render/reports.js';
import { A, B } from './crowd.js';

const DRIVER: Pattern = {
  id: 'house/driver-gone',
  title: 'The database driver {name|asked for} is not installed',
  severity: 'P0',
  cause: 'dependency',
  status: 'stable',
  when: {
    tools: [],
    kinds: [],
    codes: [],
    all: [{ expression: 'named (?<name>.+)', literals: ['named'] }],
    any: [],
    none: [],
    facts: {},
  },
  explains: [],
  yieldsTo: [],
  groupBy: ['name'],
  rootCause:
    'SQLAlchemy was told to use the driver {name|asked for}, and no installed package brings it. It is named in the database URL, not imported by the code, so nothing notices before the first connection.',
  fix: [{ text: 'Add it to the dependencies, beside SQLAlchemy:', run: 'uv add {name|DRIVER}' }],
  verify: ["python -c 'import {name|DRIVER}'"],
  prevention: ['Connect once in a smoke test, so that a driver that is missing fails the first job and not every one.'],
  preserve: [],
  see: ['https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls'],
};

const SLOW: Pattern = {
  ...DRIVER,
  id: 'house/slow-start',
  title: 'The service {name|asked for} was not ready in time',
  severity: 'P2',
  cause: 'infrastructure',
};

export const PATTERNS: ReadonlyMap<string, Pattern> = new Map([DRIVER, SLOW].map((pattern) => [pattern.id, pattern]));

const TRACE = `tests/conftest.py:14: in engine
    return create_engine(settings.database_url)
.venv/lib/python3.12/site-packages/sqlalchemy/engine/create.py:616: in create_engine
    dbapi = dialect_cls.import_dbapi(**dbapi_args)
E   ModuleNotFoundError: No module named 'asyncpg'`;

/** What one cell's job found. */
function red(run: RunContext): Report {
  return report({
    run,
    diagnoses: [
      diagnosis({
        pattern: DRIVER.id,
        title: 'The database driver \uE000asyncpg\uE001 is not installed',
        severity: 'P0',
        cause: 'dependency',
        fingerprint: '3c9e0a417bd25f86',
        captures: { name: 'asyncpg' },
        evidence: evidence('pytest.log', 31, TRACE, ['conftest.py:14', 'No module named']),
        occurrences: [
          occurrence('pytest.log', {
            tool: 'pytest',
            kind: 'exception',
            code: 'ModuleNotFoundError',
            message: "No module named 'asyncpg'",
            location: { file: 'tests/conftest.py', line: 14 },
          }),
        ],
        explains: ['pytest/collection-error', 'Process completed with exit code 1'],
      }),
    ],
    sources: [source('pytest.log', { lines: 48, bytes: 3_912 })],
    verdict: {
      gate: 'fail',
      failOn: 'P0',
      blocking: ['3c9e0a417bd25f86'],
      reasons: ['P0 house/driver-gone is unresolved'],
    },
  });
}

/** A job that did not get its database in time. */
function slow(run: RunContext): Report {
  const [found] = red(run).diagnoses;
  return report({
    run,
    diagnoses:
      found === undefined
        ? []
        : [
            {
              ...found,
              pattern: SLOW.id,
              title: 'The service \uE000db\uE001 was not ready in time',
              fingerprint: 'd0',
              captures: { name: 'db' },
              severity: 'P2',
            },
          ],
  });
}

function green(run: RunContext): Report {
  return report({
    run,
    status: 'passed',
    sources: [source('pytest.log', { outcome: 'passed', lines: 60, bytes: 4_100 })],
  });
}

const CELLS = ['3.11', '3.12', '3.13', '3.14'].flatMap((python) =>
  ['ubuntu-24.04', 'ubuntu-24.04-arm', 'macos-15'].map((os) => `test (${python}, ${os})`),
);

type Make = (run: RunContext) => Report;

function said(job: string, make: Make, over: Partial<RunContext>): State {
  const run = { ...RUN, job, ...over };
  return stateOf(canonical(contribute(make(run), { key: `ci.yml/${job}`, job }, new Set(PATTERNS.keys()), 0)));
}

function all(...states: State[]): Report {
  return joinedReport(
    states.reduce((one, other) => join(one, other), EMPTY),
    report({ run: RUN }),
    PATTERNS,
    '2026-11-23',
  );
}

const FIRST = { sha: A, runId: 9182736000 };
const SECOND = { sha: B, runId: 9182736455 };

/** Twelve cells that fail for one cause, and a job that passed. */
export function matrixReport(): Report {
  return all(...CELLS.map((job) => said(job, red, SECOND)), said('lint', green, SECOND));
}

/** The push after it: all cells pass, one of them only when it was run again. */
export function fixedReport(): Report {
  const [flaky = ''] = CELLS;
  return all(
    ...CELLS.map((job) => said(job, red, FIRST)),
    ...CELLS.slice(1).map((job) => said(job, green, SECOND)),
    said(flaky, slow, SECOND),
    said(flaky, green, { ...SECOND, runAttempt: 2 }),
  );
}

/** The same push, while most cells still run. */
export function awaitedReport(): Report {
  return all(...CELLS.map((job) => said(job, red, FIRST)), ...CELLS.slice(0, 2).map((job) => said(job, green, SECOND)));
}
