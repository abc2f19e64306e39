import { describe, expect, test } from 'vitest';
import { runCommand } from '../../../src/world/process/command.js';

async function run(command: string) {
  const seen: Uint8Array[] = [];
  const { source, exitCode } = await runCommand(command, (chunk) => seen.push(chunk));
  const kept: Uint8Array[] = [];
  for await (const chunk of source.open()) kept.push(chunk);
  return { source, exitCode, seen: Buffer.concat(seen).toString(), kept: Buffer.concat(kept).toString() };
}

test('a signal that ended the command is named', async () => {
  expect((await runCommand('kill -9 $$', () => undefined)).signal).toBe('SIGKILL');
  expect((await runCommand("sh -c 'kill -TERM $$'", () => undefined)).signal).toBe('SIGTERM');
  expect((await runCommand('exit 3', () => undefined)).signal).toBeUndefined();
});

describe('a command', () => {
  test('keeps both streams in the order they were written', async () => {
    const { kept, seen } = await run('for i in 1 2 3; do echo out $i; echo err $i >&2; done');
    expect(kept).toBe('out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n');
    expect(seen).toBe(kept);
  });

  test.each([
    ['true', 0, 'passed'],
    ['exit 101', 101, 'failed'],
    ['no-such-program-here', 127, 'failed'],
    ['kill -9 $$', 137, 'failed'],
    ['echo "quoted # words" # and a comment', 0, 'passed'],
  ] as const)('%s ends with %d', async (command, code, outcome) => {
    const { exitCode, source } = await run(command);
    expect(exitCode).toBe(code);
    expect(source).toMatchObject({ outcome, exitCode: code, kind: 'command' });
  });

  test('may print more than memory should hold', async () => {
    const { source, exitCode } = await runCommand('yes 0123456789 | head -c 30000000', () => undefined);
    let bytes = 0;
    for await (const chunk of source.open()) bytes += chunk.length;
    expect({ bytes, exitCode, size: source.size }).toEqual({ bytes: 30_000_000, exitCode: 0, size: 30_000_000 });
  });

  test('that leaves a process behind is not waited for without end', async () => {
    // Were it waited for, the test would run out of its time.
    const { kept } = await run('echo done; sleep 120 &');
    expect(kept).toBe('done\n');
  });
});
