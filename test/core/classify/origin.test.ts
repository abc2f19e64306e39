import { describe, expect, it } from 'vitest';
import { Origins } from '../../../src/core/classify/origin.js';
import type { Section } from '../../../src/core/domain/section.js';
import { findings } from './failures.js';

const URL = 'https://host.test/octo/app/actions/runs/5/job/7';
const TIME = '2026-11-22T04:53:00Z';
const step = (number: number, from?: number, to?: number) => ({
  number,
  name: `step ${number}`,
  outcome: 'passed' as const,
  ...(from !== undefined && { started: Date.parse(TIME) + from * 1000 }),
  ...(to !== undefined && { ended: Date.parse(TIME) + to * 1000 }),
});
const section = (first: number, steps: readonly ReturnType<typeof step>[], startsStep: boolean): Section => ({
  name: 'a',
  first,
  outcome: 'passed',
  ...(steps.length > 0 && { told: { steps: steps as unknown as [ReturnType<typeof step>], startsStep } }),
});

/** Where line 12 of a log comes from, whose second section begins at line 10. */
function at12(second: Section, what: { url?: string; time?: string } = { url: URL }) {
  const job = { name: 'test', ...(what.url !== undefined && { url: what.url }) };
  const sections = [section(1, [step(1)], true), second] as const;
  const origins = new Origins([findings([], { job, sections: [...sections] })]);
  return origins.of('a.log', { number: 12, ...(what.time !== undefined && { time: what.time }) });
}

describe('where a line was printed', () => {
  it('is a line of its step, counted from the first one, where that is known', () => {
    expect(at12(section(10, [step(4)], true))).toEqual({
      job: { name: 'test', url: URL },
      jobStep: { number: 4, name: 'step 4' },
      url: `${URL}#step:4:3`,
    });
    expect(at12(section(12, [step(4)], true)).url).toBe(`${URL}#step:4:1`);
    expect(at12(section(13, [step(4)], true)).url).toBe(`${URL}#step:1:12`);
  });

  it('is the beginning of its step where nobody knows at which line that is', () => {
    expect(at12(section(10, [step(4)], false)).url).toBe(`${URL}#step:4:1`);
  });

  it('is the beginning of the step that ran at the time, where it may be several', () => {
    const several = section(10, [step(4, 0, 9), step(5, 11, 20)], true);
    const told = (time?: string) => at12(several, { url: URL, ...(time !== undefined && { time }) });
    expect(told('2026-11-22T04:53:12Z').url).toBe(`${URL}#step:5:1`);
    expect(told('2026-11-22T04:53:05Z').url).toBe(`${URL}#step:4:3`);
    expect(told()).toEqual({ job: { name: 'test', url: URL }, url: URL });
  });

  it('is the page of the job where no step is known', () => {
    expect(at12(section(10, [], true))).toEqual({ job: { name: 'test', url: URL }, url: URL });
  });

  it('has no address where the job has none, and is not known without a job', () => {
    expect(at12(section(10, [step(4)], true), {})).toEqual({
      job: { name: 'test' },
      jobStep: { number: 4, name: 'step 4' },
    });
    expect(new Origins([findings([])]).of('a.log', { number: 1 })).toEqual({});
    expect(new Origins([]).of('b.log', { number: 1 })).toEqual({});
  });

  it('is in the section it was read in', () => {
    const origins = new Origins([findings([], { sections: [section(1, [], true), section(9, [step(2)], true)] })]);
    expect(origins.sectionOf({ source: 'a.log', section: 1 })?.first).toBe(9);
    expect(origins.sectionOf({ source: 'b.log', section: 0 })).toBeUndefined();
  });
});
