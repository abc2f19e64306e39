import { expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';

async function answer(...lines: readonly string[]) {
  const { diagnoses, unknown } = await diagnoseText(lines.join('\n'), 'run.log');
  return [
    ...diagnoses.map(({ pattern, occurrences }) => [pattern, occurrences[0]?.failure.facts['means']]),
    ...unknown.map(() => ['unknown']),
  ];
}
const END = (code: number) => `##[error]Process completed with exit code ${code}.`;

test.each([
  ['a traced command', ['+ curl -s http://localhost:9000/readyz', END(28)]],
  ['its -w output', ['+ curl -s -o /dev/null -w %{http_code} http://mill:9000/health', '000', END(28)]],
  [
    'a runner’s echo',
    ['##[group]Run curl -s --max-time 3 http://mill:9000/', 'shell: /usr/bin/bash -e {0}', '##[endgroup]', END(28)],
  ],
  [
    'the last command of a script',
    ['##[group]Run make up', 'make up', 'curl -s http://mill:9000/', 'shell: bash', '##[endgroup]', END(28)],
  ],
])('a silent check that ran into its limit: %s', async (_, lines) => {
  expect((await answer(...lines))[0]?.[0]).toBe('health/hung');
});

test('another silent request is told with what curl means by its code', async () => {
  expect(await answer('$ curl -s https://grain.test/mill.tgz -o mill.tgz', 'ERROR: Job failed: exit code 60')).toEqual([
    ['net/curl-silent', "the server's certificate could not be verified"],
  ]);
});

test.each([
  [
    'it said why',
    ['+ curl -sS https://grain.test/', 'curl: (28) Connection timed out after 5001 milliseconds', END(28)],
  ],
  ['another command came after', ['+ curl -s https://grain.test/', '+ ./grind', END(28)]],
  ['its output went to another command', ['+ curl -s https://grain.test/ | jq .', END(5)]],
  ['a code curl does not have', ['+ curl -s https://grain.test/', END(1)]],
])('no silent curl: %s', async (_, lines) => {
  expect((await answer(...lines)).flat()).not.toContain('net/curl-silent');
  expect((await answer(...lines)).flat()).not.toContain('health/hung');
});
