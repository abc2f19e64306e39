import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BLOCKED, passOutputsOn, writeOutputs } from '../../../src/world/sinks/outputs.js';

describe('outputs', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'whydunit-outputs-'));
    writeFileSync(join(home, 'output'), '');
    vi.stubEnv('GITHUB_OUTPUT', join(home, 'output'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true });
  });

  /** Names and values in the order they were written, blocks taken apart. */
  const written = () =>
    [...readFileSync(join(home, 'output'), 'utf8').matchAll(/^(.+?)<<(ghadelimiter_\S+)\n([\s\S]*?)\n?\2$/gm)].map(
      ([, name, , value]) => [name, value],
    );

  it('are all there while nothing is known, and say blocked', () => {
    writeOutputs(BLOCKED);
    expect(written().map(([name]) => name)).toEqual([
      'status',
      'verdict',
      'severity',
      'primary',
      'count',
      'p0-count',
      'retry-safe',
      'report',
      'comment-url',
    ]);
    expect(Object.fromEntries(written())).toMatchObject({
      status: 'unknown',
      verdict: 'blocked',
      'retry-safe': 'false',
    });
  });

  it('of the command are passed on by the rules of the runner', () => {
    expect(passOutputsOn('a=1\n\nb=x=y<<z\nc<<END\r\none\r\ntwo\r\nEND\nd=\n')).toEqual([]);
    expect(written()).toEqual([
      ['a', '1'],
      ['b', 'x=y<<z'],
      ['c', 'one\ntwo'],
      ['d', ''],
    ]);
  });

  it('of the command cannot be ours, nor swallow ours', () => {
    expect(passOutputsOn('verdict=pass\na=1\nb<<NEVER\nx\nverdict=pass')).toEqual([
      expect.stringContaining('verdict'),
      expect.stringContaining('Line 3'),
    ]);
    expect(passOutputsOn('nonsense\na=2')).toEqual([expect.stringContaining('Line 1')]);
    expect(written()).toEqual([['a', '1']]);
  });

  it('that cannot be written are a known error', () => {
    vi.stubEnv('GITHUB_OUTPUT', '/nowhere/output');
    expect(() => writeOutputs(BLOCKED)).toThrow(expect.objectContaining({ kind: 'platform', exitCode: 3 }));
  });
});
