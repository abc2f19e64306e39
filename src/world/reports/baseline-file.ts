import { open } from 'node:fs/promises';
import type { Baseline } from '../../core/domain/history.js';
import type { RunContext } from '../../core/domain/report.js';
import type { Source } from '../../core/domain/source.js';
import { baselineOf } from '../../core/reports/compare.js';
import { parseReport } from '../../core/reports/report-schema.js';
import { gatherSources } from '../files/gather.js';
import { historyBaseline, isHistory } from '../history/baseline.js';
import { readReportFile } from './report-file.js';

/** What an earlier run left: what its report knew, or its logs. */
export type EarlierRun =
  | { readonly report: Baseline }
  | {
      readonly name: string;
      readonly logs: readonly Source[];
      /** What was left out, in words. */
      readonly notes: readonly string[];
      /** It is known to have passed, whatever its logs say. */
      readonly passed?: boolean;
    };

/** A report says what it is within its first bytes. */
const HEAD_BYTES = 512;

/**
 * What an earlier run left, kept as a file: a report, a log, a folder of logs or the archive of a job's logs; or a history of
 * many runs.
 * @param run what is compared: a history holds other repositories' runs, and perhaps this one
 * @throws KnownError for what cannot be read, or is neither
 */
export async function readBaseline(path: string, run: RunContext = {}): Promise<EarlierRun> {
  if (await isHistory(path)) return { report: await historyBaseline(path, run) };
  if (path === '-' || path.endsWith('.json') || (await beginsAsReport(path))) {
    const { name, text } = await readReportFile(path);
    return { report: baselineOf([parseReport(text, name)], name) };
  }
  const { sources, notes } = await gatherSources([path]);
  return { name: path, logs: sources, notes };
}

/** False for what cannot be opened as a file: whoever reads it says why. */
async function beginsAsReport(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return /^\s*\{\s*"schema":/.test(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
