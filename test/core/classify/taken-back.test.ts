import { describe, expect, test } from 'vitest';
import { TakenBack } from '../../../src/core/classify/taken-back.js';
import type { Failure } from '../../../src/core/domain/failure.js';
import type { Recovery } from '../../../src/core/domain/recovery.js';
import { growth, LINEAR } from '../../growth.js';

const TOOLS = ['cargo', 'pytest', undefined] as const;
const NAMES = ['adds', 'buys', undefined] as const;

function failure(tool: 'cargo' | 'pytest', name: string | undefined, first: number, last: number): Failure {
  return { tool, ...(name !== undefined && { name }), span: { first, last } } as unknown as Failure;
}

/** As it is said: some success of its tool or of any, its name or any, after it, in whose stretch it began. */
function isTakenBack({ tool, name, span }: Failure, recoveries: readonly Recovery[]): boolean {
  return recoveries.some(
    (each) =>
      (each.tool === undefined || each.tool === tool) &&
      (each.name === undefined || each.name === name) &&
      each.line > span.last &&
      span.first >= (each.since ?? 0),
  );
}

describe('what a later success takes back', () => {
  test('is what one of them says, whichever it is', () => {
    let state = 20261129;
    const next = (below: number): number => (state = (state * 48271) % 2147483647) % below;
    for (let round = 0; round < 200; round++) {
      const recoveries = Array.from({ length: next(6) }, (): Recovery => {
        const [tool, name, since] = [TOOLS[next(3)], NAMES[next(3)], next(2) === 0 ? undefined : next(20)];
        return {
          line: next(30),
          ...(tool && { tool }),
          ...(name && { name }),
          ...(since !== undefined && { since }),
        };
      });
      const taken = new TakenBack(recoveries);
      for (let each = 0; each < 10; each++) {
        const first = next(25);
        const one = failure(next(2) === 0 ? 'cargo' : 'pytest', NAMES[next(3)], first, first + next(5));
        expect(taken.has(one), JSON.stringify({ one, recoveries })).toBe(isTakenBack(one, recoveries));
      }
    }
  });

  test('costs no more than there is of both', () => {
    const work = (size: number): void => {
      const recoveries = Array.from(
        { length: 4 * size },
        (_, line): Recovery => ({ tool: 'pytest', line, since: line }),
      );
      const taken = new TakenBack(recoveries);
      for (let line = 0; line < size; line++) taken.has(failure('pytest', `t${line}`, line, line + 1));
    };
    expect(growth(work, 2_000)).toBeLessThan(LINEAR);
  });
});
