import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { readScenario, scenarioIds } from '../../scripts/scenario.js';
import { matchesReference, type Pattern } from '../../src/core/domain/pattern.js';
import { BUILT_IN } from '../../src/knowledge/catalogue/bundle.generated.js';
import { runAction } from '../action/runner.js';
import { figure, measured, reportOf } from './measured.js';

const scenarios = scenarioIds().map(readScenario);
const logOf = (id: string): string | undefined => {
  const scenario = scenarios.find(({ expect, log }) => expect === id && /\.log$/.test(log));
  return scenario === undefined ? undefined : readFileSync(scenario.log, 'utf8');
};
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

it('[G8] a P0 beside what explains it, or what it yields to, closes the gate', async (context) => {
  const lost: string[] = [];
  let tried = 0;
  for (const { severe, mild } of pairs()) {
    const [a, b] = [logOf(severe.id), logOf(mild.id)];
    if (a === undefined || b === undefined) continue;
    tried++;
    const { gate } = await told(tried % 2 === 0 ? `${a}\n${b}` : `${b}\n${a}`);
    if (gate !== 'fail') lost.push(`${severe.id} beside ${mild.id}`);
  }
  context.expect(lost).toEqual([]);
  context.expect(tried).toBeGreaterThan(50);
  figure(context, `${tried} mixtures, 0 lost`);
});

describe('[G9] decoys', () => {
  const literal = 'redis.exceptions.ConnectionError: Error ';
  const cases: readonly (readonly [what: string, text: string])[] = [
    ['sixty lines with the words', `${`# ${literal}nothing\n`.repeat(60)}${RED}`],
    [
      '5,200 failures',
      `${Array.from({ length: 5_200 }, (_, index) => `error[E0001]: decoy ${index}\n --> a.rs:1:1\n\n`).join('')}${RED}`,
    ],
    ['the words 9 kB earlier on the line', RED.replaceAll(literal, `${literal}${'x'.repeat(9_000)} ${literal}`)],
  ];
  for (const [what, text] of cases)
    it(`${what}: the P0 stays`, async (context) => {
      context.expect(await told(text)).toMatchObject({ code: 1, gate: 'fail' });
      figure(context, '60 lines, 5,200 failures, 9 kB');
    });
});
