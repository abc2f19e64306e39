import type { Occurrence } from '../domain/diagnosis.js';
import type { Line } from '../domain/line.js';
import { type Section, sectionAt, stepOf } from '../domain/section.js';
import type { Recognised } from './candidate.js';
import type { Findings } from './findings.js';

/** Where a line of a log was printed: the job, the step where it is known, and the line's web address. */
export type Origin = Pick<Occurrence, 'job' | 'jobStep' | 'url'>;

/** Says of the lines of all sources where they come from. */
export class Origins {
  readonly #findings: ReadonlyMap<string, Findings>;

  constructor(sources: readonly Findings[]) {
    this.#findings = new Map(sources.map((findings) => [findings.source, findings]));
  }

  /** What reading the source came to. */
  findingsOf(source: string): Findings | undefined {
    return this.#findings.get(source);
  }

  /** The step it lies in. */
  sectionOf({ source, section }: Pick<Recognised, 'source' | 'section'>): Section | undefined {
    return this.#findings.get(source)?.sections[section];
  }

  /** Job, step and address of a line; empty for a source that no job is known of. */
  of(source: string, line: Pick<Line, 'number' | 'time'>): Origin {
    const { job, sections } = this.#findings.get(source) ?? {};
    if (job === undefined || sections === undefined) return {};
    const section = sections[sectionAt(sections, line.number)]!;
    const step = stepOf(section, line.time);
    const url = job.url === undefined ? undefined : address(job.url, section, step?.number, line.number);
    return {
      job,
      ...(step !== undefined && { jobStep: { number: step.number, name: step.name } }),
      ...(url !== undefined && { url }),
    };
  }
}

/**
 * GitHub counts the lines of each step anew: `…/job/7#step:4:17`. Where it is not certain at which line a step begins,
 * the address is its first line; where the step is not, the job's page.
 */
function address(job: string, { told, first }: Section, step: number | undefined, line: number): string {
  if (step === undefined) return job;
  const counted = told?.startsStep === true && told.steps[0].number === step;
  return `${job}#step:${step}:${counted ? line - first + 1 : 1}`;
}
