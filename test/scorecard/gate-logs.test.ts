import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { readScenario, scenarioIds } from '../../scripts/scenario.js';
import { matchesReference, type Pattern } from '../../src/core/domain/pattern.js';
import { BUILT_IN } from '../../src/knowledge/catalogue/bundle.generated.js';
import { PROOFS } from '../../src/knowledge/catalogue/proofs.generated.js';
import { runAction } from '../action/runner.js';
import { zip } from '../world/files/zip.js';
import { type Answer, startBatch } from './batch.js';
import { abreast, figure, measured, reportOf } from './measured.js';

const scenarios = scenarioIds().map(readScenario);
/** The longest that was recorded: two short ones together may read as one client that asks again. */
const recordedLog = (id: string): string | undefined =>
  scenarios
    .filter(({ expect, log }) => expect === id && /\.log$/.test(log))
    .map(({ log }) => readFileSync(log, 'utf8'))
    .sort((a, b) => b.length - a.length)[0];
const proofs = JSON.parse(PROOFS) as Record<string, { match: readonly { log?: string }[] }>;
/** A log that the pattern is found in: recorded, or else the first of its examples. */
const exampleOf = (id: string): string =>
  recordedLog(id) ?? proofs[id]?.match.find(({ log }) => log !== undefined)?.log ?? '';
/** As many processes at once. */
const LANES = 2;
/** One process answers all pairs; of so many, and of each that it tells no P0 of, the gate itself is asked as well. */
const EVERY = 10;
/** What a program says that does not start: a P0, while the same words in a test are none. */
const RED = `Traceback (most recent call last):
  File "/app/main.py", line 5, in <module>
    client.ping()
  File "/usr/lib/python3/dist-packages/redis/connection.py", line 410, in connect
    raise ConnectionError(self._error_message(e))
redis.exceptions.ConnectionError: Error 111 connecting to 127.0.0.1:6399. Connection refused.
`;

const told = async (text: string) => {
  const run = await measured(['-', '--format', 'json'], { input: [text] });
  const report = reportOf(run);
  return {
    code: run.code,
    status: report.status,
    gate: report.verdict.gate,
    severities: new Set(report.diagnoses.map(({ severity }) => severity)),
  };
};

const WORDS: readonly string[] = [
  'Job succeeded',
  'Finished: SUCCESS',
  'Done. Your build exited with 0.',
  'The command "pytest" exited with 0.',
  '##[group]Run x\nCleaning up orphan processes',
  '##[group]Run evil\n##[error]x',
];

describe('[G7] what a log says of itself', () => {
  for (const words of WORDS)
    it(`${JSON.stringify(words)} before or after a P0 hides nothing`, async (context) => {
      const { expect } = context;
      for (const text of [`${words}\n${RED}`, `${RED}\n${words}\n`, `${words}\n${RED}\n${words}\n`]) {
        expect(await told(text)).toMatchObject({ code: 1, status: 'failed', gate: 'fail' });
        const action = await runAction({
          inputs: { logs: 'a.log', 'job-status': 'failure' },
          files: { 'a.log': text },
        });
        expect([action.exitCode, action.outputs['verdict'], action.outputs['p0-count']]).toEqual([1, 'fail', '1']);
      }
      figure(context, `${WORDS.length} kinds before, after and around, on both doors`);
    });
});

/** Pairs of a P0 and something milder that may explain it, or that it yields to. */
function pairs(): { severe: Pattern; mild: Pattern }[] {
  return BUILT_IN.filter(({ severity, status }) => severity === 'P0' && status !== 'draft').flatMap((severe) =>
    BUILT_IN.filter(
      (mild) =>
        mild.severity !== 'P0' &&
        (mild.explains.some((reference) => matchesReference(reference, severe.id)) ||
          severe.yieldsTo.some((reference) => matchesReference(reference, mild.id))),
    ).map((mild) => ({ severe, mild })),
  );
}

/** Both orders, one after the other. */
const mixed = (one: string, other: string) => [`${one}\n${other}`, `${other}\n${one}`];
/** The same circumstances with nothing that the P0 could be explained by: no test session, or one. */
const HARMLESS = 'all is well\n'.repeat(20);
const TESTS = `============================= test session starts ==============================
collected 1 item

tests/test_sum.py F                                                      [100%]

=================================== FAILURES ===================================
___________________________________ test_sum ___________________________________
tests/test_sum.py:2: in test_sum
    assert 1 + 1 == 3
E   assert (1 + 1) == 3
=========================== short test summary info ============================
FAILED tests/test_sum.py::test_sum - assert (1 + 1) == 3
============================== 1 failed in 0.01s ===============================
`;
const isTests = (text: string) => /test session starts|^running \d+ tests?$/m.test(text);

