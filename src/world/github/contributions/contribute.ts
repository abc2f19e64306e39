import type { Report } from '../../../core/domain/report.js';
import type { DiagnosisV1, PossibleV1 } from '../../../core/render/json/v1.js';
import { toV1 } from '../../../core/render/json.js';
import type { Contribution } from './contribution.js';
import { shrink } from './shrink.js';

/** Who reports. */
export interface Contributor {
  /** The same in every run, different from every other job's. */
  readonly key: string;
  /** As GitHub shows the job, its matrix cell included. */
  readonly job: string;
}

/**
 * A report as its job's part of the comment.
 * @param builtIn ids of the patterns whose words every version of ours can say again
 * @param at epoch milliseconds
 */
export function contribute(
  report: Report,
  { key, job }: Contributor,
  builtIn: ReadonlySet<string>,
  at: number,
): Contribution {
  const { sha = '0000000', runId = 0, runAttempt = 1, workflow } = report.run;
  const value = toV1(report);
  const whole: Contribution = {
    key,
    sha,
    run: runId,
    attempt: runAttempt,
    at,
    job,
    ...(workflow !== undefined && { workflow }),
    report: {
      ...value,
      run: {},
      diagnoses: value.diagnoses.map((diagnosis, index) => ({
        ...(builtIn.has(diagnosis.pattern) ? wordless(diagnosis) : diagnosis),
        // With its quotations marked.
        title: report.diagnoses[index]?.title ?? diagnosis.title,
      })),
      ...(value.possible && {
        possible: value.possible.map((each) =>
          each.pattern !== undefined && builtIn.has(each.pattern) ? wordless(each) : each,
        ),
      }),
    },
    level: -1,
    left: { findings: 0, parts: {} },
  };
  return shrink(whole, 0);
}

/** Without what the catalogue says again. The title stays: it is what is remembered once the failure is gone. */
function wordless<T extends DiagnosisV1 | PossibleV1>({
  preserve: _,
  ...diagnosis
}: T & { readonly preserve?: unknown }): T {
  return { ...diagnosis, rootCause: '', fix: [], verify: [], prevention: [] } as unknown as T;
}
