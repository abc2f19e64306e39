import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import type { PatternSet } from '../../src/knowledge/catalogue/pattern-set.js';
import { diagnose } from '../../src/walk/diagnose.js';

let catalogue: PatternSet;
beforeAll(async () => {
  catalogue = await loadCatalogue([]);
});

/** The ids that are told of a log, the headline first. */
async function told(log: string): Promise<string[]> {
  const source = {
    name: 'log',
    kind: 'file',
    outcome: 'unknown',
    open: () => Readable.from([Buffer.from(log)]),
  } as const;
  const report = await diagnose({ sources: [source], patterns: catalogue, failOn: 'P0', run: {} });
  return [...report.diagnoses.map(({ pattern }) => pattern), ...report.unknown.map(() => 'unknown')];
}

/** A failed test as pytest prints it. */
const pytest = (source: string, errors: readonly string[], exception: string) => `
=================================== FAILURES ===================================
_________________________________ test_answer __________________________________

    def test_answer(client):
>       ${source}
${errors.map((line) => `E       ${line}`).join('\n')}

tests/test_answer.py:7: ${exception}
=========================== short test summary info ============================
FAILED tests/test_answer.py::test_answer - ${errors[0]}
============================== 1 failed in 0.02s ===============================
`;

describe('a pattern asks for the event, not for the word', () => {
  test.each([
    [
      'what an assertion wanted',
      'assert explain(error) == "no such table: orders"',
      ["AssertionError: assert 'locked' == 'no such table: orders'", '  - no such table: orders', '  + locked'],
      'AssertionError',
    ],
    [
      'what should have been part of it',
      'assert "no such table: orders" in text',
      ["AssertionError: assert 'no such table: orders' in 'all is well'"],
      'AssertionError',
    ],
    [
      'the source that was quoted',
      'assert run("no such table: orders") == 3',
      ['assert 4 == 3', " +  where 4 = run('x')"],
      'AssertionError',
    ],
  ])('%s is none', async (_, source, errors, exception) => {
    expect(await told(pytest(source, errors, exception))).toEqual(['pytest/assertion']);
  });

  test('an exception of these words is one, and so is the value that was there', async () => {
    const raised = ['sqlite3.OperationalError: no such table: orders'];
    expect(await told(pytest('query(client)', raised, 'OperationalError'))).toEqual(['db/missing-table']);
    const there = ["AssertionError: assert 'no such table: orders' == 'ok'"];
    expect(await told(pytest('assert body(client) == "ok"', there, 'AssertionError'))).toEqual(['db/missing-table']);
  });

  test('a default that was taken and an upload that was left out are no missing variable', async () => {
    const end = 'FAILED\n##[error]Process completed with exit code 1.\n';
    for (const note of [
      'A_B, or ARTIFACTS_FILE_SUFFIX not set, not uploading',
      "Qt: XDG_RUNTIME_DIR not set, defaulting to '/tmp/runtime'",
      "test_a ... skipped 'NEEDS_A_SERVER is not set'",
    ])
      expect(await told(`${note}\n${end}`)).not.toContain('container/env-missing');
  });
});

describe('what says least goes last', () => {
  const end = `[INFO] BUILD FAILURE
[ERROR] Failed to execute goal com.acme:generator-plugin:3.5:generate (default-cli) on project prices: The generator stopped -> [Help 1]
`;

  test("a build tool's word that it stopped is below the reason", async () => {
    expect(await told(`[ERROR] java.io.IOException: No space left on device\n${end}`)).toEqual([
      'ci/disk-full',
      'maven/build-failed',
    ]);
  });

  test('a reason that it names itself is used, also for a project with a masked name; without one it is no diagnosis', async () => {
    expect(await told(end)).toEqual(['maven/build-failed']);
    expect(await told(end.replace('prices', '[secure]'))).toEqual(['maven/build-failed']);
    expect(await told('[INFO] BUILD FAILURE\n')).toEqual(['unknown']);
  });

  test("a backtrace of Rust is no error of Node's", async () => {
    const backtrace =
      'Error: could not load\n\nStack backtrace:\n   0: app::main\n             at /app/src/main.rs:12:5\n';
    expect(await told(`${backtrace}##[error]Process completed with exit code 1.\n`)).not.toContain('node/uncaught');
  });
});
