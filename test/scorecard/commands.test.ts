import { it } from 'vitest';
import { REGISTERED } from '../action/commands.js';
import { runAction } from '../action/runner.js';
import { abreast, figure } from './measured.js';

const NAMES = [...REGISTERED];
/** Where in a line a command may stand, and what the line may begin with that is cut off or ends a line for somebody. */
const FORMS: readonly ((name: string, word: string) => string)[] = [
  (name, word) => `::${name}::${word}`,
  (name, word) => `   ::${name}::${word}`,
  (name, word) => `::${name} name=verdict,file=a.rs,line=1::${word}`,
  (name, word) => `##[${name}]${word}`,
  (name, word) => `said: ##[${name} name=verdict;file=a.rs]${word}`,
  (name, word) => `\u001b[31m::${name}::${word}`,
  (name, word) => `\u200b::${name}::${word}`,
  (name, word) => `\ufeff::${name}::${word}`,
  (name, word) => `said\r::${name}::${word}`,
  (name, word) => `said\u2028::${name}::${word}`,
  (name, word) => `said\u0085::${name}::${word}`,
  (name, word) => `said%0A::${name}::${word}`,
  (name, word) => `2026-11-22T12:00:00.0000000Z ::${name}::${word}`,
];
const PAYLOADS = FORMS.flatMap((form) => NAMES.map((name, index) => form(name, `evil-${index}`)));
/** So many are told whole in one report. */
const A_RUN = 8;

const escaped = (text: string) =>
  text.replace(/[<>&"\u0000-\u001f]/g, (sign) =>
    sign < ' ' && !'\r\n\t'.includes(sign) ? '?' : `&#${sign.charCodeAt(0)};`,
  );
/** The payload as a line, as what a program said, as the name of a file, of a test and as its message. */
const logOf = (payload: string) =>
  `${payload}\nthread 'main' panicked at src/${payload.replaceAll(/\s/g, '')}.rs:3:5:\n${payload}\nnote: run with \`RUST_BACKTRACE=1\`\n${payload}\n`;
const junitOf = (payload: string) =>
  `<testsuite name="${escaped(payload)}"><testcase name="${escaped(payload)}" file="${escaped(payload)}"><failure message="${escaped(payload)}">${escaped(payload)}</failure></testcase></testsuite>\n`;

it('[S1] two hundred commands in every channel: none acts, our own outputs stay', async (context) => {
  const batches = Array.from({ length: Math.ceil(PAYLOADS.length / A_RUN) }, (_, at) =>
    PAYLOADS.slice(at * A_RUN, (at + 1) * A_RUN),
  );
  const foreign: string[] = [];
  const ours = new Set(['error', 'warning', 'notice', 'debug', 'group', 'endgroup']);
  await abreast(batches, 3, async (payloads) => {
    const files = Object.fromEntries(
      payloads.flatMap((payload, index) => [
        [`${index}.log`, logOf(payload)],
        [`${index}.xml`, junitOf(payload)],
        // A name of a file cannot hold a slash.
        [`${index} ${payload.replaceAll('/', '')}.log`, logOf(payload)],
      ]),
    );
    const result = await runAction({
      inputs: { logs: '*', 'fail-on': 'any', 'job-status': 'failure', json: 'out/report.json' },
      files,
      env: { RUNNER_DEBUG: '1' },
    });
    for (const { name, message } of result.commands)
      if (!ours.has(name) || /^evil-\d+$/.test(message)) foreign.push(`${name}: ${message.slice(0, 100)}`);
    context
      .expect([result.exitCode, result.outputs['status'], result.outputs['verdict']])
      .toEqual([1, 'failed', 'fail']);
    context.expect(result.stdout + result.summary).toContain('evil-');
  });
  context.expect(foreign).toEqual([]);
  context.expect(PAYLOADS.length).toBeGreaterThanOrEqual(200);
  figure(context, `${PAYLOADS.length} commands, 0 acted`);
});
