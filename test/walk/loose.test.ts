import { describe, expect, it } from 'vitest';
import { makeLine } from '../../src/core/reading/line.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../src/walk/diagnose.js';
import { LooseLines } from '../../src/walk/loose.js';

const STAMP = '2026-11-22T04:53:51.7439207Z ';

async function gateOf(lines: readonly string[]) {
  const bytes = new TextEncoder().encode(`${lines.map((line) => STAMP + line).join('\n')}\n`);
  const source = {
    name: 'deploy.log',
    kind: 'file',
    outcome: 'unknown',
    async *open() {
      yield bytes;
    },
  } as const;
  const patterns = await loadCatalogue([]);
  return diagnose({ sources: [source], patterns, failOn: 'P1', run: {} });
}

describe('what one line says is not pushed out by common ones', () => {
  it.each([0, 40, 400])('a refused database after %i harmless lines closes a gate at P1', async (count) => {
    const { diagnoses, verdict } = await gateOf([
      '##[group]Run ./deploy.sh',
      ...Array.from({ length: count }, (_, at) => `request ${at} done, error rate 0.0`),
      "ERROR 1045 (28000): Access denied for user 'root'@'172.17.0.1' (using password: YES)",
      ...Array.from({ length: 100 }, (_, at) => `waiting ${at}`),
      '##[error]Process completed with exit code 1.',
    ]);
    expect(diagnoses.map(({ pattern }) => pattern)).toContain('mysql/auth');
    expect(verdict.gate).toBe('fail');
  });
});

describe('loose lines', () => {
  const line = (number: number) => makeLine(number, `line ${number}`, false);

  it('stay at both ends of a step for each word, and for the rarest of them', () => {
    const loose = new LooseLines();
    for (let number = 1; number <= 1_000; number++) loose.offer(line(number), number === 500 ? [0, 1] : [0]);
    const kept = loose.close().map(({ number }) => number);
    expect(kept.slice(0, 3)).toEqual([1, 2, 3]);
    expect(kept).toContain(500);
    expect(kept.at(-1)).toBe(1_000);
    expect(kept.length).toBeLessThan(50);
    expect(loose.dropped).toBe(1_000 - kept.length);
  });

  it('of steps that did not fail are forgotten first', () => {
    const loose = new LooseLines();
    loose.offer(line(1), [0]);
    loose.endStep(true);
    for (let number = 2; number <= 20_000; number++) {
      loose.offer(line(number), [0]);
      loose.endStep(false);
    }
    const kept = loose.close().map(({ number }) => number);
    expect(kept[0]).toBe(1);
    expect(kept.at(-1)).toBe(20_000);
    expect(kept.length).toBeLessThanOrEqual(5_001);
  });
});
