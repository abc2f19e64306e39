import { describe, expect, test } from 'vitest';
import { endingOf, KnownError } from '../../src/core/errors.js';
import { whydunit } from './run.js';

describe('how a failure ends', () => {
  test('a known one: one line, its exit code, no stack', () => {
    const error = new KnownError('missing-file', { where: 'a.log', what: 'does not exist' });
    expect(endingOf(error, true)).toEqual({ message: 'a.log: does not exist. Check the path', exitCode: 2 });
  });

  test('text from outside cannot break the line', () => {
    const error = new KnownError('missing-file', { where: 'a\n::error::x\u001b[31m', what: 'does not exist' });
    expect(error.message).toBe('a ::error::x [31m: does not exist. Check the path');
    expect(new KnownError('missing-file', { what: 'x'.repeat(5000) }).message.length).toBeLessThan(1100);
  });

  test('the operating system: in words', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(endingOf(full, false)).toMatchObject({ exitCode: 3, message: expect.stringMatching(/the disk is full/) });
  });

  test('an unforeseen one: exit code 3, one line, the stack only when asked for', () => {
    const ending = endingOf(new TypeError('x is\nundefined'), false);
    expect(ending.exitCode).toBe(3);
    expect(ending.message).toMatch(/TypeError: x is undefined.*WHYDUNIT_DEBUG=1/);
    expect(ending.message).not.toContain('\n');
    expect(ending.stack).toBeUndefined();
    expect(endingOf(new TypeError('x'), true).stack).toMatch(/at /);
    expect(endingOf('thrown text', true)).toMatchObject({ exitCode: 3 });
  });
});

describe('a place that cannot be written', { timeout: 60_000 }, () => {
  test.each([
    ['below a folder of the system', '/proc/x/y.json'],
    ['below another one', '/sys/x/y.json'],
    ['on a full disk', '/dev/full'],
    ['below a file', '/etc/passwd/x.json'],
  ])('[F11] %s ends at once, with exit code 3 and the cause in one line', async (_, path) => {
    const run = await whydunit(['-', '--format', 'json', '--output', path], { input: 'all well\n' });
    expect([run.code, run.stdout]).toEqual([3, '']);
    expect(
      run.stderr
        .trim()
        .split('\n')
        .filter((line) => line.includes(path)),
    ).toEqual([expect.stringMatching(/cannot be written: [^.]+\./)]);
  });
});
