import type { Baseline } from '../../core/domain/history.js';
import { baselineOf } from '../../core/reports/compare.js';
import { parseReport } from '../../core/reports/report-schema.js';
import { readReportFile } from './report-file.js';

/**
 * What an earlier report, kept as a file, knew.
 * @throws KnownError for a file that cannot be read or is no report
 */
export async function readBaseline(path: string): Promise<Baseline> {
  const { name, text } = await readReportFile(path);
  return baselineOf([parseReport(text, name)], name);
}
