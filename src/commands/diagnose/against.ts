import type { Baseline } from '../../core/domain/history.js';
import { toV1 } from '../../core/render/json.js';
import { baselineOf } from '../../core/reports/compare.js';
import type { Ordinary } from '../../core/telling/ordinary.js';
import { type DiagnoseRequest, diagnose } from '../../walk/diagnose.js';
import { ordinaryIn } from '../../walk/green.js';
import type { EarlierRun } from '../../world/reports/baseline-file.js';

/** What a diagnosis is made and compared against. */
export interface Against {
  readonly baseline: Baseline;
  /** What the earlier run printed, where it passed. */
  readonly ordinary?: Ordinary;
}

/** By what both are diagnosed. */
export type Rules = Pick<DiagnoseRequest, 'patterns' | 'redact' | 'secrets'>;

/**
 * What an earlier run is to a later one. Of a run that passed every line is ordinary; of one that failed the failures are
 * known, and its lines may be the very ones that explain.
 * @param rules those of the later run: what they leave out of a text changes its fingerprint
 */
export async function against(earlier: EarlierRun, rules: Rules): Promise<Against> {
  if ('report' in earlier) return { baseline: earlier.report };
  const { name, logs, passed = false } = earlier;
  const report = await diagnose({ ...rules, sources: logs, failOn: 'never', run: {} });
  const baseline = baselineOf([toV1(report)], name);
  // What it tolerated is printed there as well: only its end says how it ended.
  const failed = !passed && report.sources.some(({ outcome }) => outcome === 'failed');
  return failed ? { baseline } : { baseline, ordinary: await ordinaryIn(logs) };
}
