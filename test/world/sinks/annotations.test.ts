import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Annotation } from '../../../src/core/domain/annotation.js';
import { annotate } from '../../../src/world/sinks/annotations.js';
import { acted } from '../../action/commands.js';

/** What the runner would make of what was printed. */
function printed(remarks: readonly Annotation[]) {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  annotate(remarks);
  return acted(write.mock.calls.map(([text]) => String(text)).join(''));
}

const remark = (more: Partial<Annotation> = {}): Annotation => ({
  level: 'error',
  file: 'src/main.rs',
  line: 3,
  title: 'Broken',
  message: 'It is broken.',
  ...more,
});

describe('annotations', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('are commands that say exactly what they were given', () => {
    const hostile = { title: 'a,b::c%0A', file: 'src/x,line=9::y.rs', message: 'one\n::error::two\r%0Athree' };
    expect(printed([remark({ ...hostile, column: 7 })])).toEqual([
      {
        name: 'error',
        properties: { title: hostile.title, file: hostile.file, line: '3', col: '7' },
        message: hostile.message,
      },
    ]);
  });

  it('[L5] leave room among the ten of a level and count what is left out', () => {
    const commands = printed([
      ...Array.from({ length: 1_000 }, () => remark()),
      ...Array.from({ length: 9 }, () => remark({ level: 'warning' })),
    ]);
    const count = (name: string) => commands.filter((command) => command.name === name).length;
    expect([count('error'), count('warning'), count('notice')]).toEqual([9, 9, 1]);
    expect(commands.at(-1)?.message).toMatch(/^991 more places are not annotated/);
  });

  it('are cut where the runner would cut them', () => {
    expect(printed([remark({ message: 'x'.repeat(10_000) })])[0]?.message.length).toBeLessThanOrEqual(4_096);
  });

  it('say nothing when there is nothing', () => {
    expect(printed([])).toEqual([]);
  });
});
