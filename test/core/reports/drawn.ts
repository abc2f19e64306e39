import type { Incident } from '../../../src/core/domain/incident.js';
import type { Pattern, Severity } from '../../../src/core/domain/pattern.js';
import type { ToldJob } from '../../../src/core/domain/release.js';
import type { FailOn } from '../../../src/core/domain/verdict.js';
import type { Waiver } from '../../../src/core/domain/waiver.js';
import type { ReportV1 } from '../../../src/core/render/json/v1.js';
import { toV1 } from '../../../src/core/render/json.js';
import { BUILT_IN } from '../../../src/knowledge/catalogue/bundle.generated.js';
import { seeded } from '../../world/github/contributions/crowd.js';
import { diagnosis, RUN, report, unknown } from '../render/reports.js';

const one = (severity: Severity) =>
  BUILT_IN.find((pattern) => pattern.severity === severity && pattern.status !== 'draft') as Pattern;
export const OF: Readonly<Record<Severity, Pattern>> = { P0: one('P0'), P1: one('P1'), P2: one('P2'), P3: one('P3') };
export const BORROWED = '00000000000000aa';

export const finding = (severity: Severity, fingerprint: string) =>
  diagnosis({ pattern: OF[severity].id, severity, fingerprint });
export const of = (job: string, over: Parameters<typeof report>[0] = {}, run = {}): ReportV1 =>
  toV1(report({ run: { ...RUN, job, ...run }, ...over }));
export const job = (name: string, conclusion = 'failure', attempt = 1): ToldJob => ({ name, conclusion, attempt });
export const incident = (over: Partial<Incident> = {}): Incident => ({
  fingerprint: BORROWED,
  pattern: OF.P0.id,
  severity: 'P0',
  state: 'new',
  opened: '2026-11-20',
  ...over,
});

export const TODAY = '2026-11-23';
export const waiver = (over: Partial<Waiver> = {}): Waiver => ({
  covers: { pattern: OF.P0.id },
  reason: 'it is known',
  owner: 'mona',
  expires: TODAY,
  ...over,
});

/** What a gate is asked about. */
export interface Given {
  readonly jobs: readonly ToldJob[];
  readonly earlier?: readonly ToldJob[];
  readonly reports: readonly ReportV1[];
  readonly incidents?: readonly Incident[];
  readonly waivers?: readonly Waiver[];
  readonly tolerate?: readonly string[];
  readonly failOn?: FailOn;
}
/** A run with jobs, reports, incidents and rules of its own, from a seed. */
export class Drawn {
  readonly #random: () => number;
  readonly names = ['test', 'lint', 'e2e (a)', 'e2e (b)', 'build / unit', 'deploy'];

  constructor(seed: number) {
    this.#random = seeded(seed);
  }

  chance(of: number): boolean {
    return this.#random() < of;
  }

  pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.#random() * all.length)] as T;
  }

  some<T>(most: number, make: () => T): T[] {
    return Array.from({ length: Math.floor(this.#random() * (most + 1)) }, make);
  }

  severity = (): Severity => this.pick(['P0', 'P1', 'P2', 'P3'] as const);
  fingerprint = (): string => this.pick(['f0', 'f1', 'f2', 'f3', BORROWED]);

  /** A report of each failed job of a run that explains it. */
  explanations({ jobs }: Given): ReportV1[] {
    return jobs
      .filter(({ conclusion = '' }) => ['failure', 'cancelled'].includes(conclusion))
      .map(({ name, attempt = 1, id }) =>
        of(
          name,
          { diagnoses: [finding(this.severity(), this.fingerprint())] },
          { runAttempt: attempt, ...(id !== undefined && { jobId: id }) },
        ),
      );
  }

  diagnosis = () => ({
    ...finding(this.severity(), this.fingerprint()),
    ...(this.chance(0.1) && { severity: this.severity() }),
    ...(this.chance(0.1) && { draft: true }),
    ...(this.chance(0.1) && { pattern: 'forged/pattern' }),
    ...(this.chance(0.1) && { state: 'waived' as const }),
  });

  /** Of whichever job, attempt and shape somebody may write. */
  report(job = this.pick([...this.names, 'e2e', 'unit', 'nowhere', ''])): ReportV1 {
    const told = of(
      job,
      {
        status: this.pick(['failed', 'passed', 'unknown'] as const),
        diagnoses: this.some(2, this.diagnosis),
        unknown: this.some(1, () => unknown({ fingerprint: this.fingerprint() })),
        ...(this.chance(0.1) && {
          jobs: this.some(3, () => ({ name: this.pick(this.names), status: 'failed' as const })),
        }),
        ...(this.chance(0.1) && {
          verdict: {
            gate: 'blocked' as const,
            failOn: 'P0' as const,
            blocking: [],
            reasons: ['x.log is unreadable'] as const,
          },
        }),
      },
      {
        ...(this.chance(0.3) && { runAttempt: this.pick([1, 2, 3, 99]) }),
        ...(this.chance(0.2) && { step: this.pick(['one', 'two']) }),
        ...(this.chance(0.1) && { jobId: this.pick([1, 2, 3, 77]) }),
        ...(this.chance(0.05) && { sha: 'f'.repeat(40) }),
      },
    );
    return told;
  }

  run(over: Partial<Given> = {}): Given {
    const attempt = this.pick([1, 1, 1, 2]);
    const jobs = this.names
      .filter(() => this.chance(0.6))
      .map((name, index) => ({
        ...job(name, this.pick(['success', 'success', 'success', 'failure', 'cancelled', 'skipped']), attempt),
        ...(this.chance(0.3) && { id: index + 1 }),
      }));
    const earlier = attempt === 1 ? [] : jobs.map(({ name }) => job(name, this.pick(['success', 'failure']), 1));
    return {
      jobs,
      earlier,
      reports: this.some(4, () => this.report()),
      incidents: this.chance(0.3) ? [incident({ fingerprint: this.fingerprint(), severity: this.severity() })] : [],
      failOn: this.pick(['P0', 'P0', 'P1', 'P3', 'any'] as const),
      ...over,
    };
  }

  rules(): Pick<Given, 'waivers' | 'tolerate'> {
    return {
      waivers: this.some(2, () =>
        waiver({
          covers: this.chance(0.5) ? { pattern: OF[this.severity()].id } : { fingerprint: this.fingerprint() },
          expires: this.pick([TODAY, TODAY, '2026-01-01']),
        }),
      ),
      tolerate: this.some(2, () => this.pick(['test', 'e2e*', 'lint', 'P1 and below', 'P2', 'P3', '*unit'])),
    };
  }
}
