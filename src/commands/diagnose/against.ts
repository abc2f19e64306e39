import type { Baseline } from '../../core/domain/history.js';
import type { Source } from '../../core/domain/source.js';
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
  const { name, logs } = earlier;
  const report = await diagnose({ ...rules, sources: logs, failOn: 'never', run: {} });
  if (report.status === 'failed') return { baseline: baselineOf([toV1(report)], name) };
  return { baseline: { name, known: new Map() }, ordinary: await ordinaryIn(logs) };
}

/** Sources of which GitHub told that they passed: they need no diagnosis. */
export async function againstPassed(name: string, logs: readonly Source[]): Promise<Against> {
  return { baseline: { name, known: new Map() }, ordinary: await ordinaryIn(logs) };
}