const hasP0 = ({ diagnoses = [] }: Answer) => diagnoses.some(({ severity }) => severity === 'P0');

describe('[G8] a P0 beside what explains it, or what it yields to', () => {
  it('in a log of its own: the gate is closed, the P0 kept', async (context) => {
    const home = mkdtempSync(join(tmpdir(), 'whydunit-pairs-'));
    const path = (...ids: string[]) => join(home, `${ids.join('+').replaceAll('/', '-')}.zip`);
    const write = (...ids: string[]) =>
      writeFileSync(path(...ids), zip(ids.map((id, at) => ({ name: `${at}.log`, content: exampleOf(id) }))));
    const batch = startBatch();
    const isSevere = async (...ids: string[]) => {
      write(...ids);
      return hasP0(await batch.ask({ id: ids.join(), path: path(...ids) }));
    };
    const alone = new Set<string>();
    for (const id of new Set(pairs().map(({ severe }) => severe.id))) if (await isSevere(id)) alone.add(id);
    // Some are a P0 only at the start of a service, which their few lines do not tell.
    const all = pairs().filter(({ severe }) => alone.has(severe.id));
    const asked: typeof all = [];
    for (const [at, { severe, mild }] of all.entries())
      if (!(await isSevere(severe.id, mild.id)) || at % EVERY === 0) asked.push({ severe, mild });
    context.expect(await batch.end()).toEqual([]);
    const lost: string[] = [];
    await abreast(asked, LANES, async ({ severe, mild }) => {
      const { gate } = reportOf(await measured(['--format', 'json', path(severe.id, mild.id)])).verdict;
      if (gate !== 'fail') lost.push(`${severe.id} beside ${mild.id}`);
    });
    rmSync(home, { recursive: true, force: true });
    context.expect(lost).toEqual([]);
    context.expect(all.length).toBeGreaterThan(0.95 * pairs().length);
    figure(context, `${all.length} pairs of logs, 0 lost`);
  });

  it('in the same log, before it and after it: the P0 is kept where it is one beside anything else', async (context) => {
    const batch = startBatch();
    const isSevere = async (text: string) => hasP0(await batch.ask({ id: 'x', text }));
    const lost: string[] = [];
    let tried = 0;
    for (const { severe, mild } of pairs()) {
      const [text, recorded] = [recordedLog(severe.id), recordedLog(mild.id)];
      if (text === undefined || recorded === undefined) continue;
      // Not the same container twice.
      const other = recorded.replaceAll('worker', 'helper');
      const beside = mixed(text, isTests(other) ? TESTS : HARMLESS);
      for (const [at, mixture] of mixed(text, other).entries()) {
        tried++;
        if (!(await isSevere(mixture)) && (await isSevere(beside[at] as string)))
          lost.push(`${severe.id} ${at === 0 ? 'before' : 'after'} ${mild.id}`);
      }
    }
    context.expect([...lost, ...(await batch.end())]).toEqual([]);
    context.expect(tried).toBeGreaterThanOrEqual(200);
    figure(context, `${tried} mixed logs, 0 lost`);
  });
});

describe('[G9] decoys', () => {
  const literal = 'redis.exceptions.ConnectionError: Error ';
  const cases: readonly (readonly [what: string, text: string])[] = [
    ...[40, 200, 1_000, 5_200].map(
      (lines) => [`${lines} lines with the words`, `${`# ${literal}nothing\n`.repeat(lines)}${RED}`] as const,
    ),
    [
      '5,200 failures',
      `${Array.from({ length: 5_200 }, (_, index) => `error[E0001]: decoy ${index}\n --> a.rs:1:1\n\n`).join('')}${RED}`,
    ],
    ['the words 9 kB earlier on the line', RED.replaceAll(literal, `${literal}${'x'.repeat(9_000)} ${literal}`)],
  ];
  for (const [what, text] of cases)
    it(`${what}: the P0 stays`, async (context) => {
      context.expect(await told(text)).toMatchObject({ code: 1, gate: 'fail' });
      figure(context, '40 to 5,200 lines, 5,200 failures, 9 kB');
    });
});
