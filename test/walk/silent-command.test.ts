import { expect, test } from 'vitest';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../src/walk/diagnose.js';

const patterns = await loadCatalogue([]);

async function ended(exitCode: number) {
  const outcome = exitCode === 0 ? 'passed' : 'failed';
  async function* open(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array();
  }
  const source = { name: './loom', kind: 'command', outcome, exitCode, open } as const;
  return await diagnose({ sources: [source], patterns, failOn: 'any', run: {} });
}

test.each([
  [3, 'exit code 3'],
  [137, 'SIGKILL'],
  [139, 'SIGSEGV'],
])('a command that ends with %i and prints nothing has failed, and closes the gate', async (code, words) => {
  const { status, unknown, diagnoses, verdict } = await ended(code);
  expect(status).toBe('failed');
  const told = [...unknown, ...diagnoses].flatMap(({ occurrences }) => occurrences);
  expect(told[0]?.failure.message).toContain(words);
  expect(verdict.gate).toBe('fail');
});

test('one that ends well and prints nothing has passed', async () => {
  expect((await ended(0)).status).toBe('passed');
});
