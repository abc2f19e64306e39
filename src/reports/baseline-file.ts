import { parseReport } from '../documents/report-schema.js';
import type { Baseline } from '../domain/history.js';
import { readReportFile } from '../sources/report-file.js';
import { baselineOf } from './compare.js';

/**
 * What an earlier report, kept as a file, knew.
 * @throws KnownError for a file that cannot be read or is no report
 */
export async function readBaseline(path: string): Promise<Baseline> {
  const { name, text } = await readReportFile(path);
  return baselineOf([parseReport(text, name)], name);
}
